from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hivetool.report.plain import visible
from hivetool.report.table import Table
from hivetool.report.table_markdown import escaped, view_markdown
from tests.report.samples import HOSTILE
from tests.report.tables import COLUMNS, ONLY_LINES, Item, view

PARSER = MarkdownIt("commonmark").enable("table").enable("strikethrough")


def cells(text: str) -> list[str]:
    """What the cells of all tables show, and that nothing in them is more than text."""
    found = []
    tokens = PARSER.parse(text)
    for before, token in pairwise(tokens):
        if before.type in ("th_open", "td_open"):
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special"}, children
            found.append("".join(child.content for child in children))
    return found


def test_a_heading_and_a_table() -> None:
    assert view_markdown(view([Item("a|b", 8000)], notes=("A note.",))).splitlines() == [
        "## Things",
        "",
        "A note.",
        "",
        "| Name | Count | Number (ms) | Rate (1/s) | Flag |",
        "| --- | ---: | ---: | ---: | --- |",
        "| a\\|b | 8,000 | 8000 | 0.50 | no |",
    ]


def test_several_tables_have_headings() -> None:
    text = view_markdown(view([], Table("others", "Others", COLUMNS, (Item("b"),))))
    assert re.findall("^#+ .*", text, re.MULTILINE) == ["## Things", "### Things", "### Others"]
    assert "\nnone\n" in text


def test_brief_and_full() -> None:
    shown = view([Item("a", names=("x", "y", "z"))], notes=("A note.",))
    assert "note" not in view_markdown(shown, "brief")
    assert "x, y, z" in view_markdown(shown, "full")


def test_lines_are_a_table() -> None:
    assert cells(view_markdown(ONLY_LINES)) == ["Item", "Value", "One", "a text", "The other", "x"]


def test_links_are_no_links() -> None:
    assert "://" not in escaped("http://evil.example")
    assert "www." not in escaped("www.evil.example")


@given(st.text(st.characters() | st.sampled_from("\\`*_[](){}<>&|~$#!\n\r:/")))
def test_a_cell_shows_the_text_and_nothing_else(name: str) -> None:
    text = view_markdown(view([Item(f"x{name}x")]))
    assert cells(text)[5] == visible(f"x{name}x")
    assert len(cells(text)) == 10


def test_a_hostile_name_breaks_no_row() -> None:
    text = view_markdown(view([Item(HOSTILE)], notes=(HOSTILE,)))
    assert len(text.splitlines()) == 7
    assert all(line.isprintable() for line in text.splitlines())
