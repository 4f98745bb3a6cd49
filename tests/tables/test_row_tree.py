from __future__ import annotations

import pytest

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.hive import Hive, Source
from hivetool.tables.errors import BrokenDatabase
from hivetool.tables.forms import utf16
from hivetool.tables.gathering import Gathered
from hivetool.tables.row_tree import Tree
from tests.tables.making import paths, told


def grown(*rows: tuple[object, object, object]) -> Hive:
    """The hive of rows: number, parent, name (text stands for its cell)."""
    gathered = Gathered("row")
    tree = Tree(gathered)
    for number, parent, name in rows:
        tree.add(number, parent, utf16(name) if isinstance(name, str) else name)
    tree.finished()
    return gathered.hive(Source("sqlite", "1", "row"))


def test_parents_may_come_after_their_children() -> None:
    hive = grown((7, None, "R"), (1, 5, "c"), (5, 9, "b"), (9, 7, "a"), (-3, 7, "z"))
    assert (paths(hive), hive.problems) == (["", "a", "a\\b", "a\\b\\c", "z"], ())
    assert hive.key("a\\b\\c").location.row == 1


def test_a_parent_that_is_not_there() -> None:
    hive = grown((1, None, "R"), (2, 99, "lost"), (3, 2, "below"), (4, 1, "fine"))
    assert (paths(hive), told(hive)) == (["", "fine"], [("sqlite-no-parent", "row 2")])
    assert "is not there: 99" in hive.problems[0].message


def test_more_than_one_root() -> None:
    hive = grown((1, None, "R"), (2, None, "second"), (3, 2, "below"))
    assert (paths(hive), told(hive)) == ([""], [("table-second-root", "row 2")])


def test_no_root_at_all() -> None:
    with pytest.raises(BrokenDatabase, match="there is not one key in this database"):
        grown()
    for rows in ([(1, 9, "a"), (2, 1, "b")], [(1, 1, "R"), (2, 1, "a")]):
        with pytest.raises(BrokenDatabase, match="every key of this database has a parent, so none is the root"):
            grown(*rows)


@pytest.mark.parametrize("circle", [[(2, 2)], [(2, 3), (3, 2)], [(2, 4), (3, 2), (4, 3)]])
def test_keys_above_themselves(circle: list[tuple[int, int]]) -> None:
    rows = [(number, parent, str(number)) for number, parent in circle]
    hive = grown((1, None, "R"), *rows, (8, 2, "below"), (9, 1, "fine"))
    assert paths(hive) == ["", "fine"]
    assert [code for code, _ in told(hive)] == ["sqlite-cycle"]


def test_keys_too_deep() -> None:
    chain = [(number, number - 1, "x") for number in range(2, MOST_LEVELS + 5)]
    for rows in (chain, list(reversed(chain))):
        hive = grown((1, None, "R"), *rows)
        assert len(hive) == MOST_LEVELS + 1
        assert told(hive) == [("table-depth", f"row {MOST_LEVELS + 2}")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((None, 1, "x"), "null"),
        (("2", 1, "x"), "'2'"),
        ((1.5, 1, "x"), "1.5"),
        ((2, "1", "x"), "'1'"),
        ((2, 1, None), "null"),
        ((2, 1, b"odd"), "3 bytes, which is no text in UTF-16"),
        ((1, 1, "x"), "its number 1 is that of another key"),
    ],
)
def test_rows_that_are_no_keys(row: tuple[object, object, object], said: str) -> None:
    hive = grown((1, None, "R"), row, (3, 1, "fine"))
    assert paths(hive) == ["", "fine"]
    assert [problem.code for problem in hive.problems] == ["table-key"]
    assert said in hive.problems[0].message


def test_a_long_chain_is_quick() -> None:
    count = 100_000
    hive = grown((0, None, "R"), *((number, number - 1, "x") for number in range(count, 0, -1)))
    assert len(hive) == MOST_LEVELS + 1
