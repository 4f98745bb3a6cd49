"""A small view for the renderers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hivetool.report.table import Column, Form, Line, Table, View


@dataclass(frozen=True)
class Item:
    name: str
    count: int | None = 1
    rate: float = 0.5
    flag: bool = False
    names: tuple[str, ...] = ()
    action: int = 2


COLUMNS: tuple[Column[Item], ...] = (
    Column("name", "Name", lambda item: item.name),
    Column("in.count", "Count", lambda item: item.count, Form.COUNT, absent="none"),
    Column("in.number", "Number", lambda item: item.count, Form.NUMBER, "ms"),
    Column("rate", "Rate", lambda item: item.rate, Form.RATE, "1/s"),
    Column("flag", "Flag", lambda item: item.flag, Form.FLAG),
    Column("names", "Names", lambda item: item.names, most=1, shown="full"),
    Column("action", "Action", lambda item: item.action, Form.WORD, word={2: "restart"}.get, shown="data"),
    Column("why", "Why", lambda item: {"a": 1}, shown="programs"),
)


def view(items: Sequence[Item], *more: Table[Item], lines: tuple[Line, ...] = (), notes: tuple[str, ...] = ()) -> View:
    return View("things", "Things", (Table("things", "Things", COLUMNS, items), *more), lines, notes)


LINES = (Line("one", "One", "a text", {"a": 1}), Line("other", "The other", "x", [2]))
ONLY_LINES = View("short", "Short", lines=LINES, notes=("A note.",))
