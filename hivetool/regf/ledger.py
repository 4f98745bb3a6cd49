"""Which bytes of the file are in use already, in units of 8 bytes (what cells are aligned to).

Sound files use no byte twice, and finding that out for all cells at the end costs little. Only a file that
turns out to use some twice is read again, with every cell checked against those before it.
"""

from __future__ import annotations

from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints

from .constants import CELL_ALIGNMENT

_LARGE = 64
"""Runs of more units than this are marked by slices, not by index."""

EVERY: Final = slice(None)
"""Selects all runs."""

_UNIT_BITS = CELL_ALIGNMENT.bit_length() - 1

_WAITING = 1 << 16
"""So many runs are marked together."""

_WORD_BITS = 64


class Doubt(Exception):
    """Something is not as in a sound file. A signal to the reader, which then takes a :class:`CarefulLedger`."""


class Ledger(Protocol):
    """Takes runs of bytes into use. ``trusting``: the reading ends in :class:`Doubt` where that is not deserved."""

    trusting: bool

    def use(self, start: Ints, size: Ints) -> Bools | slice:
        """Take ``size`` bytes from each ``start`` into use; selects the runs that nothing else has used."""
        ...

    def close(self) -> None:
        """To be called after the last run."""
        ...


class TrustingLedger:
    """Takes every run, up to as many bytes as there are, and raises :class:`Doubt` in the end if it was wrong."""

    trusting = True

    def __init__(self, size: int) -> None:
        units = -(-(size // CELL_ALIGNMENT + 2) // _WORD_BITS) * _WORD_BITS
        self._begins, self._ends = np.zeros((2, units), np.bool_)
        self._free = size
        self._runs = 0
        self._waiting: list[tuple[Ints, Ints]] = []
        self._count = 0

    def use(self, start: Ints, size: Ints) -> slice:
        """See :class:`Ledger`; raises :class:`Doubt` when there are more bytes in use than there are."""
        self._free -= int(size.sum())
        if self._free < 0:
            raise Doubt
        self._waiting.append((start, size))
        self._count += len(start)
        if self._count > _WAITING:
            self._mark()
        return EVERY

    def _mark(self) -> None:
        """Mark before which unit each of the waiting runs begins and ends."""
        start, size = (np.concatenate(column) for column in zip(*self._waiting, strict=True))
        first, count = _in_units(start, size)
        self._begins[first] = True
        self._ends[first + count] = True
        self._runs, self._count = self._runs + len(first), 0
        self._waiting.clear()

    def close(self) -> None:
        """See :class:`Ledger`; raises :class:`Doubt`.

        Of runs that do not overlap no two begin at one unit, and each ends before the next one begins: a unit is in
        use from where a run begins to where one ends, so that behind each mark it is if one begins there.
        """
        if self._waiting:
            self._mark()
        begins, ends = _bits(self._begins), _bits(self._ends)
        wrong = (_toggled(begins ^ ends) ^ begins) & (begins | ends)
        if np.count_nonzero(self._begins) != self._runs or wrong.any():
            raise Doubt


class CarefulLedger:
    """Knows every unit in use: of runs that overlap, the one taken first counts."""

    trusting = False

    def __init__(self, size: int) -> None:
        self._used = np.zeros(size // CELL_ALIGNMENT + 1, np.bool_)

    def use(self, start: Ints, size: Ints) -> Bools:
        """See :class:`Ledger`. Of runs given together those that begin at one place count in their order."""
        first, count = _in_units(start, size)
        granted = _disjoint(first, count)
        granted[granted] = self._mark(first[granted], count[granted])
        return granted

    def close(self) -> None:
        """See :class:`Ledger`."""

    def _mark(self, first: Ints, count: Ints) -> Bools:
        """Mark those of some runs, none of which overlap, that have no unit in use; says which these are."""
        small = count <= _LARGE
        free = np.ones(len(first), np.bool_)
        free[small] = self._mark_small(first[small], count[small])
        for row in np.flatnonzero(~small).tolist():
            units = self._used[first[row] : first[row] + count[row]]
            free[row] = not units.any()
            if free[row]:
                units[:] = True
        return free

    def _mark_small(self, first: Ints, count: Ints) -> Bools:
        free = np.ones(len(first), np.bool_)
        units = _units(first, count)
        taken = self._used[units]
        if taken.any():
            free = ~np.logical_or.reduceat(taken, np.cumsum(count) - count)
            units = units[np.repeat(free, count)]
        self._used[units] = True
        return free


def _bits(flags: Bools) -> npt.NDArray[np.uint64]:
    """Flags as the bits of numbers, the first one the lowest of the first number."""
    return np.packbits(flags, bitorder="little").view("<u8")


def _toggled(toggles: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """For every bit whether an odd number of the bits up to it is set."""
    odd, shift = toggles.copy(), 1
    while shift < _WORD_BITS:
        odd ^= odd << np.uint64(shift)
        shift *= 2
    before = np.bitwise_xor.accumulate(odd >> np.uint64(_WORD_BITS - 1))
    odd[1:] ^= np.uint64(0) - before[:-1]  # all ones where the numbers before are odd together
    return odd


def _in_units(start: Ints, size: Ints) -> tuple[Ints, Ints]:
    return start >> _UNIT_BITS, (size + (CELL_ALIGNMENT - 1)) >> _UNIT_BITS


def _units(first: Ints, count: Ints) -> npt.NDArray[np.int32]:
    """The numbers of all units of some runs."""
    ends = np.cumsum(count)
    units = np.repeat((first - (ends - count)).astype(np.int32), count)
    units += np.arange(len(units), dtype=np.int32)
    return units


def _disjoint(first: Ints, count: Ints) -> Bools:
    """Which runs to keep so that no two overlap: of those beginning at one place the first, else by place."""
    order = np.argsort(first, kind="stable")
    begin = first[order]
    order = order[np.append(True, begin[1:] != begin[:-1])[: len(order)]]
    begin, end = first[order], (first + count)[order]
    kept = np.zeros(len(first), np.bool_)
    kept[order] = True
    if (begin[1:] >= end[:-1]).all():
        return kept
    reached = -1
    for row, start, stop in zip(order.tolist(), begin.tolist(), end.tolist(), strict=True):
        kept[row] = start >= reached
        reached = stop if start >= reached else reached
    return kept
