"""The seam between the declarations and numpy: one dtype a record, derived and never written by hand.

A declaration's dtype covers its fields up to the first of variable size, packed and little-endian. Numbers
become numbers, constants become ``S`` (so that ``== b"nk"`` works), other bytes become ``V``.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

import numpy as np
from construct import Array, Bytes, Const, Construct, FormatField, GreedyRange, Struct, Subconstruct

from . import structs

Field = tuple[str, str]

_NUMBERS = MappingProxyType(
    # construct speaks in the letters of the struct module; numpy's "<L" has the size of a C long
    {"B": "u1", "b": "i1", "H": "<u2", "h": "<i2", "L": "<u4", "l": "<i4", "Q": "<u8", "q": "<i8"}
)


def fixed_dtype(declaration: Struct) -> np.dtype[Any]:
    """The record of a declaration's fields before the first of variable size."""
    return np.dtype(_fields(declaration))


def cell_dtype(declaration: Struct) -> np.dtype[Any]:
    """The same, preceded by the size of the cell it stands in (field ``cell_size``)."""
    ((_, size),) = _fields(structs.Cell)
    return np.dtype([("cell_size", size), *_fields(declaration)])


def _fields(declaration: Struct) -> list[Field]:
    fields = []
    for part in declaration.subcons:
        letters = _letters(part)
        if letters is None:
            break
        fields.append((part.name, letters))
    return fields


def _letters(part: Construct) -> str | None:
    """numpy's letters for one field, None if its size varies."""
    kind = "V"
    while isinstance(part, Subconstruct) and not isinstance(part, Struct):
        if isinstance(part, Array | GreedyRange):
            return None
        kind = "S" if isinstance(part, Const) else kind
        part = part.subcon
    if isinstance(part, FormatField):
        return _NUMBERS[part.fmtstr[-1]]
    if isinstance(part, Bytes) and isinstance(part.length, int):
        return f"{kind}{part.length}"
    return None


BASE_BLOCK = fixed_dtype(structs.BaseBlock)
HIVE_BIN = fixed_dtype(structs.HiveBin)
KEY_NODE = cell_dtype(structs.KeyNode)
KEY_VALUE = cell_dtype(structs.KeyValue)
KEY_SECURITY = cell_dtype(structs.KeySecurity)
SUBKEYS_LIST = cell_dtype(structs.IndexLeaf)
"""What index leaf, fast leaf, hash leaf and index root begin with."""
BIG_DATA = cell_dtype(structs.BigData)
FAST_LEAF_ELEMENT = fixed_dtype(structs.FastLeafElement)
HASH_LEAF_ELEMENT = fixed_dtype(structs.HashLeafElement)
WORD = np.dtype("<u4")
"""An element of an index leaf, an index root, a key values list or a list of segments."""
DATA = cell_dtype(Struct())
"""A cell that holds no record of its own: a list of offsets or bytes."""
LOG_ENTRY = fixed_dtype(structs.LogEntry)
DIRTY_PAGE_REFERENCE = fixed_dtype(structs.DirtyPageReference)
