"""Values whose bytes are not as their type says, whatever they are called: all of a hive at once."""

from __future__ import annotations

import numpy as np

from .hive import Hive
from .types import ValueType

UNITS: tuple[tuple[ValueType, int], ...] = (
    (ValueType.REG_SZ, 2),
    (ValueType.REG_EXPAND_SZ, 2),
    (ValueType.REG_LINK, 2),
    (ValueType.REG_MULTI_SZ, 2),
    (ValueType.REG_DWORD, 4),
    (ValueType.REG_DWORD_BIG_ENDIAN, 4),
    (ValueType.REG_QWORD, 8),
)
"""Types with a form: text is a multiple of two bytes, a number has exactly so many."""


def misshapen(hive: Hive) -> list[int]:
    """The rows of the values whose type is unknown or whose size does not fit it."""
    values = hive.columns.values
    types, sizes = values.type, np.maximum(values.data.size, 0)
    wrong = ~np.isin(types, [int(kind) for kind in ValueType])
    for kind, unit in UNITS:
        wrong |= (types == kind) & ((sizes != unit) if unit > 2 else (sizes % unit != 0))
    rows: list[int] = np.flatnonzero(wrong).tolist()
    return rows
