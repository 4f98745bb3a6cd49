"""Where the key nodes of a tree stand, followed quickly: a way to read all of them together.

A level of few keys costs as much to read as one of a hundred, and some trees have twenty levels of them. The scout
goes ahead, looks at nothing but what leads on, and proves nothing. What it finds counts only if all of it turns out
to be there when it is read.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from hivetool.hive.columns import MOST_LEVELS, numbered
from hivetool.hive.spans import Ints

from .cells import Offsets, References, all_inside
from .constants import BASE_BLOCK_SIZE, CELL_HEADER_SIZE
from .elements import Lists, groups
from .layout import KEY_NODE, SUBKEYS_LIST, WORD
from .lists import ELEMENT_SIZES, MOST_NESTED, ROOT
from .window import Window

WIDE: Final = 2048
"""A level of more keys costs more than what is saved."""

_SIGNATURE: Final = 0xFFFF
"""The bits of the first number of a list that are its signature; the others are how many elements it has."""


def _field(name: str) -> int:
    assert KEY_NODE.fields is not None
    return KEY_NODE.fields[name][1]


_COUNT, _LIST = _field("number_of_subkeys"), _field("subkeys_list_offset")


def scouted(window: Window, root: int, end: int) -> References | None:
    """Where all key nodes are, level by level from the one at the offset ``root``; ``key`` is the row of the key above.

    None where something leads out of the hive bins data, which end at ``end``, or is no list, where there are more
    keys or levels than there can be, and where a level is ``WIDE``.
    """
    room = len(window.data) // KEY_NODE.itemsize
    level = References(np.array([root], np.uint32), np.full(1, -1), np.full(1, -1), np.zeros(1, np.int64))
    levels, above = [level], 0
    for _ in range(MOST_LEVELS + 1):
        room -= len(level)
        if room < 0 or len(level) > WIDE or not all_inside(level.offset, KEY_NODE.itemsize, end):
            return None
        place = level.offset.astype(np.int64) + BASE_BLOCK_SIZE
        having = np.flatnonzero(window.words(place + _COUNT))
        if not len(having):
            return _joined(levels)
        lists = _leaves(window, window.words(place[having] + _LIST), above + having, end, room)
        if lists is None:
            return None
        if not lists.count.any():
            return _joined(levels)
        above += len(level)
        level = _joined([group.to for group in groups(lists, window)])
        levels.append(level)
    return None


def _leaves(window: Window, offset: Offsets, key: Ints, end: int, room: int) -> Lists | None:
    """The lists at these offsets, index roots replaced by the lists below them."""
    for _ in range(MOST_NESTED + 1):
        if not all_inside(offset, SUBKEYS_LIST.itemsize, end):
            return None
        start = offset.astype(np.int64) + BASE_BLOCK_SIZE
        head = window.words(start + CELL_HEADER_SIZE)
        kind, count = head & _SIGNATURE, (head >> 16).astype(np.int64)
        step, first = ELEMENT_SIZES[kind], start + SUBKEYS_LIST.itemsize
        if np.count_nonzero(step == 0) or np.count_nonzero(first + step * count > end) or count.sum() > room:
            return None
        roots = kind == ROOT
        if not np.count_nonzero(roots):
            return Lists(first, step, count, start, key)
        row, number = numbered(np.where(roots, count, 1))
        below = window.words(np.where(roots[row], first[row] + WORD.itemsize * number, 0))
        offset, key = np.where(roots[row], below, offset[row]), key[row]
    return None


def _joined(levels: list[References]) -> References:
    """All of them; each stands in a record of its own here."""
    if len(levels) == 1:
        return levels[0]
    at = np.concatenate([level.at for level in levels])
    return References(
        np.concatenate([level.offset for level in levels]),
        np.concatenate([level.key for level in levels]),
        at,
        np.arange(len(at)),
    )
