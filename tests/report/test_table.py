from __future__ import annotations

import pytest

from hivetool.report.table import Column, Form, Table
from tests.report.tables import COLUMNS, Item


def words(form: Form, cell: object, **more: object) -> str:
    column: Column[object] = Column("n", "N", lambda item: item, form, **more)  # type: ignore[arg-type, return-value]
    return column.words(cell)


@pytest.mark.parametrize(
    ("form", "cell", "shown"),
    [
        (Form.TEXT, "a", "a"),
        (Form.TEXT, None, ""),
        (Form.TEXT, ("a", "b"), "a, b"),
        (Form.TEXT, (), ""),
        (Form.NUMBER, 60000, "60000"),
        (Form.COUNT, 8000, "8,000"),
        (Form.COUNT, 0, "0"),
        (Form.RATE, 1234.5, "1,234.50"),
        (Form.FLAG, True, "yes"),
        (Form.FLAG, False, "no"),
        (Form.WORD, 2, "2"),
    ],
)
def test_words(form: Form, cell: object, shown: str) -> None:
    assert words(form, cell) == shown


def test_words_for_nothing_and_for_numbers() -> None:
    assert words(Form.TEXT, None, absent="any") == "any"
    assert words(Form.TEXT, (), absent="any") == "any"
    assert words(Form.TEXT, (), absent="any", empty="none that exists") == "none that exists"
    assert words(Form.WORD, 2, word={2: "restart"}.get) == "restart"
    assert words(Form.WORD, 3, word={2: "restart"}.get) == "3"


def test_programs_read_numbers_without_commas() -> None:
    column: Column[float] = Column("n", "N", lambda item: item, Form.COUNT)
    assert column.words(8000, exact=True) == "8000"
    column = Column("n", "N", lambda item: item, Form.RATE)
    assert column.words(1234.5, exact=True) == "1234.50"


def test_long_lists_are_cut_for_people() -> None:
    column: Column[tuple[str, ...]] = Column("n", "N", lambda item: item, most=1)
    assert column.words(("a", "b", "c"), whole=False) == "a and 2 more"
    assert column.words(("a", "b", "c")) == "a, b, c"


def test_a_heading_has_the_unit() -> None:
    assert [column.heading for column in COLUMNS[:3]] == ["Name", "Count", "Number (ms)"]


def test_people_see_columns_in_which_something_stands() -> None:
    table = Table("t", "T", COLUMNS, (Item("a", None), Item("b", 7)))
    assert [column.name for column, _ in table.told(whole=False)] == ["name", "in.count", "in.number", "rate", "flag"]
    assert table.told(whole=False)[2][1] == ["", "7"]
    table = Table("t", "T", COLUMNS, (Item("a", None, names=("x", "y")),))
    assert [column.name for column, _ in table.told(whole=True)] == ["name", "in.count", "rate", "flag", "names"]
    assert table.told(whole=True)[-1][1] == ["x, y"]


def test_columns_by_where_they_are_shown() -> None:
    table = Table("t", "T", COLUMNS, ())
    assert [column.name for column in table.shown("data", "programs")] == ["action", "why"]
