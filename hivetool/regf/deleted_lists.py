"""Which deleted values the values lists name: those of deleted keys, and the ends of those of keys still there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import numbered, runs
from hivetool.hive.spans import Ints

from .constants import BASE_BLOCK_SIZE, CELL_HEADER_SIZE
from .layout import WORD
from .remnants import Ground

NO_ROW: Final = -1

_AT_A_TIME: Final = 1 << 16
"""Elements of lists that are looked at together."""


def rows_at(place: Ints, wanted: Ints) -> Ints:
    """The row of each wanted place among these, ``NO_ROW`` where none has it."""
    if not len(place):
        return np.full(len(wanted), NO_ROW)
    order = np.argsort(place, kind="stable")
    nearest = order[np.minimum(np.searchsorted(place, wanted, sorter=order), len(place) - 1)]
    return np.where(place[nearest] == wanted, nearest, NO_ROW)


@dataclass(frozen=True, eq=False)
class DeletedLists:
    """The lists of a file; ``values`` are the places of the recovered values, ascending."""

    ground: Ground
    values: Ints

    def named(self, offset: npt.NDArray[Any], count: npt.NDArray[Any]) -> Iterator[tuple[int, int]]:
        """Pairs of a deleted key and a recovered value that the list at its offset names, list after list.

        Lists end where something is in use, and all of them together have no more elements than the file has
        room for: many keys may say that the same free cell is theirs.
        """
        first = offset.astype(np.int64) + BASE_BLOCK_SIZE + CELL_HEADER_SIZE
        size = np.minimum(count.astype(np.int64), self.ground.free_words(first))
        most = len(self.ground.window.data) // WORD.itemsize
        return self._pairs(first, np.clip(most - (np.cumsum(size) - size), 0, size))

    def of_live_keys(self) -> Iterator[tuple[int, int]]:
        """Pairs of a key's row and a recovered value that stood in its list behind the values it has now."""
        claimed = self.ground.claims.of("key values list")
        first = claimed.start + claimed.size
        count = np.maximum(self.ground.cell_ends(claimed.start) - first, 0) // WORD.itemsize
        rows = np.flatnonzero(count)
        for row, number in self._pairs(first[rows], count[rows]):
            yield int(claimed.key[rows[row]]), number

    def _pairs(self, first: Ints, count: Ints) -> Iterator[tuple[int, int]]:
        """Pairs of a run of elements and a recovered value that one of them names, in their order."""
        run, number = numbered(-(-count // _AT_A_TIME))
        first = first[run] + WORD.itemsize * _AT_A_TIME * number
        count = np.minimum(count[run] - _AT_A_TIME * number, _AT_A_TIME)
        ends = np.cumsum(count)
        begin = 0
        while begin < len(run):
            end = int(np.searchsorted(ends, ends[begin] + _AT_A_TIME, "right"))
            piece = slice(begin, end)
            offsets = self.ground.window.words(WORD.itemsize * runs(first[piece] // WORD.itemsize, count[piece]))
            value = rows_at(self.values, offsets.astype(np.int64) + BASE_BLOCK_SIZE)
            hits = np.flatnonzero(value != NO_ROW)
            yield from zip(np.repeat(run[piece], count[piece])[hits].tolist(), value[hits].tolist(), strict=True)
            begin = end
