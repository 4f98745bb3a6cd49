from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.report.spreadsheet import FORMULAS
from hivetool.report.table import Column, Table
from hivetool.report.table_csv import view_csv
from tests.report.tables import ONLY_LINES, Item, view


def rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def test_head_and_rows_with_crlf() -> None:
    text = view_csv(view([Item("a"), Item('b,"c"', 8000, 1234.5, True, ("x", "y"))]))
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert rows(text) == [
        ["Name", "Count", "Number (ms)", "Rate (1/s)", "Flag", "Names", "Action"],
        ["a", "1", "1", "0.50", "no", "", "restart"],
        ['b,"c"', "8000", "8000", "1234.50", "yes", "x, y", "restart"],
    ]
    assert '"b,""c"""' in text


def test_an_empty_table_is_its_head() -> None:
    assert len(rows(view_csv(view([])))) == 1


def test_several_tables_are_one() -> None:
    columns: tuple[Column[Item], ...] = (
        Column("more", "More", lambda item: "m"),
        Column("name", "Name", lambda item: item.name),
    )
    found = rows(view_csv(view([Item("a")], Table("others", "Others", columns, (Item("b"),)))))
    assert found == [
        ["Table", "Name", "Count", "Number (ms)", "Rate (1/s)", "Flag", "Names", "Action", "More"],
        ["Things", "a", "1", "1", "0.50", "no", "", "restart", ""],
        ["Others", "b", "", "", "", "", "", "", "m"],
    ]


def test_lines_are_a_table() -> None:
    assert rows(view_csv(ONLY_LINES)) == [["Item", "Value"], ["One", "a text"], ["The other", "x"]]


@pytest.mark.parametrize("start", FORMULAS)
def test_nothing_is_calculated(start: str) -> None:
    cell = rows(view_csv(view([Item(f"{start}1+1")])))[1][0]
    assert cell.startswith("'")


@given(st.lists(st.text(st.characters() | st.sampled_from(',";\r\n\t=+-@\u202e\x1b\ud800“'), max_size=8), max_size=5))
def test_every_cell_is_a_cell(names: list[str]) -> None:
    found = rows(view_csv(view([Item(name, names=(name,)) for name in names])))
    assert [len(row) for row in found] == [7] * (len(names) + 1)
    for row in found:
        assert all(cell.isprintable() and not cell.startswith(FORMULAS) for cell in row)
