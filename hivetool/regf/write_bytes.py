"""Many rows put in place at once: the tools every part of the writer uses.

A *window* on a block of bytes is an array with one element at every byte, so that indexing it with offsets
reads or writes records that stand anywhere, aligned or not.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Ints, Spans

from .constants import CELL_HEADER_SIZE

Block = npt.NDArray[np.uint8]
"""The bytes of a hive in the making."""


def windows(block: Block, record: npt.DTypeLike) -> npt.NDArray[Any]:
    """``block`` as records of type ``record`` starting at each of its bytes (the same memory)."""
    dtype = np.dtype(record)
    return np.ndarray((max(len(block) - dtype.itemsize + 1, 0),), dtype, block, strides=(1,))


def place(block: Block, at: Ints, spans: Spans, buffers: Sequence[bytes]) -> None:
    """Copy the bytes of row i to ``block[at[i]:]``, all rows of one buffer and size in one go."""
    order = np.lexsort((spans.size, spans.buffer))
    number, size = spans.buffer[order], spans.size[order]
    changes = np.flatnonzero((number[1:] != number[:-1]) | (size[1:] != size[:-1])) + 1
    for rows in np.split(order, changes):
        wanted = int(spans.size[rows[0]]) if len(rows) else 0
        if wanted > 0:
            source = np.frombuffer(buffers[spans.buffer[rows[0]]], np.uint8)
            windows(block, f"V{wanted}")[at[rows]] = windows(source, f"V{wanted}")[spans.start[rows]]


def blank(cell: np.dtype[Any], built: bytes, rows: int) -> npt.NDArray[Any]:
    """``rows`` records like the one a declaration has ``built``, each with room for its cell's size in front."""
    return np.full(rows, np.frombuffer(bytes(CELL_HEADER_SIZE) + built, cell, 1)[0], cell)


def numbered(count: Ints) -> tuple[Ints, Ints]:
    """For groups of ``count`` elements, the group of each element and its number within the group."""
    group = np.repeat(np.arange(len(count)), count)
    return group, np.arange(len(group)) - np.repeat(np.cumsum(count) - count, count)


def field_offset(record: np.dtype[Any], name: str) -> int:
    """Where a field begins in its record."""
    place: int = record.fields[name][1]  # type: ignore[index]  # a record has fields
    return place
