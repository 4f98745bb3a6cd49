"""A hive from plain lists: the way in for whoever has the whole tree as Python values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from .columns import NO_PLACE, NO_TIME, KeyRows, Rows, ValueRows, arranged
from .errors import Problem
from .hive import Hive, Source
from .spans import NOT_STORED, Ints, Names, Spans, joined, packed_names
from .table import Table


def built_hive(
    table: Table,
    source: Source,
    *,
    last_written: Sequence[int | None] | None = None,
    class_names: Sequence[bytes | None] | None = None,
    security: Sequence[bytes | None] | None = None,
    flags: Sequence[int] | None = None,
    key_places: Sequence[int] | None = None,
    value_places: Sequence[int] | None = None,
    problems: Iterable[Problem] = (),
) -> Hive:
    """The hive of these lists; row 0 of the keys is the root, siblings and values keep their order.

    The optional lists have an item a key, see :class:`~hivetool.hive.columns.KeyRows`: a FILETIME or None, the
    class in UTF-16LE or None, a security descriptor or None, key flags, and where the key stands; ``value_places`` has
    an item a value. Keys that do not lead up to the root are left out, with what is below them.
    """
    count = len(table.key_names)
    key_bytes, key_names = packed_names(table.key_names, 0)
    value_bytes, value_names = _packed_once(table.value_names, 1)
    data, start, size = joined(table.value_data)
    class_bytes, classes = _optional(class_names, count, 3)
    security_bytes, descriptors = _optional(security, count, 4)
    times = [NO_TIME if time is None else time for time in last_written or [None] * count]
    keys = KeyRows(
        np.array(table.key_parents, np.int64),
        key_names,
        np.array(times, np.uint64),
        classes,
        descriptors,
        np.array(flags or [0] * count, np.uint32),
        _places(key_places, count),
    )
    values = ValueRows(
        np.array(table.value_keys, np.int64),
        value_names,
        np.array(table.value_types, np.uint32),
        Spans.build(start, size, 2),
        _places(value_places, len(table.value_data)),
    )
    rows = Rows(keys, values, (key_bytes, value_bytes, data, class_bytes, security_bytes))
    return Hive(arranged(rows), source, tuple(problems))


def _packed_once(names: Sequence[str], buffer: int) -> tuple[bytes, Names]:
    """Names of which many are equal, each in the buffer once."""
    numbers: dict[str, int] = {}
    which = np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)
    data, packed = packed_names(list(numbers), buffer)
    return data, packed.take(which)


def _places(places: Sequence[int] | None, count: int) -> Ints:
    return np.full(count, NO_PLACE, np.int64) if places is None else np.array(places, np.int64)


def _optional(parts: Sequence[bytes | None] | None, count: int, buffer: int) -> tuple[bytes, Spans]:
    """Parts that may be missing as one buffer and their places in it; equal ones stand there once."""
    if parts is None:
        return b"", Spans.none(count)
    numbers: dict[bytes | None, int] = {}
    which = np.array([numbers.setdefault(part, len(numbers)) for part in parts], np.int64)
    data, start, size = joined([part or b"" for part in numbers])
    stored = np.array([part is not None for part in numbers], np.bool_)
    size = np.where(stored, size, NOT_STORED)
    return data, Spans.build(start[which], size[which], buffer)
