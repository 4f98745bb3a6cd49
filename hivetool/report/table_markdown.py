"""A view as Markdown, for tickets and wikis: heading, paragraphs and tables as GitHub has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .layout import Detail
from .plain import visible
from .table import RIGHT, Line, Table, View

_MARKUP = str.maketrans({char: f"\\{char}" for char in "\\`*_[]|~$"} | {"&": "&amp;", "<": "&lt;", ">": "&gt;"})
"""What would be markup, a tag or the end of a cell."""

_LINKS = (("://", "&#58;//"), ("www.", "www&#46;"), ("WWW.", "WWW&#46;"))
"""What GitHub would make a link of."""


def escaped(text: str) -> str:
    """The text as Markdown that shows it, on one line, within a paragraph or a cell."""
    found = visible(text).translate(_MARKUP)
    for link, harmless in _LINKS:
        found = found.replace(link, harmless)
    return found


def view_markdown(view: View, detail: Detail = "normal") -> str:
    """A heading, the notes, then lines and tables; ``brief`` leaves out the notes, ``full`` adds columns."""
    parts = [f"## {escaped(view.title)}"]
    if detail != "brief":
        parts.extend(escaped(note) for note in view.notes)
    if view.lines:
        parts.append("\n".join(_lines(view.lines)))
    for table in view.tables:
        if len(view.tables) > 1:
            parts.append(f"### {escaped(table.title)}")
        parts.append("\n".join(_table(table, detail)))
    return "\n\n".join(parts) + "\n"


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    return _rows(("Item", "Value"), (False, False), ((line.title, line.text) for line in lines))


def _table(table: Table[Any], detail: Detail) -> Iterator[str]:
    if not table.items:
        return iter(("none",))
    told = table.told(whole=detail == "full")
    rows = zip(*(words for _, words in told), strict=True)
    return _rows([column.heading for column, _ in told], [column.form in RIGHT for column, _ in told], rows)


def _rows(head: Sequence[str], right: Sequence[bool], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(map(escaped, head))
    yield _row("---:" if numeric else "---" for numeric in right)
    for row in rows:
        yield _row(map(escaped, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
