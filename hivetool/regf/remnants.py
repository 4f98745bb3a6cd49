"""Where nothing of the hive stands, and what there looks like a key node or a key value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import Columns
from hivetool.hive.spans import Bools, Ints

from .cell_walk import CellWalk, walk_cells
from .claims import Claims
from .constants import (
    BASE_BLOCK_SIZE,
    CELL_ALIGNMENT,
    CELL_HEADER_SIZE,
    DATA_IN_OFFSET,
    HIVE_BIN_HEADER_SIZE,
    NOWHERE,
    SEGMENT_SIZE,
)
from .layout import BIG_DATA, KEY_NODE, KEY_VALUE
from .reader import Survey
from .window import Window

Records = npt.NDArray[Any]

FREE, UNREFERENCED, SLACK, NO_CELL, BEHIND = "free cell", "unreferenced cell", "slack", "no cell", "behind the bins"
"""Where a remnant was found: in the last two cases in a bin behind the point where its cells no longer lead on, and
in the file behind the hive bins data."""

MOST_ENTRIES: Final = 100_000
"""Keys, and values, that are recovered; a file of nothing but remnants shall not fill the memory."""

_AT_A_TIME: Final = 1 << 16
"""Places of the file that are looked at together: all of them may seem to be records."""

_KEY_FLAGS: Final = 0x1FFF
_VALUE_FLAGS: Final = 0x0003
_LONGEST_KEY_NAME: Final = 512
_LONGEST_VALUE_NAME: Final = 32_767
_EARLIEST: Final = np.uint64(122_700_000_000_000_000)
_LATEST: Final = np.uint64(157_500_000_000_000_000)
"""FILETIMEs of 1989 and 2100: no key was written before or after; 0 is what writers without times write."""


@dataclass(frozen=True, eq=False)
class Ground:
    """A file and which of its bytes are in use: ``used`` counts the units of 8 bytes in use before each unit."""

    window: Window
    columns: Columns
    claims: Claims
    cells: CellWalk
    used: npt.NDArray[np.int32]
    end: int

    @classmethod
    def of(cls, read: Survey) -> Ground:
        """The ground of a survey."""
        units = len(read.window.data) // CELL_ALIGNMENT + 2
        in_use = _in_use(read.claims, units)
        in_use[: BASE_BLOCK_SIZE // CELL_ALIGNMENT] = True
        cells = walk_cells(read.window, read.ends)
        for header in range(HIVE_BIN_HEADER_SIZE // CELL_ALIGNMENT):
            in_use[np.minimum(cells.bins // CELL_ALIGNMENT + header, units - 1)] = True
        used = np.zeros(units + 1, np.int32)
        np.cumsum(in_use, dtype=np.int32, out=used[1:])
        return cls(read.window, read.hive.columns, read.claims, cells, used, int(read.ends[-1]))

    def free(self, start: Ints, size: Ints) -> Bools:
        """Which runs of bytes lie in the file and are not in use."""
        end = start + size
        inside = (start >= BASE_BLOCK_SIZE) & (end <= len(self.window.data)) & (size > 0)
        first = np.where(inside, start, 0) // CELL_ALIGNMENT
        last = -(-np.where(inside, end, 0) // CELL_ALIGNMENT)
        free: Bools = inside & (self.used[last] == self.used[first])
        return free

    def cell_ends(self, places: Ints) -> Ints:
        """Where the cell that each place lies in ends; where there is none, the end of its bin or of the file."""
        cells = self.cells
        row = np.maximum(np.searchsorted(cells.start, places, "right") - 1, 0)
        if not len(cells.start):
            return np.full(len(places), len(self.window.data))
        ends = cells.start[row] + cells.size[row]
        bins = np.maximum(np.searchsorted(cells.bins, places, "right") - 1, 0)
        outside = np.where(places < cells.bin_ends[bins], cells.bin_ends[bins], len(self.window.data))
        return np.where((places >= cells.start[row]) & (places < ends), ends, outside)

    def places(self, starts: Ints) -> list[str]:
        """In which kind of place each remnant lies."""
        cells = self.cells
        if not len(cells.start):
            return [BEHIND] * len(starts)
        starts = starts + CELL_HEADER_SIZE
        row = np.maximum(np.searchsorted(cells.start, starts, "right") - 1, 0)
        inside = (starts >= cells.start[row]) & (starts < cells.start[row] + cells.size[row])
        claimed = cells.claimed(self.claims)[row]
        kinds = np.select(
            [inside & ~cells.allocated[row], inside & ~claimed, inside, starts < self.end],
            [FREE, UNREFERENCED, SLACK, NO_CELL],
            BEHIND,
        )
        found: list[str] = kinds.tolist()
        return found

    def words(self, start: int, count: int) -> list[int]:
        """Numbers of 32 bits from a place on, as far as the file goes."""
        count = max(0, min(count, (len(self.window.data) - start) // 4)) if start >= 0 else 0
        found: list[int] = np.frombuffer(self.window.data, "<u4", count, start).tolist() if count else []
        return found

    def free_words(self, places: Ints) -> Ints:
        """How many numbers may stand from each place on before something that is in use, or its cell's end."""
        inside = (places >= BASE_BLOCK_SIZE) & (places < len(self.window.data))
        units = np.where(inside, places, 0) // CELL_ALIGNMENT
        in_use = np.searchsorted(self.used, self.used[units], "right") - 1
        ends = np.minimum(self.cell_ends(places), in_use * CELL_ALIGNMENT)
        return np.where(inside, np.maximum(ends - places, 0) // 4, 0)

    def data(self, size: int, offset: int, value: int) -> bytes | None:
        """The data of a deleted value, None where it is gone."""
        whole = self.window.data
        if size & DATA_IN_OFFSET:
            at = value + _offset("data_offset")
            return whole[at : at + min(size & ~DATA_IN_OFFSET, 4)]
        if size == 0:
            return b""
        start = offset + BASE_BLOCK_SIZE + CELL_HEADER_SIZE
        if size > SEGMENT_SIZE and whole[start : start + 2] == b"db":
            return self._segments(size, start)
        return whole[start : start + size] if self._one_free(start, size) else None

    def _segments(self, size: int, start: int) -> bytes | None:
        if not self._one_free(start, BIG_DATA.itemsize - CELL_HEADER_SIZE):
            return None
        count, listed = int.from_bytes(self.window.data[start + 2 : start + 4], "little"), self.words(start + 4, 1)
        if count != -(-size // SEGMENT_SIZE) or not listed:
            return None
        parts, left = [], size
        for segment in self.words(listed[0] + BASE_BLOCK_SIZE + CELL_HEADER_SIZE, count):
            begin, length = segment + BASE_BLOCK_SIZE + CELL_HEADER_SIZE, min(left, SEGMENT_SIZE)
            if not self._one_free(begin, length):
                return None
            parts.append(self.window.data[begin : begin + length])
            left -= length
        return b"".join(parts) if left == 0 else None

    def _one_free(self, start: int, size: int) -> bool:
        return bool(self.free(np.array([start]), np.array([size]))[0])


@dataclass(frozen=True, eq=False)
class Remnants:
    """The file offsets of the cells of deleted key nodes and key values, and how many more there are."""

    keys: Ints
    values: Ints
    more: int


def find_remnants(ground: Ground) -> Remnants:
    """Everything that stands where nothing is in use and can be a key node or a key value in every field."""
    keys, more_keys = _found(ground, b"nk", KEY_NODE, _key_sizes)
    values, more_values = _found(ground, b"vk", KEY_VALUE, _value_sizes)
    return Remnants(keys, values, more_keys + more_values)


def _found(
    ground: Ground, signature: bytes, dtype: np.dtype[Any], sizes: Callable[[Records, int], Ints]
) -> tuple[Ints, int]:
    """The places of the first remnants of a kind, and how many more there are."""
    taken, count = [np.zeros(0, np.int64)], 0
    for start in _candidates(ground, signature, dtype):
        size = sizes(ground.window.records(dtype, start), len(ground.window.data))
        sound = size > 0
        fitting = _fitting(ground, start[sound], size[sound])
        taken.append(fitting[: max(0, MOST_ENTRIES - count)])
        count += len(fitting)
    return np.concatenate(taken), max(0, count - MOST_ENTRIES)


def _key_sizes(records: Records, most: int) -> Ints:
    """The bytes that each key node takes with its cell's size, 0 for what can be none in a file of ``most`` bytes."""
    length = records["key_name_length"].astype(np.int64)
    wide = records["flags"] & 0x20 == 0
    time = records["last_written_timestamp"]
    sound = (length > 0) & (length <= _LONGEST_KEY_NAME) & (records["flags"] & ~np.uint16(_KEY_FLAGS) == 0)
    sound &= ((time == 0) | ((time > _EARLIEST) & (time < _LATEST))) & ~(wide & (length % 2 == 1))
    for count, offset in (
        ("number_of_subkeys", "subkeys_list_offset"),
        ("number_of_key_values", "key_values_list_offset"),
    ):
        sound &= (records[count] == 0) | _offset_like(records[offset])
        sound &= records[count] <= most // 4
    return np.where(sound, KEY_NODE.itemsize + length, 0)


def _value_sizes(records: Records, most: int) -> Ints:
    """The same for key values."""
    length = records["name_length"].astype(np.int64)
    flags, raw = records["flags"], records["data_size"]
    inline = raw & DATA_IN_OFFSET != 0
    size = (raw & ~np.uint32(DATA_IN_OFFSET)).astype(np.int64)
    wide = flags & 1 == 0
    sound = (length <= _LONGEST_VALUE_NAME) & (flags & ~np.uint16(_VALUE_FLAGS) == 0) & ~(wide & (length % 2 == 1))
    sound &= np.where(inline, size <= 4, (size <= most) & _offset_like(records["data_offset"]))
    return np.where(sound, KEY_VALUE.itemsize + length, 0)


def _offset_like(offset: npt.NDArray[np.uint32]) -> Bools:
    like: Bools = (offset % CELL_ALIGNMENT == 0) | (offset == NOWHERE)
    return like


def _candidates(ground: Ground, signature: bytes, dtype: np.dtype[Any]) -> Iterator[Ints]:
    """The places of cells, in use or not, whose content begins so and that are free; some of the file at a time.

    Cells are aligned to 8 bytes, but what was written over may have been moved by 4.
    """
    data = ground.window.data
    halves = np.frombuffer(data, "<u2", len(data) // 2)[:: CELL_HEADER_SIZE // 2]
    for first in range(0, len(halves), _AT_A_TIME):
        found = np.flatnonzero(halves[first : first + _AT_A_TIME] == int.from_bytes(signature, "little")) + first
        start = (found - 1) * CELL_HEADER_SIZE
        start = start[(start >= BASE_BLOCK_SIZE) & (start + dtype.itemsize <= len(data))]
        start = start[_free(ground, start, np.full(len(start), dtype.itemsize))]
        if len(start):
            yield start


def _fitting(ground: Ground, start: Ints, size: Ints) -> Ints:
    """The records that are free to their end and do not reach beyond the cell they lie in."""
    ends = ground.cell_ends(start + CELL_HEADER_SIZE)
    return start[_free(ground, start, size) & (start + size <= ends)]


def _free(ground: Ground, start: Ints, size: Ints) -> Bools:
    """Which records, without the size that a cell begins with, are not in use."""
    return ground.free(start + CELL_HEADER_SIZE, size - CELL_HEADER_SIZE)


def _in_use(claims: Claims, units: int) -> Bools:
    """Which units of 8 bytes are in use."""
    marks = np.zeros(units, np.int32)
    for kind in claims.kinds():
        claimed = claims.of(kind)
        np.add.at(marks, claimed.start // CELL_ALIGNMENT, 1)
        np.add.at(marks, np.minimum(-(-(claimed.start + claimed.size) // CELL_ALIGNMENT), units - 1), -1)
    return np.cumsum(marks, dtype=np.int32, out=marks) > 0


def _offset(field: str) -> int:
    assert KEY_VALUE.fields is not None
    return KEY_VALUE.fields[field][1]
