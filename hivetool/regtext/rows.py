"""What a `.reg` file says, as a table: one row an operation, in file order."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from types import MappingProxyType
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints, read_only

TEXT, DATA = 0, 1
"""Buffers: the text of the file itself, and what was read of it."""


class Op(IntEnum):
    """What a row does."""

    CREATE_KEY = 0
    DELETE_KEY = 1
    SET_VALUE = 2
    DELETE_VALUE = 3


@dataclass(frozen=True, eq=False)
class RegRows:
    """Read-only columns of equal length.

    ``path`` and ``name`` are numbers into ``paths`` and ``names`` (0 where a key has no value's name); data is
    ``buffers[buffer][start : start + size]``; ``line`` counts from 1.
    """

    op: npt.NDArray[np.uint8]
    path: Ints
    name: Ints
    type: npt.NDArray[np.uint32]
    buffer: npt.NDArray[np.uint8]
    start: Ints
    size: Ints
    line: Ints
    paths: tuple[str, ...]
    names: tuple[str, ...]
    buffers: tuple[bytes, ...]

    def __len__(self) -> int:
        return len(self.op)

    def take(self, rows: Bools, paths: tuple[str, ...]) -> RegRows:
        """Some of the rows, with other words for the paths."""
        columns = {name: read_only(getattr(self, name)[rows]) for name in _COLUMNS}
        return RegRows(**columns, paths=paths, names=self.names, buffers=self.buffers)


_COLUMNS = MappingProxyType(
    {
        "op": np.uint8,
        "path": np.int64,
        "name": np.int64,
        "type": np.uint32,
        "buffer": np.uint8,
        "start": np.int64,
        "size": np.int64,
        "line": np.int64,
    }
)
"""The columns, and what each holds."""


class RowsBuilder:
    """Rows as they are found, one by one or many at once; equal paths and names are stored once."""

    def __init__(self) -> None:
        self.paths: dict[str, int] = {}
        self._names: dict[str, int] = {"": 0}
        self._one_by_one = array("q")
        self._at_once: list[dict[str, npt.NDArray[Any]]] = []
        self._data = bytearray()

    def __len__(self) -> int:
        return len(self._one_by_one) // len(_COLUMNS) + sum(len(part["op"]) for part in self._at_once)

    def number_of(self, path: str) -> int:
        """The number of a path, new or known."""
        return self.paths.setdefault(path, len(self.paths))

    def numbers_of(self, names: Sequence[str]) -> Ints:
        """The numbers of values' names, new or known."""
        known = self._names
        for name in dict.fromkeys(names):
            known.setdefault(name, len(known))
        return np.fromiter(map(known.__getitem__, names), np.int64, len(names))

    def add(self, op: Op, path: int, line: int, name: str = "", kind: int = 0, data: bytes = b"") -> None:
        """Append one row."""
        number = self._names.setdefault(name, len(self._names))
        self._one_by_one.extend((op, path, number, kind, DATA, len(self._data), len(data), line))
        self._data += data

    def add_keys(self, paths: Ints, lines: Ints) -> None:
        """Append rows that make keys."""
        none = np.zeros(len(paths), np.int64)
        columns = dict.fromkeys(_COLUMNS, none) | {"path": paths, "line": lines, "buffer": none + DATA}
        self._at_once.append(columns)

    def add_all(self, data: bytes, **columns: npt.NDArray[Any]) -> None:
        """Append rows; those whose ``buffer`` is ``DATA`` have ``start`` in ``data``. No line has rows twice."""
        own = columns["buffer"] == DATA
        start = columns["start"] + len(self._data) * own
        self._at_once.append({**columns, "start": start})
        self._data += data

    def rows(self, text: bytes = b"") -> RegRows:
        """Everything added so far, by line; ``text`` is the buffer ``TEXT``."""
        single = np.array(self._one_by_one, np.int64).reshape(-1, len(_COLUMNS)).T
        columns = {
            name: np.concatenate([column, *(part[name] for part in self._at_once)])
            for name, column in zip(_COLUMNS, single, strict=True)
        }
        order = np.argsort(columns["line"], kind="stable") if self._at_once else slice(None)
        return RegRows(
            **{name: read_only(columns[name][order].astype(dtype)) for name, dtype in _COLUMNS.items()},
            paths=tuple(self.paths),
            names=tuple(self._names),
            buffers=(text, bytes(self._data)),
        )
