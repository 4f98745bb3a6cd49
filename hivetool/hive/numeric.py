"""Numbers of many values at once, without an object for each."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .pieces import different
from .spans import Ints, Spans

_SIZES = (4, 8)


@dataclass(frozen=True, eq=False)
class Numbers:
    """The number that each of some keys stores, by the places of the keys, ascending."""

    places: Ints
    numbers: npt.NDArray[np.uint64]

    @property
    def different(self) -> tuple[int, ...]:
        """Every number that is stored, once."""
        return tuple(different(self.numbers).tolist())

    def having(self, wanted: Collection[int]) -> list[tuple[int, int]]:
        """The places of the keys that store one of these numbers, each with its number."""
        found = np.isin(self.numbers, np.array(list(wanted), np.uint64))
        return list(zip(self.places[found].tolist(), self.numbers[found].tolist(), strict=True))


def numbers_at(data: Spans, buffers: Sequence[bytes]) -> npt.NDArray[np.uint64]:
    """What spans of four and of eight bytes say, the least byte first; 0 for spans of other sizes."""
    found = np.zeros(len(data), np.uint64)
    for number in different(data.buffer).tolist():
        for size in _SIZES:
            those = np.flatnonzero((data.buffer == number) & (data.size == size))
            if len(those):
                whole = buffers[number]
                every: npt.NDArray[np.void] = np.ndarray((len(whole) - size + 1,), f"V{size}", whole, strides=(1,))
                found[those] = every[data.start[those]].view(f"<u{size}")
    return found
