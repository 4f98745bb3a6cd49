from __future__ import annotations

import re

import pytest

from hivetool.cluster.faults import Fault
from hivetool.hive.location import Location


def test_codes_are_used_once_and_say_where_they_come_from() -> None:
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"cluster(-[a-z0-9]+)+", code) for code in codes)


@pytest.mark.parametrize("fault", Fault, ids=lambda fault: fault.code)
def test_every_row_is_whole(fault: Fault) -> None:
    assert fault.severity in ("error", "warning")
    assert fault.message
    assert fault.done


def test_a_problem_says_what_was_found() -> None:
    problem = Fault.VALUE_TYPE.problem(Location("x"), "REG_SZ", "REG_DWORD", name="Priority", form="REG_DWORD")
    assert str(problem) == "x: Priority is REG_SZ, not REG_DWORD: left out"
    assert (problem.code, problem.severity) == ("cluster-value-type", "warning")
    assert (problem.expected, problem.actual) == ("REG_DWORD", "REG_SZ")


def test_braces_in_names_do_no_harm() -> None:
    assert Fault.CHECKPOINT.problem(Location(), name="{0}{name}").message.count("{0}{name}") == 1
