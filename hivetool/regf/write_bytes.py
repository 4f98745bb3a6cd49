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

Block = npt.NDArray[np.uint8]
"""The bytes of a hive in the making."""

Buffer = bytes | npt.NDArray[Any]
"""Bytes to be copied."""


def windows(block: Block, record: npt.DTypeLike) -> npt.NDArray[Any]:
    """``block`` as records of type ``record`` starting at each of its bytes (the same memory)."""
    dtype = np.dtype(record)
    return np.ndarray((max(len(block) - dtype.itemsize + 1, 0),), dtype, block, strides=(1,))


def place(block: Block, at: Ints, spans: Spans, buffers: Sequence[Buffer]) -> None:
    """Copy the bytes of row i to ``block[at[i]:]``, all rows of one buffer and size in one go."""
    for number in np.flatnonzero(np.bincount(spans.buffer)).tolist():
        source = np.frombuffer(buffers[number], np.uint8)
        chosen = np.flatnonzero((spans.buffer == number) & (spans.size > 0))
        for rows, size in _by_size(chosen, spans.size[chosen]):
            windows(block, f"V{size}")[at[rows]] = windows(source, f"V{size}")[spans.start[rows]]


def _by_size(rows: Ints, size: Ints) -> Iterator[tuple[Ints, int]]:
    """The rows of each size, with it."""
    largest = int(size.max(initial=0))
    narrow = size.astype(np.uint16) if largest <= _RADIX else size
    order = np.argsort(narrow, kind="stable")
    ascending = size[order]
    for run in np.split(np.arange(len(order)), np.flatnonzero(np.diff(ascending)) + 1):
        if len(run):
            yield rows[order[run[0] : run[-1] + 1]], int(ascending[run[0]])


_RADIX = 0xFFFF
"""Numbers up to this are sorted by radix, which is several times faster."""


def blank(cell: np.dtype[Any], built: bytes, rows: int) -> npt.NDArray[Any]:
    """``rows`` records like the one a declaration has ``built``, each with room for its cell's size in front."""
    record = bytearray(CELL_HEADER_SIZE) + built
    return np.frombuffer(record[: cell.itemsize] * rows, cell)


def numbered(count: Ints) -> tuple[Ints, Ints]:
    """For groups of ``count`` elements, the group of each element and its number within the group."""
    group = np.repeat(np.arange(len(count)), count)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(count) - count, count)


def field_offset(record: np.dtype[Any], name: str) -> int:
    """Where a field begins in its record."""
    place: int = record.fields[name][1]  # type: ignore[index]  # a record has fields
    return place
