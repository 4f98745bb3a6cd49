from __future__ import annotations

from hivetool.hive.columns import MOST_LEVELS
from hivetool.tables.gathering import ROOT, Gathered
from hivetool.tables.key_index import KeyIndex, handle


def index() -> tuple[Gathered, KeyIndex]:
    rows = Gathered("line")
    return rows, KeyIndex(rows, 1)


def test_a_path_stands_for_its_names_where_it_tells_them_apart() -> None:
    assert handle(["a", "b"]) == "a\\b"
    assert handle([]) == ""
    assert handle(["a\\b"]) == ("a\\b",)
    assert handle(["a", ""]) == ("a", "")


def test_keys_are_found_as_they_are_written_and_the_last_counts() -> None:
    rows, keys = index()
    first = keys.add("a", "a", ROOT, 2)
    assert (keys.get(""), keys.get("a"), keys.get("A")) == (ROOT, first, None)
    second = keys.add("a", "a", ROOT, 3)
    assert keys.get("a") == second != first
    assert rows.names == ["", "a", "a"]


def test_keys_are_found_without_case_or_made() -> None:
    rows, keys = index()
    a = keys.add("Ä", "Ä", ROOT, 2)
    assert keys.reached(["ä"], 5) == (a, False)
    b, made = keys.reached(["ä", "b"], 6)
    assert (made, rows.names[b], rows.parents[b], rows.key_places[b]) == (True, "b", a, 6)
    assert keys.reached(["Ä", "B"], 7) == (b, False)
    c = keys.add("c", "c", ROOT, 8)
    assert keys.reached(["C"], 9) == (c, False)


def test_a_key_that_was_made_is_the_one_that_comes_later() -> None:
    rows, keys = index()
    made, _ = keys.reached(["groups"], 2)
    assert keys.add("Groups", "Groups", ROOT, 9) == made
    assert (rows.names[made], rows.key_places[made]) == ("Groups", 9)
    assert keys.add("Groups", "Groups", ROOT, 10) != made


def test_there_is_nothing_below_the_deepest_key() -> None:
    _, keys = index()
    row = ROOT
    for level in range(MOST_LEVELS):
        assert not keys.is_deepest(row)
        row = keys.add(str(level), "x", row, 2)
    assert keys.is_deepest(row)
