"""Names as the format stores them: one byte a character where every character allows it, else UTF-16LE."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints, Names, Spans
from hivetool.hive.upcase import upcase_units

from .write_bytes import Buffer, place

Units = npt.NDArray[np.uint16] | npt.NDArray[np.uint8]
"""UTF-16 code units, in one byte each where all of them fit."""

HASH_FACTOR = 37
"""Of a hash leaf's name hash: ``hash * 37 + upper-case unit`` over the name's UTF-16 code units."""


@dataclass(frozen=True, eq=False)
class StoredNames:
    """The UTF-16 code units of many names, one name after the other.

    Name i is ``units[first[i] : first[i] + count[i]]``; ``wide`` where a unit is above 0xFF, so that one byte a
    character does not do.
    """

    units: Units
    first: Ints
    count: Ints
    wide: Bools

    @property
    def size(self) -> Ints:
        """Bytes that each name takes in the file."""
        return self.count * (1 + self.wide)

    @property
    def buffers(self) -> tuple[Buffer, Buffer]:
        """All names one byte a unit, and all names two bytes a unit."""
        return self.units.astype(np.uint8, copy=False), self.units.astype("<u2") if self.wide.any() else b""

    @property
    def spans(self) -> Spans:
        """Where each stored name stands in ``buffers``."""
        return Spans.build(self.first * (1 + self.wide), self.size, self.wide)

    def upcased(self) -> npt.NDArray[np.uint16]:
        """``units`` in upper case, as Windows compares names."""
        return upcase_units()[self.units]

    def sort_keys(self) -> list[bytes]:
        """One key a name; names ascend as Windows orders them where their keys ascend as bytes."""
        return self.sort_keys_of(np.arange(len(self.first)))

    def sort_keys_of(self, rows: Ints) -> list[bytes]:
        """The keys of some names."""
        flat = self.upcased().astype(">u2").tobytes()
        ends = self.first + self.count
        return [flat[a:b] for a, b in zip((2 * self.first[rows]).tolist(), (2 * ends[rows]).tolist(), strict=True)]

    def sums(self) -> Ints:
        """The sum of each name's upper-case units: names with different sums are different."""
        return _reduced(np.add, self.upcased(), self.first, self.count, np.uint32).astype(np.int64)

    def hashes(self) -> npt.NDArray[np.uint32]:
        """The name hash of a hash leaf for each name, 0 for an empty one."""
        longest = int(self.count.max(initial=1))
        powers = np.full(longest, HASH_FACTOR, np.uint32)
        powers[0] = 1
        powers = np.cumprod(powers, dtype=np.uint32)
        behind = np.repeat((self.first + self.count).astype(np.int32), self.count)
        behind -= np.arange(1, len(self.units) + 1, dtype=np.int32)
        terms = powers[behind]
        terms *= self.upcased()
        return _reduced(np.add, terms, self.first, self.count, np.uint32)

    def holding(self, unit: int) -> Ints:
        """The names that have this code unit, ascending."""
        places = np.flatnonzero(self.units == unit)
        return np.unique(np.searchsorted(self.first, places, "right") - 1)


def stored_names(names: Names, buffers: Sequence[bytes]) -> StoredNames:
    """The names in their stored form, whatever form they came in; half a code unit at an end is left out."""
    size = np.maximum(names.size, 0)
    count = np.where(names.wide, size // 2, size)
    first = np.cumsum(count) - count
    one_byte, two_bytes = np.flatnonzero(~names.wide), np.flatnonzero(names.wide)

    narrow = np.zeros(int(count.sum()), np.uint8)
    place(narrow, first[one_byte], names.take(one_byte), buffers)
    if not len(two_bytes):
        return StoredNames(narrow, first, count, np.zeros(len(names), np.bool_))
    units = narrow.astype("<u2")
    whole = Spans(names.buffer, names.start, 2 * count).take(two_bytes)
    place(units.view(np.uint8), 2 * first[two_bytes], whole, buffers)
    wide = _reduced(np.maximum, units, first, count, np.uint16) > 0xFF
    return StoredNames(units.astype(np.uint16, copy=False), first, count, wide)


def _reduced(
    reduction: np.ufunc, terms: npt.NDArray[Any], first: Ints, count: Ints, kind: npt.DTypeLike
) -> npt.NDArray[Any]:
    """The reduction of each name's terms as numbers of this kind, 0 for a name without any."""
    result = np.zeros(len(first), kind)
    rows = np.flatnonzero(count)
    if len(rows):
        result[rows] = reduction.reduceat(terms, first[rows], dtype=kind)
    return result
