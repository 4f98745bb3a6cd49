"""Where every cell stands: cells are packed into hive bins in order, and what is left of a bin is one free cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hivetool.hive.spans import Ints

from . import layout, structs
from .constants import CELL_ALIGNMENT, CELL_HEADER_SIZE, HIVE_BIN_ALIGNMENT, HIVE_BIN_HEADER_SIZE
from .write_bytes import Block, put, put_words


@dataclass(frozen=True, eq=False)
class CellGroup:
    """Cells of one kind: the key each belongs to, ascending, and how many bytes it holds."""

    owner: Ints
    content: Ints


@dataclass(frozen=True, eq=False)
class Plan:
    """The places of all cells; offsets count from the start of the hive bins data.

    ``offsets`` and ``sizes`` are those of the groups' cells, group after group; ``groups`` says where each
    group ends. Bins and free cells ascend.
    """

    offsets: Ints
    sizes: Ints
    groups: Ints
    bin_offsets: Ints
    bin_sizes: Ints
    free_offsets: Ints
    free_sizes: Ints

    @property
    def size(self) -> int:
        """Bytes of all bins together."""
        return int(self.bin_sizes.sum())

    def by_group(self) -> list[Ints]:
        """The offsets of each group's cells."""
        return np.split(self.offsets, self.groups[:-1])


def planned(groups: Sequence[CellGroup]) -> Plan:
    """A place for every cell: key after key, within a key group after group, within a group in its order."""
    content = np.concatenate([group.content for group in groups])
    sizes = _aligned(content + CELL_HEADER_SIZE, CELL_ALIGNMENT)
    places = _places(groups)
    ordered = np.empty_like(sizes)
    ordered[places] = sizes

    ends = np.cumsum(ordered)
    opening = np.flatnonzero(ordered > HIVE_BIN_ALIGNMENT - HIVE_BIN_HEADER_SIZE)
    first, bin_sizes = _bins(ends, opening)
    bin_offsets = np.cumsum(bin_sizes) - bin_sizes
    before = np.where(first > 0, ends[first - 1], 0)
    count = np.diff(first, append=len(ends))
    begins = ends - ordered
    begins += np.repeat(bin_offsets + HIVE_BIN_HEADER_SIZE - before, count)

    lengths = np.array([len(group.owner) for group in groups], np.int64)
    used = HIVE_BIN_HEADER_SIZE + ends[first + count - 1] - before
    left = np.flatnonzero(used < bin_sizes)
    free = (bin_offsets + used)[left], (bin_sizes - used)[left]
    return Plan(begins[places], sizes, np.cumsum(lengths), bin_offsets, bin_sizes, *free)


def write_bins(block: Block, plan: Plan, timestamp: int) -> None:
    """The headers of bins and cells; ``timestamp`` (FILETIME) is the hive's and stands in the first bin."""
    built = structs.HiveBin.build({"offset": 0, "size": 0})
    bins = np.full(len(plan.bin_offsets), np.frombuffer(built, layout.HIVE_BIN, 1)[0], layout.HIVE_BIN)
    bins["offset"] = plan.bin_offsets
    bins["size"] = plan.bin_sizes
    bins["timestamp"][0] = timestamp
    put(block, plan.bin_offsets, bins)
    put_words(block, plan.offsets, -plan.sizes)
    put_words(block, plan.free_offsets, plan.free_sizes)


def _places(groups: Sequence[CellGroup]) -> Ints:
    """The place of each cell among all, group after group: they are counted, which is faster than to sort them."""
    keys = 1 + max(int(group.owner[-1]) for group in groups if len(group.owner))
    counts = [np.bincount(group.owner, minlength=keys) for group in groups]
    total = np.sum(counts, axis=0)
    first = np.cumsum(total) - total
    places = []
    for group, count in zip(groups, counts, strict=True):
        ahead = first - (np.cumsum(count) - count)
        places.append(ahead[group.owner] + np.arange(len(group.owner)))
        first += count
    return np.concatenate(places)


def _bins(ends: Ints, opening: Ints) -> tuple[Ints, Ints]:
    """For cells that end at ``ends``, one after the other: the first cell of each bin, and the bin's size.

    A bin is as large as its first cell wants, in whole pages; the cells after it fill the rest, but for those of
    ``opening``, which fit into no bin of one page and always open one of their own.
    """
    stops, count = ends.data, len(ends)
    waiting = iter([*opening.tolist(), count])
    opens = next(waiting)
    first: list[int] = []
    sizes: list[int] = []
    cell = start = 0
    while cell < count:
        size = HIVE_BIN_ALIGNMENT
        if cell == opens:
            size = _whole_pages(stops[cell] - start + HIVE_BIN_HEADER_SIZE)
            opens = next(waiting)
        first.append(cell)
        sizes.append(size)
        most = min(cell + size // CELL_ALIGNMENT, opens)
        cell = bisect_right(stops, start + size - HIVE_BIN_HEADER_SIZE, cell, most)
        start = stops[cell - 1]
    return np.array(first, np.int64), np.array(sizes, np.int64)


def _whole_pages(size: int) -> int:
    return size + -size % HIVE_BIN_ALIGNMENT


def _aligned(size: Ints, alignment: int) -> Ints:
    return size + -size % alignment
