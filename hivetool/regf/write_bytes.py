"""Many rows put in place at once: the tools every part of the writer uses.

A *window* on a block of bytes is an array with one element at every byte, so that indexing it with offsets
reads or writes records that stand anywhere, aligned or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Ints, Spans

from .constants import CELL_HEADER_SIZE
from .layout import WORD

Block = npt.NDArray[np.uint8]
"""The bytes of a hive in the making."""


def windows(block: Block, record: npt.DTypeLike) -> npt.NDArray[Any]:
    """``block`` as records of type ``record`` starting at each of its bytes (the same memory)."""
    dtype = np.dtype(record)
    return np.ndarray((max(len(block) - dtype.itemsize + 1, 0),), dtype, block, strides=(1,))


def put(block: Block, at: Ints, records: npt.NDArray[Any]) -> None:
    """Write whole records; as plain bytes, because numpy copies records many times slower, field by field."""
    plain = f"V{records.itemsize}"
    windows(block, plain)[at] = records.view(plain)


def put_words(block: Block, at: Ints, numbers: Ints) -> None:
    """Write 32-bit numbers to offsets that are multiples of 4, which is faster than through a window."""
    block.view(WORD)[at >> _WORD_BITS] = numbers


def place(block: Block, at: Ints, spans: Spans, buffers: Sequence[bytes]) -> None:
    """Copy the bytes of row i to ``block[at[i]:]``, all rows of one buffer and size in one go."""
    for number, chosen in by_number(spans.buffer):
        source = np.frombuffer(buffers[number], np.uint8)
        for rows, size in by_size(spans.size[chosen]):
            plain, rows = f"V{size}", chosen[rows]
            windows(block, plain)[at[rows]] = windows(source, plain)[spans.start[rows]]


def by_number(numbers: npt.NDArray[Any]) -> Iterator[tuple[int, Ints]]:
    """Each of some small numbers, with the rows that have it."""
    for number in np.flatnonzero(np.bincount(numbers)).tolist():
        yield number, np.flatnonzero(numbers == number)


def by_size(size: Ints) -> Iterator[tuple[Ints, int]]:
    """The rows of each size above 0, ascending, with it."""
    largest = int(size.max(initial=0))
    size = np.maximum(size, 0).astype(np.uint16 if largest <= _RADIX else np.int64)
    order = np.argsort(size, kind="stable")
    ascending = size[order]
    edges = np.flatnonzero(ascending[1:] != ascending[:-1]) + 1
    for rows in np.split(order, edges):
        if len(rows) and size[rows[0]]:
            yield rows, int(size[rows[0]])


_RADIX = 0xFFFF
"""Numbers up to this are sorted by radix, which is several times faster."""

_WORD_BITS = WORD.itemsize.bit_length() - 1


def blank(cell: np.dtype[Any], built: bytes, rows: int) -> npt.NDArray[Any]:
    """``rows`` records like the one a declaration has ``built``, each with room for its cell's size in front."""
    record = bytearray(CELL_HEADER_SIZE) + built
    return np.frombuffer(record[: cell.itemsize] * rows, cell)


def field_offset(record: np.dtype[Any], name: str) -> int:
    """Where a field begins in its record."""
    place: int = record.fields[name][1]  # type: ignore[index]  # a record has fields
    return place
