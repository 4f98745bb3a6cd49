"""The elements of many lists of offsets, read in groups of bounded size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import numbered
from hivetool.hive.spans import Ints

from .cells import References
from .ledger import EVERY
from .window import Window

GROUP = 8192
"""About how many elements are in work at a time."""


@dataclass(frozen=True, eq=False)
class Lists:
    """Lists whose elements begin with an offset: the i-th of a list stands ``step * i`` bytes after ``first``.

    ``first`` and ``start`` (the list's cell) are file offsets, ``key`` is the row of the key concerned.
    """

    first: Ints
    step: Ints
    count: Ints
    start: Ints
    key: Ints

    def take(self, rows: npt.NDArray[Any] | slice) -> Lists:
        """A selection of them."""
        if rows is EVERY:
            return self
        return Lists(self.first[rows], self.step[rows], self.count[rows], self.start[rows], self.key[rows])


@dataclass(frozen=True, eq=False)
class Group:
    """Some elements in their order: the row of the list, the file offset of the element, and where it points."""

    row: Ints
    place: Ints
    to: References


def groups(lists: Lists, window: Window) -> Iterator[Group]:
    """All elements of all lists, in their order, about ``GROUP`` of them at a time."""
    total = int(lists.count.sum())
    if total == 0:
        return
    if total <= GROUP:
        yield _group(lists, window, np.arange(len(lists.count)), 0, lists.count)
        return
    row, skipped, count = _pieces(lists.count)
    ends = np.cumsum(count)
    cuts = np.searchsorted(ends, np.arange(GROUP, total, GROUP), "right").tolist()
    for begin, end in pairwise(sorted({0, *cuts, len(row)})):
        chosen = slice(begin, end)
        yield _group(lists, window, row[chosen], skipped[chosen], count[chosen])


def _pieces(count: Ints) -> tuple[Ints, Ints, Ints]:
    """Every list cut into pieces of at most ``GROUP`` elements: its row, the elements before, the elements."""
    row, number = numbered(-(-count // GROUP))
    skipped = number * GROUP
    return row, skipped, np.minimum(count[row] - skipped, GROUP)


def _group(lists: Lists, window: Window, row: Ints, skipped: Ints | int, count: Ints) -> Group:
    step, ends = lists.step[row], count.cumsum()
    place = step.repeat(count)
    place *= np.arange(len(place))
    place += (lists.first[row] + step * (skipped + count - ends)).repeat(count)
    rows = row.repeat(count)
    return Group(rows, place, References(window.words(place), lists.key[rows], lists.start, rows))
