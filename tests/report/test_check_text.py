from __future__ import annotations

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.regf.check import Report
from hivetool.report.check_text import MOST_OF_A_CODE, check_text
from hivetool.report.layout import Layout

PARENT = Problem("regf-parent", "the parent is another (0x20, expected 0x140)", Location("Groups\\x", offset=4128))
DIRTY = Problem("regf-dirty", "the hive is dirty", Location(offset=8), "warning")


def test_problems_with_their_places_and_a_verdict() -> None:
    text = check_text("CLUSDB", Report((DIRTY, PARENT), 1241, 9804), Layout(width=60))
    assert text.splitlines() == [
        "warning offset 0x8 [regf-dirty]",
        "    the hive is dirty",
        "error offset 0x1020 Groups\\x [regf-parent]",
        "    the parent is another (0x20, expected 0x140)",
        "CLUSDB: damaged: 1,241 keys, 9,804 values, 1 error, 1",
        "warning",
    ]


def test_warnings_alone_are_sound() -> None:
    assert check_text("X", Report((DIRTY,), 1, 0)).endswith("X: sound: 1 key, 0 values, 0 errors, 1 warning\n")
    unreadable = Report((Problem("regf-unreadable", "no root", Location()),), 0, 0, readable=False)
    assert "error the whole input [regf-unreadable]\n" in check_text("X", unreadable)
    assert "X: unreadable: 0 keys" in check_text("X", unreadable)


def test_many_of_a_kind_are_counted_unless_all_are_wanted() -> None:
    report = Report((PARENT,) * (MOST_OF_A_CODE + 5) + (DIRTY,), 9, 9)
    text = check_text("X", report)
    assert text.count("[regf-parent]\n") == MOST_OF_A_CODE
    assert "and 5 more [regf-parent] (-v shows all)\n" in text
    assert check_text("X", report, every=True).count("[regf-parent]\n") == MOST_OF_A_CODE + 5


def test_names_from_the_hive_are_harmless() -> None:
    evil = Problem("regf-parent", "x \x1b[31m", Location("a\nb\u202e", offset=1))
    text = check_text("X\x1b", Report((evil,), 1, 1))
    assert text.isascii()
    assert "\x1b" not in text
    assert "a\\x0ab\\u202e" in text
