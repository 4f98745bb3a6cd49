from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.lint.finding import Severity
from hivetool.lint.rule import Mark
from tests.lint.found import rule


@pytest.mark.parametrize(
    ("mark", "severity", "first", "expected"),
    [
        (Mark.DOCUMENTED, "warning", False, True),
        (Mark.SEEN, "error", False, True),
        (Mark.DOCUMENTED, "info", False, False),
        (Mark.PRACTICE, "error", False, False),
        (Mark.INFERRED, "warning", False, False),
        (Mark.INFERRED, "info", True, True),
    ],
)
def test_what_is_run_when_nothing_is_selected(mark: Mark, severity: Severity, first: bool, expected: bool) -> None:
    assert rule("HT999", severity, mark, first=first).is_default is expected


def test_the_parts_of_a_page() -> None:
    found = rule("HT999")
    assert found.title == "A thing is wrong"
    assert found.section("Why") == "It hurts, e.g. at night. It is old, too.\n\nA second paragraph."
    assert (found.section("Source"), found.section("Else")) == ("A page.", "")
    assert replace(found, page="\n\nIt begins late.").title == "It begins late"
