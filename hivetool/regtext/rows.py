"""What a `.reg` file says, as a table: one row an operation, in file order."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints, read_only


class Op(IntEnum):
    """What a row does."""

    CREATE_KEY = 0
    DELETE_KEY = 1
    SET_VALUE = 2
    DELETE_VALUE = 3


@dataclass(frozen=True, eq=False)
class RegRows:
    """Read-only columns of equal length.

    ``path`` and ``name`` are numbers into ``paths`` and ``names`` (0 where a key has no value's name);
    data is ``data[start : start + size]``; ``line`` counts from 1.
    """

    op: npt.NDArray[np.uint8]
    path: Ints
    name: Ints
    type: npt.NDArray[np.uint32]
    start: Ints
    size: Ints
    line: Ints
    paths: tuple[str, ...]
    names: tuple[str, ...]
    data: bytes

    def __len__(self) -> int:
        return len(self.op)

    def take(self, rows: Bools, paths: tuple[str, ...]) -> RegRows:
        """Some of the rows, with other words for the paths."""
        return RegRows(
            read_only(self.op[rows]),
            read_only(self.path[rows]),
            read_only(self.name[rows]),
            read_only(self.type[rows]),
            read_only(self.start[rows]),
            read_only(self.size[rows]),
            read_only(self.line[rows]),
            paths,
            self.names,
            self.data,
        )


class RowsBuilder:
    """Rows as they are found; equal paths and names are stored once."""

    def __init__(self) -> None:
        self.paths: dict[str, int] = {}
        self._names: dict[str, int] = {"": 0}
        self._op = array("B")
        self._path = array("q")
        self._name = array("q")
        self._type = array("q")
        self._start = array("q")
        self._size = array("q")
        self._line = array("q")
        self._data = bytearray()

    def __len__(self) -> int:
        return len(self._op)

    def number_of(self, path: str) -> int:
        """The number of a path, new or known."""
        return self.paths.setdefault(path, len(self.paths))

    def add(self, op: Op, path: int, line: int, name: str = "", kind: int = 0, data: bytes = b"") -> None:
        """Append one row."""
        self._op.append(op)
        self._path.append(path)
        self._name.append(self._names.setdefault(name, len(self._names)))
        self._type.append(kind)
        self._start.append(len(self._data))
        self._size.append(len(data))
        self._line.append(line)
        self._data += data

    def rows(self) -> RegRows:
        """Everything added so far."""
        return RegRows(
            _column(self._op, np.uint8),
            _column(self._path, np.int64),
            _column(self._name, np.int64),
            _column(self._type, np.uint32),
            _column(self._start, np.int64),
            _column(self._size, np.int64),
            _column(self._line, np.int64),
            tuple(self.paths),
            tuple(self._names),
            bytes(self._data),
        )


def _column(numbers: array[int], dtype: Any) -> npt.NDArray[Any]:
    return read_only(np.array(numbers, dtype))
