"""Rows as the edits they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import overload

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue

from .rows import Op, RegRows


class Edits(Sequence[Edit]):
    """The rows of a file as a sequence that makes each :class:`Edit` when it is asked for.

    Equal to any sequence of equal edits; a slice is a tuple.
    """

    __slots__ = ("_rows",)
    __hash__ = None  # type: ignore[assignment]  # equal to lists, which have none

    def __init__(self, rows: RegRows) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edit, ...]: ...
    def __getitem__(self, index: int | slice) -> Edit | tuple[Edit, ...]:
        if isinstance(index, slice):
            return tuple(self._edit(row) for row in range(*index.indices(len(self))))
        row = index + len(self) if index < 0 else index
        if not 0 <= row < len(self):
            raise IndexError(index)
        return self._edit(row)

    def __iter__(self) -> Iterator[Edit]:
        return map(self._edit, range(len(self)))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    def __repr__(self) -> str:
        return f"<{len(self)} edits>"

    def line(self, index: int) -> int:
        """The line that the edit at ``index`` stands in, from 1."""
        return int(self._rows.line[index])

    def _edit(self, row: int) -> Edit:
        rows = self._rows
        return _MAKERS[int(rows.op[row])](rows, rows.paths[int(rows.path[row])], row)


def _create_key(rows: RegRows, path: str, row: int) -> Edit:
    return CreateKey(path)


def _delete_key(rows: RegRows, path: str, row: int) -> Edit:
    return DeleteKey(path)


def _set_value(rows: RegRows, path: str, row: int) -> Edit:
    start = int(rows.start[row])
    data = rows.buffers[int(rows.buffer[row])][start : start + int(rows.size[row])]
    return SetValue(path, rows.names[rows.name[row]], int(rows.type[row]), data)


def _delete_value(rows: RegRows, path: str, row: int) -> Edit:
    return DeleteValue(path, rows.names[rows.name[row]])


_MAKERS: Mapping[int, Callable[[RegRows, str, int], Edit]] = MappingProxyType(
    {
        Op.CREATE_KEY: _create_key,
        Op.DELETE_KEY: _delete_key,
        Op.SET_VALUE: _set_value,
        Op.DELETE_VALUE: _delete_value,
    }
)
