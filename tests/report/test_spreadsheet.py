from __future__ import annotations

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.report.plain import visible
from hivetool.report.spreadsheet import FORMULAS, TEXT_MARK, csv_lines, safe_cell
from tests.report.observing import HOSTILE, HOSTILE_SHOWN


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("SQL01", "SQL01"),
        ("", ""),
        ("a=1", "a=1"),
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("\t=1", "\\x09=1"),
        ("\r\n=1", "\\x0d\\x0a=1"),
        ("\u200b=1", "\\u200b=1"),
        (HOSTILE, f"'{HOSTILE_SHOWN}"),
    ],
)
def test_a_safe_cell(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.lstrip().startswith(FORMULAS)
    assert cell.isprintable()
    assert cell.removeprefix(TEXT_MARK) in (visible(text), visible(text).removeprefix(TEXT_MARK))


@given(st.lists(st.lists(st.text(max_size=6), min_size=2, max_size=2), max_size=4))
def test_a_line_a_row(rows: list[list[str]]) -> None:
    lines = list(csv_lines([["a", "b"], *rows]))
    assert len(lines) == len(rows) + 1
    assert all(line.count("\n") == 1 and line.endswith("\r\n") for line in lines)
    assert list(csv.reader(lines)) == [["a", "b"], *([safe_cell(cell) for cell in row] for row in rows)]
