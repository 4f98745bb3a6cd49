from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.report.layout import GLUE, Layout, counted, listed, tabled, unbroken, unpainted, wrapped
from hivetool.report.plain import columns_of

ROWS = (("a", "bbbb", "c"), ("aaaa", "b", "cc"))
HEAD = ("A", "B", "C")


def test_a_line_that_fits_is_one_line() -> None:
    assert wrapped("ab cd", 7, "> ") == ["> ab cd"]


def test_lines_hang_below_their_beginning() -> None:
    assert wrapped("ab cd ef", 7, "> ") == ["> ab cd", "  ef"]
    assert wrapped("ab cd ef", 7, "> ", "....") == ["> ab cd", "....ef"]


def test_a_long_word_is_never_broken() -> None:
    assert wrapped("a Resources\\6e39:PersistentState b", 10) == ["a", "Resources\\6e39:PersistentState", "b"]


def test_unbroken_words_stay_together_and_look_like_blanks() -> None:
    assert wrapped(f"aa {unbroken('bb cc')}", 6) == ["aa", "bb cc"]
    assert wrapped(unbroken("bb cc"), 60) == ["bb cc"]


def test_wide_characters_take_two_columns() -> None:
    assert wrapped("東京 大阪", 8) == ["東京", "大阪"]
    assert wrapped("東京 大阪", 9) == ["東京 大阪"]


@given(st.lists(st.text("ab東é", min_size=1, max_size=12), max_size=20), st.integers(1, 40))
def test_wrapping_loses_no_word_and_keeps_the_width(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width, "- ", "  ")
    assert " ".join(line[2:] for line in lines).split() == words
    for line in lines:
        assert columns_of(line) <= width or len(line.split()) <= 2 or " " not in line[2:]


def test_columns_are_aligned_and_nothing_is_cut() -> None:
    assert list(tabled(HEAD, ROWS, Layout(8))) == ["  A     B     C", "  a     bbbb  c", "  aaaa  b     cc"]


def test_a_table_folds_on_a_screen() -> None:
    assert list(tabled(HEAD, ROWS, Layout(12, folds=True))) == [
        "  A     B",
        "      C",
        "  a     bbbb",
        "      c",
        "  aaaa  b",
        "      cc",
    ]


def test_folded_lines_are_about_as_long() -> None:
    row = ("n" * 17, "g" * 36, "o" * 9, "s" * 7, "p" * 15)
    lines = list(tabled(row, (), Layout(80, folds=True)))
    assert lines == [f"  {row[0]}  {row[1]}", f"      {row[2]}  {row[3]}  {row[4]}"]


def test_a_table_that_fits_does_not_fold() -> None:
    assert list(tabled(HEAD, ROWS, Layout(16, folds=True))) == list(tabled(HEAD, ROWS, Layout(16)))


def test_wide_names_keep_columns_aligned() -> None:
    lines = list(tabled(("A", "B"), (("東京", "x"), ("a", "y")), Layout()))
    assert lines == ["  A     B", "  東京  x", "  a     y"]


def test_only_the_head_is_painted() -> None:
    lines = list(tabled(("A",), (("b",),), Layout(paint=lambda tone, text: f"<{tone}>{text}")))
    assert lines == ["<head>  A", "  b"]
    assert unpainted("bad", "text") == "text"


@pytest.mark.parametrize(("number", "text"), [(0, "0 votes"), (1, "1 vote"), (2, "2 votes"), (8000, "8,000 votes")])
def test_counted(number: int, text: str) -> None:
    assert counted(number, "vote") == text


def test_counted_with_a_plural_of_its_own() -> None:
    assert counted(2, "process", "processes") == "2 processes"


def test_listed() -> None:
    assert listed(["a", "b", "c"]) == "a, b, c"
    assert listed(["a", "b", "c"], 2) == "a, b, c", "one more is shorter than saying so"
    assert listed(["a", "b", "c", "d"], 2) == "a, b and 2 more"


def test_glue_is_not_a_blank() -> None:
    assert GLUE.isspace()
    assert GLUE != " "
