"""A view as members of a JSON document: lines as an object, each table as an array of objects."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from .table import Cell, Column, Form, Table, View

_PLACES = 3


def view_json(view: View) -> dict[str, Any]:
    """The members, by the names of the view and its tables."""
    found: dict[str, Any] = {view.name: {line.name: line.data for line in view.lines}} if view.lines else {}
    return found | {table.name: table_json(table) for table in view.tables}


def table_json(table: Table[Any]) -> list[dict[str, Any]]:
    """An object for each row, with every column; ``a.b`` is the member b of the object a."""
    cells = [[_value(column, column.cell(item)) for item in table.items] for column in table.columns]
    put = [_put(column.name) for column in table.columns]
    objects: list[dict[str, Any]] = []
    for row in zip(*cells, strict=True):
        each: dict[str, Any] = {}
        for into, value in zip(put, row, strict=True):
            into(each, value)
        objects.append(each)
    return objects


def document_text(document: Mapping[str, Any]) -> str:
    """The document in ASCII, each member and each item of an array on a line of its own."""
    members = ",\n".join(f"  {json.dumps(name)}: {_member(value)}" for name, value in document.items())
    return f"{{\n{members}\n}}\n"


def _member(value: Any) -> str:
    if isinstance(value, list) and value:
        items = ",\n".join(f"    {json.dumps(item)}" for item in value)
        return f"[\n{items}\n  ]"
    return json.dumps(value)


def _put(name: str) -> Callable[[dict[str, Any], Any], None]:
    outer, dot, inner = name.partition(".")
    if not dot:
        return lambda each, value: each.__setitem__(name, value)
    return lambda each, value: each.setdefault(outer, {}).__setitem__(inner, value)


def _value(column: Column[Any], cell: Cell) -> Any:
    if isinstance(cell, tuple):
        return list(cell)
    return round(cell, _PLACES) if column.form is Form.RATE and isinstance(cell, float) else cell
