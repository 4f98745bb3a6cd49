"""The hive as a table: one row a key, one row a value, held as read-only numpy columns.

A door (regf, .reg) fills :class:`Rows` in any order; :func:`arranged` puts them into level order, where the
children of a key are one run of rows and its values another, and drops what cannot be reached from the root.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from .memory import keep_freed_memory
from .spans import Ints, Names, Spans, read_only

keep_freed_memory()  # before the first column is made

NO_TIME = np.uint64(2**64 - 1)
"""``last_written`` of a key whose source has no times."""

NO_PLACE = -1
"""``place`` of a row that stands nowhere in an input."""

MOST_LEVELS = 512
"""Levels of keys below the root that Windows allows ("Registry element size limits" in Microsoft's documentation)."""


@dataclass(frozen=True, eq=False)
class KeyRows:
    """One row a key. ``parent`` is a row of the same table, -1 for the root.

    ``last_written`` is a FILETIME or ``NO_TIME``; ``flags`` are the source's key flags (0 where it has none);
    ``place`` is a byte offset, a line or the id of a row, see ``Source.places``; ``class_name`` is UTF-16LE.
    """

    parent: Ints
    name: Names
    last_written: npt.NDArray[np.uint64]
    class_name: Spans
    security: Spans
    flags: npt.NDArray[np.uint32]
    place: Ints

    def __len__(self) -> int:
        return len(self.parent)

    def take(self, rows: npt.NDArray[Any]) -> KeyRows:
        """A selection of the rows; ``parent`` still numbers the rows of this table."""
        return _taken(self, rows)


@dataclass(frozen=True, eq=False)
class ValueRows:
    """One row a value, in the stored order of each key. ``key`` is a row of the keys, -1 for a value that is to go."""

    key: Ints
    name: Names
    type: npt.NDArray[np.uint32]
    data: Spans
    place: Ints

    def __len__(self) -> int:
        return len(self.key)

    def take(self, rows: npt.NDArray[Any]) -> ValueRows:
        """A selection of the rows; ``key`` still numbers the same keys."""
        return _taken(self, rows)


@dataclass(frozen=True, eq=False)
class Rows:
    """What a door has read: keys and values in any order (the root is the row without a parent), and their bytes."""

    keys: KeyRows
    values: ValueRows
    buffers: tuple[bytes, ...]


@dataclass(frozen=True, eq=False)
class Columns:
    """Rows in level order, row 0 the root.

    The children of key i are the rows ``first_child[i]`` and the ``child_count[i] - 1`` after it; its values are
    ``first_value[i]:first_value[i + 1]``.
    """

    keys: KeyRows
    values: ValueRows
    buffers: tuple[bytes, ...]
    first_child: Ints
    child_count: Ints
    first_value: Ints


def arranged(rows: Rows, root: int = 0) -> Columns:
    """The rows reachable from ``root``, in level order: siblings and values keep the order they came in."""
    keys, values = rows.keys, rows.values
    if root != 0 or not _in_level_order(keys.parent):
        keys, values = _moved(rows, _level_order(keys.parent, root))
    elif (values.key[:1] < 0).any() or (values.key[1:] < values.key[:-1]).any():
        values = values.take(_by_key(values.key))
    child_count = np.bincount(keys.parent[1:], minlength=len(keys)).astype(np.int64)
    value_count = np.bincount(values.key, minlength=len(keys))
    return Columns(
        _locked(keys),
        _locked(values),
        rows.buffers,
        read_only(1 + np.cumsum(child_count) - child_count),
        read_only(child_count),
        read_only(np.concatenate([[0], np.cumsum(value_count)])),
    )


def _in_level_order(parent: Ints) -> bool:
    """Whether row 0 is the root and the rows stand as :func:`arranged` would put them."""
    return bool(
        parent[0] == -1
        and (parent[1:] >= 0).all()
        and (parent[1:] >= parent[:-1]).all()
        and (parent < np.arange(len(parent))).all()
    )


def _moved(rows: Rows, order: Ints) -> tuple[KeyRows, ValueRows]:
    """The keys in this order, and the values of those keys in theirs."""
    place_of = np.full(len(rows.keys) + 1, -1, np.int64)
    place_of[order] = np.arange(len(order))
    new_parent = place_of[rows.keys.parent[order]]
    new_parent[0] = -1
    key = place_of[rows.values.key]
    by_key = _by_key(key)
    return _with(rows.keys.take(order), parent=new_parent), _with(rows.values.take(by_key), key=key[by_key])


def _by_key(key: Ints) -> Ints:
    """The rows of values that have a key, in the order of the keys."""
    kept = np.flatnonzero(key >= 0)
    return kept[np.argsort(key[kept], kind="stable")]


def runs(first: Ints, count: Ints) -> Ints:
    """The rows of several runs, one run after the other: ``first[0]``, ``first[0] + 1``, …"""
    ends = np.cumsum(count)
    return np.repeat(first - (ends - count), count) + np.arange(ends[-1] if len(ends) else 0)


def numbered(count: Ints) -> tuple[Ints, Ints]:
    """For groups of ``count`` elements, the group of each element and its number within the group."""
    group = np.repeat(np.arange(len(count)), count)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(count) - count, count)


def _level_order(parent: Ints, root: int) -> Ints:
    by_parent = np.argsort(parent, kind="stable")
    sorted_parent = parent[by_parent]
    first = np.searchsorted(sorted_parent, np.arange(len(parent)))
    count = np.searchsorted(sorted_parent, np.arange(len(parent)), "right") - first
    level = np.array([root], np.int64)
    levels = [level]
    while len(level := by_parent[runs(first[level], count[level])]):
        levels.append(level)
    return np.concatenate(levels)


_Table = TypeVar("_Table", KeyRows, ValueRows)


def _taken(table: _Table, rows: npt.NDArray[Any]) -> _Table:
    columns: dict[str, Any] = {}
    for column in fields(table):
        old = getattr(table, column.name)
        columns[column.name] = old.take(rows) if isinstance(old, Spans) else read_only(old[rows])
    return type(table)(**columns)


def _locked(table: _Table) -> _Table:
    """The same table, no column of it writable any more."""
    for column in table.__dict__.values():
        for array in column.__dict__.values() if isinstance(column, Spans) else (column,):
            read_only(array)
    return table


def _with(table: _Table, **changed: npt.NDArray[Any]) -> _Table:
    return type(table)(**{**table.__dict__, **changed})
