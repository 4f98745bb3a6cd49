"""Views as text for a screen or a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .layout import Detail, Layout, headed, tabled, wrapped
from .plain import visible
from .table import RIGHT, Line, Table, View

_LEAST_LABEL = len("Resources")


def view_text(view: View, layout: Layout = Layout(), detail: Detail = "normal") -> str:  # noqa: B008
    """Lines, notes and tables; ``brief`` leaves out the notes, ``full`` adds columns and cuts no list."""
    parts = [_lines(view.lines, layout)]
    if detail != "brief":
        parts.append(line for note in view.notes for line in wrapped(visible(note), layout.width))
    parts.extend(_table(table, layout, detail) for table in view.tables)
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _lines(lines: tuple[Line, ...], layout: Layout) -> Iterator[str]:
    width = max((len(line.title) for line in lines), default=0)
    for line in lines:
        first, *rest = wrapped(visible(line.text), layout.width, f"{line.title:<{max(width, _LEAST_LABEL)}}  ")
        yield layout.paint("head", line.title) + first.removeprefix(line.title)
        yield from rest


def _table(table: Table[Any], layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed(f"{table.title}: {len(table.items):,}" if table.items else f"{table.title}: none", layout)
    if not table.items:
        return
    told = table.told(whole=detail == "full")
    cells = [list(map(visible, words)) for _, words in told]
    right = frozenset(number for number, (column, _) in enumerate(told) if column.form in RIGHT)
    yield from tabled([column.heading for column, _ in told], list(zip(*cells, strict=True)), layout, right=right)
