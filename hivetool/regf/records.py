"""The whole on-disk record behind a hive, a key or a value: every field of the format, by the specification's names.

What few need is not carried along in the hive's columns; it is looked up in the bytes when somebody asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from hivetool.hive.columns import NO_PLACE
from hivetool.hive.hive import Hive
from hivetool.hive.views import Key, Value

from .constants import KEY_INHERIT_CLASS, KEY_LAYER_SEMANTICS, VALUE_TOMBSTONE
from .errors import NoRecord
from .layout import BASE_BLOCK, KEY_NODE, KEY_VALUE
from .window import Window

Record = Mapping[str, int | bytes]

LAYER_SEMANTICS = ("", "IsTombstone", "IsSupersedeLocal", "IsSupersedeTree")
"""What a key of a differencing hive (version 1.6) does to the layers below, by its two bits."""


def stored_record(of: Hive | Key | Value) -> Record:
    """The base block of a hive, the key node of a key or the key value of a value, as stored in its file.

    Fields of fixed size only (names and data are in the views), as numbers or bytes; ``cell_size`` is the size of
    the record's cell, negative where it is in use. Raises :class:`NoRecord` for what was not read from a regf
    file.
    """
    hive = of if isinstance(of, Hive) else of.hive
    if hive.source.kind != "regf":
        raise NoRecord(hive.source.kind)
    data = hive.columns.buffers[0]
    if isinstance(of, Hive):
        return _fields(np.frombuffer(data, BASE_BLOCK, 1)[0])
    rows = hive.columns.keys if isinstance(of, Key) else hive.columns.values
    place = int(rows.place[of.row])
    if place == NO_PLACE:
        raise NoRecord("edit")
    dtype = KEY_NODE if isinstance(of, Key) else KEY_VALUE
    return _fields(Window(data).records(dtype, np.array([place]))[0])


def layering(of: Key | Value) -> tuple[str, ...]:
    """What a key or value of a differencing hive does to the layers below it: nothing (empty) or the flags' names.

    Fields and names: M. Suhanov, "Windows registry file format specification" (key node: layered key bit fields;
    key value: flags). Raises :class:`NoRecord`.
    """
    record = stored_record(of)
    if isinstance(of, Value):
        return ("Tombstone",) * bool(_number(record["flags"]) & VALUE_TOMBSTONE)
    bits = _number(record["layered_key_bit_fields"])
    inherits = ("InheritClass",) * bool(bits & KEY_INHERIT_CLASS)
    return (*inherits, *filter(None, (LAYER_SEMANTICS[bits & KEY_LAYER_SEMANTICS],)))


def _fields(record: Any) -> Record:
    return MappingProxyType({name: record[name].item() for name in record.dtype.names})


def _number(field: int | bytes) -> int:
    assert isinstance(field, int)
    return field
