"""Cells: following offsets into them, how far each one reaches, and which bytes are in use already.

Windows lets every cell but those of key security belong to one record alone. The reader holds on to that: the
bytes of a cell are used once, so that cycles end, the work is linear in the size of the file, and no file can
unfold into more than it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints

from .claims import Claims
from .constants import BASE_BLOCK_SIZE, CELL_ALIGNMENT, CELL_HEADER_SIZE, NOWHERE
from .faults import Fault, Faults
from .layout import DATA
from .ledger import EVERY, Ledger
from .window import Window

Offsets = npt.NDArray[np.uint32]

_PAGE_BITS = BASE_BLOCK_SIZE.bit_length() - 1


def all_inside(offset: Offsets, size: int, end: int) -> bool:
    """Whether records of this size can stand at all these offsets, in hive bins data that end at ``end``."""
    if not len(offset):
        return True
    aligned = not int(np.bitwise_or.reduce(offset)) % CELL_ALIGNMENT
    return aligned and int(offset.max()) + BASE_BLOCK_SIZE + size <= end


@dataclass(frozen=True, eq=False)
class References:
    """Offsets as stored, and the row of the key each one concerns; the i-th stands in record ``row[i]``.

    ``records`` are the file offsets of these. Only faults ask for them, so that nothing is gathered beforehand.
    """

    offset: Offsets
    key: Ints
    records: Ints
    row: Ints

    def __len__(self) -> int:
        return len(self.offset)

    @property
    def at(self) -> Ints:
        """The file offset of the record that each one stands in."""
        at: Ints = self.records[self.row]
        return at

    def take(self, rows: npt.NDArray[Any] | slice) -> References:
        """A selection of them."""
        return References(self.offset[rows], self.key[rows], self.records, self.row[rows])


@dataclass(frozen=True, eq=False)
class Found:
    """The references that lead to a cell.

    ``row`` numbers the references, ``start`` is the file offset of the cell (of its size), ``room`` the bytes
    between its size and its end, ``record`` what it begins with.
    """

    row: Ints
    start: Ints
    room: Ints
    key: Ints
    record: npt.NDArray[Any]

    def __len__(self) -> int:
        return len(self.row)

    def take(self, rows: npt.NDArray[Any] | slice) -> Found:
        """A selection of them."""
        if rows is EVERY:
            return self
        whole = self.record.view(f"V{self.record.itemsize}")  # selecting field by field is many times slower
        record = whole[rows].view(self.record.dtype)
        return Found(self.row[rows], self.start[rows], self.room[rows], self.key[rows], record)


class Cells:
    """The cells of one file; what is wrong with them goes to ``faults``, what is taken into use to ``claims``."""

    def __init__(
        self, window: Window, ends: Ints, ledger: Ledger, faults: Faults, claims: Claims | None = None
    ) -> None:
        self.window = window
        self.faults = faults
        self._claims = claims
        self._ledger = ledger
        self._ends = ends
        self.end = int(ends[-1])
        self.trusting = ledger.trusting

    def follow(self, to: References, record: np.dtype[Any], what: str, signature: bytes = b"") -> Found:
        """The cells these references lead to, where there is one that can hold the record and begins with it."""
        rows, start, key = self._inside(to, record.itemsize, what)
        found = Found(rows, start, start, key, self._records(record, start))
        if signature:
            found = self._signed(found, what, signature)
        return self._sized(found, record.itemsize, what)

    def claim(self, cells: Found, size: Ints, what: str) -> Bools | slice:
        """Take ``size`` bytes from the start of each cell into use; selects those that were not in use already."""
        granted = self._ledger.use(cells.start, size)
        if not isinstance(granted, slice):
            self.faults.where(~granted, Fault.USED_TWICE, cells.start, cells.key, what)
        if self._claims is not None:
            self._claims.add(what, cells.start[granted], size[granted], cells.key[granted])
        return granted

    def _records(self, record: np.dtype[Any], start: Ints) -> npt.NDArray[Any]:
        if record is DATA:  # cells are aligned, and numbers that are come three times as fast
            return self.window.words(start).view(DATA)
        return self.window.records(record, start)

    def _inside(self, to: References, size: int, what: str) -> tuple[Ints, Ints, Ints]:
        """The rows of references that point to a place for a record of this size, the places, and the keys."""
        start = np.add(to.offset, BASE_BLOCK_SIZE, dtype=np.int64)
        if all_inside(to.offset, size, self.end):
            return np.arange(len(to)), start, to.key
        sound = (start & (CELL_ALIGNMENT - 1) == 0) & (start <= self.end - size)
        missing = to.offset == NOWHERE
        outside = ~missing & (start + size > self.end)
        unaligned = ~missing & ~outside & ~sound
        limit = f"at most 0x{max(0, self.end - BASE_BLOCK_SIZE - size):x}"
        self.faults.where(missing, Fault.MISSING, to.at, to.key, what, limit, to.offset)
        self.faults.where(outside, Fault.OUTSIDE, to.at, to.key, what, limit, to.offset)
        self.faults.where(unaligned, Fault.UNALIGNED, to.at, to.key, what, "a multiple of 8", to.offset)
        rows = np.flatnonzero(sound)
        return rows, start[rows], to.key[rows]

    def _signed(self, found: Found, what: str, signature: bytes) -> Found:
        right = found.record["signature"].view("<u2") == int.from_bytes(signature, "little")
        if np.count_nonzero(right) == len(right):
            return found
        self.faults.where(
            ~right, Fault.SIGNATURE, found.start, found.key, what, repr(signature), found.record["signature"]
        )
        return found.take(right)

    def _sized(self, found: Found, least: int, what: str) -> Found:
        """The cells that can hold ``least`` bytes, with their ``room``."""
        start, least = found.start, max(least, CELL_ALIGNMENT)
        size = np.negative(found.record["cell_size"], dtype=np.int64)
        rest = self._ends[start >> _PAGE_BITS] - start
        if len(size) and (size.min() < least or np.count_nonzero(size > rest)):
            return self._cut(found, size, rest, least, what)
        return Found(found.row, start, size - CELL_HEADER_SIZE, found.key, found.record)

    def _cut(self, found: Found, size: Ints, rest: Ints, least: int, what: str) -> Found:
        """The same where some cells are free (their ``size`` is negative here), too large or too small."""
        start, key = found.start, found.key
        free, size = size < 0, np.abs(size)
        self.faults.where(size > rest, Fault.CELL_SIZE, start, key, what, rest, size)
        size = np.minimum(size, rest)
        found = Found(found.row, start, size - CELL_HEADER_SIZE, key, found.record)
        small = size < least
        if self.faults.where(small, Fault.CELL_SMALL, start, key, what, f"at least 0x{least:x}", size):
            found, free = found.take(~small), free[~small]
        self.faults.where(free, Fault.FREE_CELL, found.start, found.key, what)
        return found
