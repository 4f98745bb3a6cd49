"""Every cell of every hive bin, in use or not, found by going from one to the next."""

from __future__ import annotations

from array import array
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints

from .claims import Claims
from .constants import BASE_BLOCK_SIZE, CELL_ALIGNMENT, HIVE_BIN_HEADER_SIZE
from .window import Window


@dataclass(frozen=True, eq=False)
class CellWalk:
    """The cells by file offset: ``start`` (of the size a cell begins with), ``size`` in bytes with it.

    ``bins`` are the file offsets of the hive bins, ``bin_ends`` where each ends. Where the cells of a bin do not
    lead to its end, ``broken`` has the offset where the walk stopped; what follows in that bin is in no cell.
    """

    start: Ints
    size: npt.NDArray[np.uint32]
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

    def claimed(self, claims: Claims) -> Bools:
        """Which cells are in use as something."""
        claimed = np.zeros(len(self.start) + 1, np.bool_)
        for kind in claims.kinds():
            claimed[self.rows(claims.of(kind).start)] = True  # of no cell: the one row more
        return claimed[:-1]


def walk_cells(window: Window, ends: Ints) -> CellWalk:
    """Go through all bins; ``ends`` is what :func:`hivetool.regf.hive_bins.bin_ends` gives.

    A file of nothing but the smallest cells has one for every 8 bytes: nothing here is a Python object a cell.
    """
    bins, limits = _bins(ends)
    words = np.frombuffer(window.data, "<i4", len(window.data) // 4)
    numbers = words.astype(np.int32, copy=False).data
    starts, broken = array("q"), array("q")
    for first, end in zip(bins.tolist(), limits.tolist(), strict=True):
        at = first + HIVE_BIN_HEADER_SIZE
        while at + CELL_ALIGNMENT <= end:
            size = numbers[at >> 2]
            step = -size if size < 0 else size
            if step < CELL_ALIGNMENT or step % CELL_ALIGNMENT or at + step > end:
                break
            starts.append(at)
            at += step
        if at < end:
            broken.append(at)
    start = np.frombuffer(starts, np.int64)
    sizes = words[start >> 2]
    return CellWalk(start, np.abs(sizes).view(np.uint32), sizes < 0, bins, limits, np.frombuffer(broken, np.int64))


def _bins(ends: Ints) -> tuple[Ints, Ints]:
    """Where each bin begins and ends; ``ends[page]`` is the end of the bin that page belongs to."""
    pages = np.arange(1, len(ends))
    first = pages[ends[:-1] <= pages * BASE_BLOCK_SIZE]
    return first * BASE_BLOCK_SIZE, ends[first]
