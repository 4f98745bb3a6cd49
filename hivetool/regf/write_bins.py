"""Where every cell stands: cells are packed into hive bins in order, and what is left of a bin is one free cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hivetool.hive.spans import Ints

from . import layout, structs
from .constants import CELL_ALIGNMENT, CELL_HEADER_SIZE, HIVE_BIN_ALIGNMENT, HIVE_BIN_HEADER_SIZE
from .write_bytes import Block, windows


@dataclass(frozen=True, eq=False)
class CellGroup:
    """Cells of one kind: the key each belongs to, and how many bytes it holds."""

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
    owner = np.concatenate([group.owner for group in groups])
    content = np.concatenate([group.content for group in groups])
    lengths = np.array([len(group.owner) for group in groups], np.int64)
    kind = np.repeat(np.arange(len(groups)), lengths)
    order = np.argsort(owner * len(groups) + kind, kind="stable")

    sizes = _aligned(content + CELL_HEADER_SIZE, CELL_ALIGNMENT)
    ends = np.cumsum(sizes[order])
    opening = np.flatnonzero(sizes[order] > HIVE_BIN_ALIGNMENT - HIVE_BIN_HEADER_SIZE)
    first, bin_sizes = _bins(ends, opening)
    bin_offsets = np.cumsum(bin_sizes) - bin_sizes
    before = np.where(first > 0, ends[first - 1], 0)
    count = np.diff(first, append=len(ends))
    offsets = np.empty(len(ends), np.int64)
    shift = np.repeat(bin_offsets + HIVE_BIN_HEADER_SIZE - before, count)
    offsets[order] = ends - sizes[order] + shift

    used = HIVE_BIN_HEADER_SIZE + ends[first + count - 1] - before
    left = np.flatnonzero(used < bin_sizes)
    free = (bin_offsets + used)[left], (bin_sizes - used)[left]
    return Plan(offsets, sizes, np.cumsum(lengths), bin_offsets, bin_sizes, *free)


def write_bins(block: Block, plan: Plan, timestamp: int) -> None:
    """The headers of bins and cells; ``timestamp`` (FILETIME) is the hive's and stands in the first bin."""
    built = structs.HiveBin.build({"offset": 0, "size": 0})
    bins = np.full(len(plan.bin_offsets), np.frombuffer(built, layout.HIVE_BIN, 1)[0], layout.HIVE_BIN)
    bins["offset"] = plan.bin_offsets
    bins["size"] = plan.bin_sizes
    bins["timestamp"][0] = timestamp
    windows(block, layout.HIVE_BIN)[plan.bin_offsets] = bins
    cells = windows(block, layout.DATA["cell_size"])
    cells[plan.offsets] = -plan.sizes
    cells[plan.free_offsets] = plan.free_sizes


def _bins(ends: Ints, opening: Ints) -> tuple[Ints, Ints]:
    """For cells that end at ``ends``, one after the other: the first cell of each bin, and the bin's size.

    A bin is as large as its first cell wants, in whole pages; the cells after it fill the rest, but for those of
    ``opening``, which fit into no bin of one page and always open one of their own.
    """
    stops = ends.data
    opens = [*opening.tolist(), len(stops)]
    first: list[int] = []
    sizes: list[int] = []
    cell = start = 0
    while cell < len(stops):
        wanted = stops[cell] - start + HIVE_BIN_HEADER_SIZE
        size = wanted + -wanted % HIVE_BIN_ALIGNMENT
        first.append(cell)
        sizes.append(size)
        most = min(cell + size // CELL_ALIGNMENT, len(stops))
        fits = bisect_right(stops, start + size - HIVE_BIN_HEADER_SIZE, cell, most)
        cell = min(fits, opens[bisect_right(opens, cell)])
        start = stops[cell - 1]
    return np.array(first, np.int64), np.array(sizes, np.int64)


def _aligned(size: Ints, alignment: int) -> Ints:
    return size + -size % alignment
