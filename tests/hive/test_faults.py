from __future__ import annotations

import pytest

from hivetool.hive.faults import MOST_OF_A_KIND, FaultList, FaultRow, in_marks
from hivetool.hive.location import Location


class Rows(FaultRow):
    """A table of two."""

    CUT = ("test-cut", "error", "the {kind} is cut: {actual}", "it is left out")
    ODD = ("test-odd", "warning", "this is odd", "it counts")


def test_a_problem_says_what_is_wrong_and_what_is_done() -> None:
    problem = Rows.CUT.problem(Location(line=3), "ab{0}", "abc", kind="key {kind}")
    assert str(problem) == "line 3: the key {kind} is cut: ab{0}: it is left out"
    assert (problem.code, problem.severity, problem.expected, problem.actual) == ("test-cut", "error", "abc", "ab{0}")
    assert Rows.ODD.problem(Location()).actual is None


def test_a_message_with_its_words_open() -> None:
    assert Rows.CUT.blank("…") == "the … is cut: …"


def test_problems_are_in_the_order_of_their_lines_and_not_more_than_can_be_read() -> None:
    faults: FaultList[Rows] = FaultList()
    for line in range(MOST_OF_A_KIND + 1005, 0, -1):
        faults.add(Rows.CUT, Location(line=line), "x", kind="key")
    faults.add(Rows.ODD, Location(line=2000), "2", "3")
    *told, more = faults.problems()
    assert len(told) == MOST_OF_A_KIND + 1
    assert [problem.at.line for problem in told] == sorted(problem.at.line or 0 for problem in told)
    assert [(each.actual, each.expected) for each in told if each.code == "test-odd"] == [("2", "3")]
    assert (more.code, more.message) == ("test-cut", "1,005 more of these: the … is cut: …")


@pytest.mark.parametrize(
    ("text", "shown"), [("SQL01", "'SQL01'"), ("a\x1b[2J", "'a\\x1b[2J'"), ("a\u202eb", "'a\\u202eb'"), ("", "''")]
)
def test_a_text_in_marks_is_printable(text: str, shown: str) -> None:
    assert in_marks(text) == shown
