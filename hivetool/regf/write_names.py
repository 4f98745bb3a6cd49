"""Names as the format stores them: one byte a character where every character allows it, else UTF-16LE."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints, Names
from hivetool.hive.upcase import upcase_units

from .write_bytes import Block, by_number, by_size, put, windows

Units = npt.NDArray[np.uint16] | npt.NDArray[np.uint8]
"""UTF-16 code units, in one byte each where all of them fit."""

SortKeys = npt.NDArray[np.object_]
"""``bytes`` that ascend as Windows orders the names they stand for."""

Hashes = npt.NDArray[np.uint32]
"""Name hashes, as hash leaves store them."""

HASH_FACTOR = 37
"""Of a hash leaf's name hash: ``hash * 37 + upper-case unit`` over the name's UTF-16 code units."""

_WIDEST = 0xFF
"""The largest code unit that is stored in one byte."""

MOST_UNITS = 1 << 20
"""About how many units a group has at most: what is made of a group takes several times its size."""


@dataclass(frozen=True, eq=False)
class NameGroup:
    """Names of one length, all stored the same way: the number of each, ascending, and a matrix, a line a name.

    Not all of that length need be in one group.
    """

    rows: Ints
    units: Units


@dataclass(frozen=True, eq=False)
class StoredNames:
    """The UTF-16 code units of many names, grouped by length so that numpy can treat them as matrices.

    ``count`` is how many units each name has; ``wide`` where one of them is above 0xFF, so that one byte a
    character does not do. Empty names are in no group.
    """

    count: Ints
    wide: Bools
    groups: tuple[NameGroup, ...]

    @property
    def size(self) -> Ints:
        """Bytes that each name takes in the file."""
        return self.count * (1 + self.wide)

    def write(self, block: Block, at: Ints) -> None:
        """The names in their stored form, name i at ``block[at[i]:]``."""
        for group in self.groups:
            put(block, at[group.rows], _lines(group.units))

    def sort_keys(self) -> SortKeys:
        """One key a name; equal for names that differ in case alone."""
        keys = np.full(len(self.count), b"", object)
        for group in self.groups:
            keys[group.rows] = _sort_keys(group.units)
        return keys

    def hashes(self) -> Hashes:
        """The name hash of a hash leaf for each name, 0 for an empty one: different for names that differ, mostly."""
        factors = np.full(int(self.count.max(initial=1)), HASH_FACTOR, np.uint32)
        factors[-1] = 1
        factors = np.multiply.accumulate(factors[::-1], dtype=np.uint32)[::-1]
        capitals = upcase_units().astype(np.uint32)
        hashes = np.zeros(len(self.count), np.uint32)
        for group in self.groups:
            hashes[group.rows] = capitals.take(group.units) @ factors[-group.units.shape[1] :]
        return hashes

    def holding(self, unit: int) -> Ints:
        """The names that have this code unit, ascending."""
        found = [np.zeros(0, np.int64)]
        for group in self.groups:
            there = group.units == unit
            if there.any():
                found.append(group.rows[there.any(axis=1)])
        return np.sort(np.concatenate(found))


def stored_names(names: Names, buffers: Sequence[bytes]) -> StoredNames:
    """The names in their stored form, whatever form they came in; half a code unit at an end is left out."""
    size = np.maximum(names.size, 0)
    count = np.where(names.wide, size // 2, size)
    groups = tuple(_groups(names, count, buffers))
    wide = np.zeros(len(names), np.bool_)
    for group in groups:
        wide[group.rows] = group.units.itemsize > 1
    return StoredNames(count, wide, groups)


def _groups(names: Names, count: Ints, buffers: Sequence[bytes]) -> Iterator[NameGroup]:
    for kind, chosen in by_number(2 * names.buffer.astype(np.uint16) + names.wide):
        source = np.frombuffer(buffers[kind >> 1], np.uint8)
        for same, length in by_size(count[chosen]):
            most = max(1, MOST_UNITS // length)
            for rows in (chosen[same[at : at + most]] for at in range(0, len(same), most)):
                units = windows(source, f"V{length << (kind & 1)}")[names.start[rows]].view("<u2" if kind & 1 else "u1")
                yield from _narrowed(rows, units.reshape(-1, length))


def _narrowed(rows: Ints, units: Units) -> Iterator[NameGroup]:
    """The same names, those with one byte a unit that can be."""
    if units.itemsize == 1:
        yield NameGroup(rows, units)
        return
    wide = (units > _WIDEST).any(axis=1)
    if wide.any():
        yield NameGroup(rows[wide], units[wide])
    if not wide.all():
        yield NameGroup(rows[~wide], units[~wide].astype(np.uint8))


def _lines(units: npt.NDArray[np.generic]) -> npt.NDArray[np.void]:
    """Each line of a matrix as one item."""
    return units.view(f"V{units.shape[1] * units.itemsize}").reshape(-1)


def _sort_keys(units: Units) -> SortKeys:
    """The sort key of each name of a group."""
    return _lines(upcase_units().take(units).astype(">u2")).astype(object)
