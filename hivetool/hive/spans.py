"""Names and data of many rows as places in a few buffers: nothing is copied before somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

import numpy as np
import numpy.typing as npt

from .decode import whole_units
from .pieces import byte_pieces, text_pieces

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
_Text = TypeVar("_Text", bytes, str)
NOT_STORED = -1


def read_only(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """The array, no longer writable."""
    array.flags.writeable = False
    return array


@dataclass(frozen=True, eq=False)
class Spans:
    """Row i is ``buffers[buffer[i]][start[i] : start[i] + size[i]]``; a size of -1 means nothing is stored."""

    buffer: npt.NDArray[np.uint8]
    start: Ints
    size: Ints

    @classmethod
    def build(cls, start: npt.ArrayLike, size: npt.ArrayLike, buffer: npt.ArrayLike = 0) -> Spans:
        """Spans from anything array-like; one ``buffer`` number serves all rows."""
        starts = np.asarray(start, np.int64)
        return Spans(np.broadcast_to(np.asarray(buffer, np.uint8), starts.shape), starts, np.asarray(size, np.int64))

    @classmethod
    def none(cls, rows: int) -> Spans:
        """``rows`` times nothing."""
        return Spans.build(np.zeros(rows, np.int64), np.full(rows, NOT_STORED, np.int64))

    def __len__(self) -> int:
        return len(self.start)

    def take(self, rows: npt.NDArray[Any] | slice) -> Self:
        """The same spans for a selection of rows."""
        fields = {name: read_only(value[rows]) for name, value in self.__dict__.items()}
        return type(self)(**fields)

    def and_then(self, other: Self) -> Self:
        """The rows of both, these first; both stand in the same buffers."""
        mine, others = self.__dict__, other.__dict__
        return type(self)(**{name: np.concatenate([mine[name], others[name]]) for name in mine})

    def replaced(self, rows: Ints, other: Spans) -> Self:
        """The same with other places for some rows."""
        columns = {name: column.copy() for name, column in self.__dict__.items()}
        for name, column in other.__dict__.items():
            columns[name][rows] = column
        return type(self)(**columns)

    def one(self, buffers: Sequence[bytes], row: int) -> bytes | None:
        """The bytes of one row, or None where nothing is stored."""
        size = int(self.size[row])
        if size < 0:
            return None
        start, buffer = int(self.start[row]), buffers[int(self.buffer[row])]
        return buffer[start : start + size]

    def all(self, buffers: Sequence[bytes]) -> list[bytes]:
        """The bytes of every row, ``b""`` where nothing is stored."""
        return _by_buffer(
            buffers, self.buffer, self.size, lambda whole, rows, size: byte_pieces(whole, self.start[rows], size)
        )


@dataclass(frozen=True, eq=False)
class Names(Spans):
    """Spans that are names: one byte a character (the first 256 of Unicode), or UTF-16LE where ``wide``."""

    wide: Bools

    @classmethod
    def of(cls, spans: Spans, wide: npt.ArrayLike) -> Names:
        """Spans whose rows are names; one ``wide`` serves all rows."""
        return cls(
            spans.buffer,
            spans.start,
            spans.size,
            np.broadcast_to(np.asarray(wide, np.bool_), spans.start.shape),
        )

    def text(self, buffers: Sequence[bytes], row: int) -> str:
        """One name, ``""`` where nothing is stored."""
        data = self.one(buffers, row) or b""
        return whole_units(data) if self.wide[row] else data.decode("latin-1")

    def texts(self, buffers: Sequence[bytes]) -> list[str]:
        """Every name, ``""`` where nothing is stored."""
        return _by_buffer(
            buffers,
            self.buffer,
            self.size,
            lambda whole, rows, size: _names(whole, self.start[rows], size, self.wide[rows]),
        )


def _by_buffer(
    buffers: Sequence[bytes],
    numbers: npt.NDArray[np.uint8],
    size: Ints,
    cut: Callable[[bytes, npt.NDArray[Any] | slice, Ints], list[_Text]],
) -> list[_Text]:
    """What ``cut`` makes of each buffer, the rows that stand in it and their sizes, in the order of the rows."""
    if len(numbers) == 0:
        return []
    size = np.maximum(size, 0)
    counts = np.bincount(numbers)
    main = int(counts.argmax())
    found = cut(buffers[main], slice(None), np.where(numbers == main, size, 0))
    for number in np.flatnonzero(counts).tolist():
        if number != main:
            rows = np.flatnonzero(numbers == number)
            for row, part in zip(rows.tolist(), cut(buffers[number], rows, size[rows]), strict=True):
                found[row] = part
    return found


def _names(whole: bytes, start: Ints, size: Ints, wide: Bools) -> list[str]:
    if wide.all():
        return text_pieces(whole, start, size, 2)
    names = text_pieces(whole, start, np.where(wide, 0, size), 1)
    rows = np.flatnonzero(wide)
    for row, name in zip(rows.tolist(), text_pieces(whole, start[rows], size[rows], 2), strict=True):
        names[row] = name
    return names


_Spans = TypeVar("_Spans", bound=Spans)


def one_buffer(buffers: Sequence[bytes]) -> tuple[bytes, Callable[[_Spans], _Spans]]:
    """All buffers as one, and what makes of spans in those the same spans in this one."""
    ends = np.cumsum([len(buffer) for buffer in buffers])
    begins = ends - [len(buffer) for buffer in buffers]

    def moved(spans: _Spans) -> _Spans:
        start = spans.start + begins[spans.buffer]
        return replace(spans, buffer=np.zeros(len(start), np.uint8), start=start)

    return b"".join(buffers), moved


def joined(parts: Sequence[bytes]) -> tuple[bytes, Ints, Ints]:
    """The parts as one buffer, with the start and size of each."""
    sizes = np.fromiter(map(len, parts), np.int64, len(parts))
    return b"".join(parts), np.cumsum(sizes) - sizes, sizes


def packed_names(names: Sequence[str], buffer: int) -> tuple[bytes, Names]:
    """Names as one UTF-16LE buffer (to stand at place ``buffer``) and the spans of each."""
    data, start, size = joined([name.encode("utf-16-le", "surrogatepass") for name in names])
    return data, Names.of(Spans.build(start, size, buffer), True)
