from __future__ import annotations

import re

import pytest

from hivetool.hive.location import Location
from hivetool.observed import faults
from hivetool.observed.faults import Fault, snippet


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
