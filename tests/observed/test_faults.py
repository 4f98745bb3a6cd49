from __future__ import annotations

import re

import pytest

from hivetool.hive.location import Location
from hivetool.observed import faults
from hivetool.observed.faults import MOST_OF_A_KIND, Fault, Faults, snippet


def test_codes_are_used_once_and_say_where_they_come_from() -> None:
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"observed(-[a-z]+)+", code) for code in codes)


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.code)
def test_every_row_is_whole(fault: Fault) -> None:
    assert fault.severity in ("error", "warning")
    problem = fault.problem(Location(line=7), "{actual}", "{0}", kind="resource", name="{name}")
    assert problem.message.endswith(f": {fault.done}")
    assert str(problem).startswith("line 7: ")


def test_a_flood_is_counted() -> None:
    noted = Faults()
    for number in range(MOST_OF_A_KIND + 5):
        noted.add(Fault.NAME, Location(line=number + 1))
    noted.add(Fault.ROW, Location(line=1), "2", "3")
    found = noted.problems()
    assert len(found) == MOST_OF_A_KIND + 2
    assert found[-1].message.startswith("5 more of these: ")
    assert (found[-2].actual, found[-2].expected) == ("2", "3")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("SQL01", "'SQL01'"), ("a\x1b[2J\n", "'a\\x1b[2J\\n'"), ("a\u202eb", "'a\\u202eb'"), ("", "''")],
)
def test_a_snippet_is_printable(text: str, shown: str) -> None:
    assert snippet(text) == shown


def test_a_snippet_is_short() -> None:
    shown = snippet("x" * 10_000)
    assert len(shown) == faults.LONGEST_SNIPPET + 3
    assert shown.endswith("'…")
