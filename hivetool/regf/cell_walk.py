"""Every cell of every hive bin, in use or not, found by going from one to the next."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hivetool.hive.spans import Bools, Ints

from .constants import BASE_BLOCK_SIZE, CELL_ALIGNMENT, HIVE_BIN_HEADER_SIZE
from .window import Window


@dataclass(frozen=True, eq=False)
class CellWalk:
    """The cells by file offset: ``start`` (of the size a cell begins with), ``size`` in bytes with it.

    ``bins`` are the file offsets of the hive bins, ``bin_ends`` where each ends. Where the cells of a bin do not
    lead to its end, ``broken`` has the offset where the walk stopped; what follows in that bin is in no cell.
    """

    start: Ints
    size: Ints
    allocated: Bools
    bins: Ints
    bin_ends: Ints
    broken: Ints

    def rows(self, place: Ints) -> Ints:
        """The cells that begin at these file offsets, -1 where none does."""
        if not len(self.start):
            return np.full(len(place), -1)
        nearest = np.minimum(np.searchsorted(self.start, place), len(self.start) - 1)
        return np.where(self.start[nearest] == place, nearest, -1)


def walk_cells(window: Window, ends: Ints) -> CellWalk:
    """Go through all bins; ``ends`` is what :func:`hivetool.regf.hive_bins.bin_ends` gives."""
    bins, limits = _bins(ends)
    starts: list[int] = []
    sizes: list[int] = []
    broken: list[int] = []
    for first, end in zip(bins.tolist(), limits.tolist(), strict=True):
        words = np.frombuffer(window.data, "<i4", (end - first) // 4, first).tolist()
        at, last = HIVE_BIN_HEADER_SIZE, end - first
        while at + CELL_ALIGNMENT <= last:
            size = words[at >> 2]
            step = -size if size < 0 else size
            if step < CELL_ALIGNMENT or step % CELL_ALIGNMENT or at + step > last:
                break
            starts.append(first + at)
            sizes.append(size)
            at += step
        if at < last:
            broken.append(first + at)
    size = np.array(sizes, np.int64)
    return CellWalk(np.array(starts, np.int64), np.abs(size), size < 0, bins, limits, np.array(broken, np.int64))


def _bins(ends: Ints) -> tuple[Ints, Ints]:
    """Where each bin begins and ends; ``ends[page]`` is the end of the bin that page belongs to."""
    pages = np.arange(1, len(ends))
    first = pages[ends[:-1] <= pages * BASE_BLOCK_SIZE]
    return first * BASE_BLOCK_SIZE, ends[first]
