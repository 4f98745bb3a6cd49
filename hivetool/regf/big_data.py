"""Big data (db): the data of a value in several segments, joined on reading.

"The Big data is used to reference data larger than 16344 bytes (when the Minor version field of the base block is
greater than 3)"; all segments but the last have that size (M. Suhanov, "Windows registry file format
specification").
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from hivetool.hive.spans import Bools, Ints

from .cells import Cells, Found, References
from .constants import BIG_DATA_MINOR, CELL_HEADER_SIZE, SEGMENT_SIZE
from .elements import Lists, groups
from .faults import Fault
from .layout import BIG_DATA, DATA, WORD
from .window import Window

BIG_DATA_BUFFER = 1
"""The number of the buffer that holds joined data."""

_WHAT = "big data record"
_LIST = "list of segments"
_SEGMENT = "data segment"


@dataclass(eq=False)
class Joined:
    """The bytes put together so far."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def whole(self) -> bytes:
        """All of them as one buffer."""
        return b"".join(self.parts)


@dataclass(frozen=True, eq=False)
class _Segments:
    """Segments in their order: the row of the value, where the bytes stand, how many of how many."""

    row: Ints
    start: Ints
    size: Ints
    wanted: Ints


def is_big(window: Window, found: Found, size: Ints, minor_version: int) -> Bools:
    """Which cells hold a big data record instead of ``size`` bytes of data."""
    big = (size > SEGMENT_SIZE) & (found.room < size) & (minor_version >= BIG_DATA_MINOR)
    big &= found.room >= BIG_DATA.itemsize - CELL_HEADER_SIZE
    rows = np.flatnonzero(big)
    big[rows] = window.records(BIG_DATA, found.start[rows])["signature"] == b"db"
    return big


def read_big_data(cells: Cells, to: References, size: Ints, joined: Joined) -> tuple[Ints, Ints]:
    """Join the segments of each big data record; returns where each one's bytes stand in ``joined``.

    Data that lacks a segment ends before it.
    """
    segments = _segments(cells, *_lists(cells, to, size), size)
    whole = segments.size == segments.wanted
    broken_before = np.cumsum(~whole) - ~whole
    first = np.searchsorted(segments.row, segments.row)
    sound = np.flatnonzero(broken_before == broken_before[first])
    begin, count = segments.start[sound], segments.size[sound]
    data = cells.window.data
    joined.parts += [data[a:b] for a, b in zip(begin.tolist(), (begin + count).tolist(), strict=True)]

    there = np.bincount(segments.row[sound], count, len(to)).astype(np.int64)
    cells.faults.where(there < size, Fault.DATA_CUT, to.at, to.key, expected=there, actual=size)
    start = joined.size + np.cumsum(there) - there
    joined.size += int(there.sum())
    return start, there


def _lists(cells: Cells, to: References, size: Ints) -> tuple[Lists, Ints]:
    """The lists of segments, and of which reference each one is."""
    found = cells.follow(to, BIG_DATA, _WHAT, b"db")
    found = found.take(cells.claim(found, np.full(len(found), BIG_DATA.itemsize), _WHAT))
    said = found.record["number_of_segments"].astype(np.int64)
    needed = -(-size[found.row] // SEGMENT_SIZE)
    cells.faults.where(said != needed, Fault.SEGMENT_COUNT, found.start, found.key, expected=needed, actual=said)

    lists = References(found.record["offset_of_list_of_segments"], found.key, found.start, np.arange(len(found)))
    cell = cells.follow(lists, DATA, _LIST)
    said = np.minimum(said, needed)[cell.row]
    count = np.minimum(said, cell.room // WORD.itemsize)
    cells.faults.where(count < said, Fault.LIST_CUT, cell.start, cell.key, _LIST, expected=count, actual=said)
    granted = cells.claim(cell, CELL_HEADER_SIZE + count * WORD.itemsize, _LIST)
    step = np.full(len(cell), WORD.itemsize)
    all_lists = Lists(cell.start + CELL_HEADER_SIZE, step, count, cell.start, cell.key)
    return all_lists.take(granted), found.row[cell.row[granted]]


def _segments(cells: Cells, lists: Lists, value: Ints, size: Ints) -> _Segments:
    """The segments of all lists; one that cannot be had has no bytes."""
    parts = []
    for group in groups(lists, cells.window):
        row = value[group.row]
        index = (group.place - lists.first[group.row]) // WORD.itemsize
        wanted = np.minimum(size[row] - SEGMENT_SIZE * index, SEGMENT_SIZE)
        found = cells.follow(group.to, DATA, _SEGMENT)
        there = np.minimum(wanted[found.row], found.room)
        granted = cells.claim(found, CELL_HEADER_SIZE + there, _SEGMENT)
        found = found.take(granted)
        start, got = np.zeros_like(row), np.zeros_like(row)
        start[found.row], got[found.row] = found.start + CELL_HEADER_SIZE, there[granted]
        parts.append((row, start, got, wanted))
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)] or [np.zeros(0, np.int64)] * 4
    return _Segments(*columns)
