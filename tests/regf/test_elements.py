from __future__ import annotations

import struct

import numpy as np
import pytest

from hivetool.regf import elements
from hivetool.regf.elements import Lists, groups
from hivetool.regf.window import Window

WINDOW = Window(struct.pack("<40I", *range(40)))


def lists(*rows: tuple[int, int, int]) -> Lists:
    """Lists by first offset, step and count; the cell of each begins 4 bytes before, its key is ten times its row."""
    first, step, count = np.array(rows, np.int64).reshape(-1, 3).T
    return Lists(first, step, count, first - 4, 10 * np.arange(len(rows)))


def elements_of(found: Lists) -> list[tuple[int, int, int, int, int]]:
    return [
        item
        for group in groups(found, WINDOW)
        for item in zip(
            group.row.tolist(),
            group.place.tolist(),
            group.to.offset.tolist(),
            group.to.at.tolist(),
            group.to.key.tolist(),
            strict=True,
        )
    ]


EXPECTED = [
    (0, 4, 1, 0, 0),
    (0, 12, 3, 0, 0),
    (0, 20, 5, 0, 0),
    (2, 40, 10, 36, 20),
    (2, 44, 11, 36, 20),
    (2, 48, 12, 36, 20),
    (2, 52, 13, 36, 20),
    (2, 56, 14, 36, 20),
]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 1000])
def test_the_groups_do_not_change_what_is_read(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elements, "GROUP", size)
    found = lists((4, 8, 3), (20, 4, 0), (40, 4, 5))
    assert elements_of(found) == EXPECTED
    sizes = [len(group.row) for group in groups(found, WINDOW)]
    assert max(sizes) <= 2 * size
    assert min(sizes) > 0


def test_no_lists_no_groups() -> None:
    assert list(groups(lists(), WINDOW)) == []
    assert list(groups(lists((0, 4, 0)), WINDOW)) == []


def test_lists_can_be_selected() -> None:
    taken = lists((4, 8, 3), (40, 4, 2)).take(np.array([1]))
    assert elements_of(taken) == [(0, 40, 10, 36, 10), (0, 44, 11, 36, 10)]
