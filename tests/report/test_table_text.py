from __future__ import annotations

from hivetool.report.layout import Layout
from hivetool.report.table_text import view_text
from tests.report.samples import HOSTILE, HOSTILE_SHOWN
from tests.report.tables import LINES, ONLY_LINES, Item, view


def test_a_table_with_numbers_flush_right() -> None:
    assert view_text(view([Item("a"), Item("long name", 8000, 12.25, True)])).splitlines() == [
        "Things: 2",
        "  Name       Count  Number (ms)  Rate (1/s)  Flag",
        "  a              1            1        0.50  no",
        "  long name  8,000         8000       12.25  yes",
    ]


def test_lines_notes_and_tables_are_apart() -> None:
    assert view_text(view([Item("a")], lines=LINES, notes=("First.", "Second."))).splitlines()[:6] == [
        "One        a text",
        "The other  x",
        "",
        "First.",
        "Second.",
        "",
    ]


def test_labels_and_headings_are_painted() -> None:
    painted = Layout(paint=lambda tone, text: f"<{tone}>{text}")
    text = view_text(view([Item("a")], lines=LINES), painted)
    assert [line for line in text.splitlines() if "<" in line] == [
        "<head>One        a text",
        "<head>The other  x",
        "<head>Things: 1",
        "<head>  Name  Count  Number (ms)  Rate (1/s)  Flag",
    ]


def test_brief_leaves_out_notes_and_full_cuts_nothing() -> None:
    shown = view([Item("a", names=("x", "y", "z"))], notes=("A note.",))
    assert "note" not in view_text(shown, detail="brief")
    assert "Names" not in view_text(shown)
    assert "x, y, z" in view_text(shown, detail="full")


def test_nothing_is_said_to_be_none() -> None:
    assert view_text(view([])) == "Things: none\n"
    assert view_text(ONLY_LINES, detail="brief") == "One        a text\nThe other  x\n"


def test_a_narrow_screen_folds_and_breaks_what_is_alone_too_long() -> None:
    names = tuple(f"name {number}" for number in range(8))
    lines = view_text(view([Item("a", names=names)]), Layout(40, folds=True), "full").splitlines()
    assert all(len(line) <= 40 for line in lines)
    assert " ".join(" ".join(lines).split()).count("name 7") == 1


def test_hostile_names_stay_on_their_line() -> None:
    text = view_text(view([Item(HOSTILE, names=(HOSTILE,))], notes=(HOSTILE,)), detail="full")
    assert text.count(HOSTILE_SHOWN) == 3
    assert all(line.isprintable() for line in text.splitlines())
