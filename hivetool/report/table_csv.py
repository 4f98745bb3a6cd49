"""A view as CSV, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .spreadsheet import csv_lines
from .table import Shown, Table, View

_SHOWN: tuple[Shown, ...] = ("always", "full", "data")
_WHICH = "Table"


def view_csv(view: View) -> str:
    """The head and the rows, all of them, each ended by CR LF.

    Several tables are one, with the union of their columns; the first column says which table a row is from. Lines
    are a table of what they are about and what they say.
    """
    return "".join(csv_lines(_rows(view)))


def _rows(view: View) -> Iterator[list[str]]:
    if view.lines:
        yield ["Item", "Value"]
        yield from ([line.title, line.text] for line in view.lines)
        return
    tables = view.tables
    heads = list(dict.fromkeys(column.heading for table in tables for column in table.shown(*_SHOWN)))
    several = len(tables) > 1
    yield [_WHICH, *heads] if several else heads
    for table in tables:
        cells = [_cells(table, head) for head in heads]
        for row in zip(*cells, strict=True):
            yield [table.title, *row] if several else list(row)


def _cells(table: Table[Any], head: str) -> list[str]:
    """The column of this heading, empty where the table has none."""
    for column in table.shown(*_SHOWN):
        if column.heading == head:
            return [column.words(item, exact=True) for item in table.items]
    return [""] * len(table.items)
