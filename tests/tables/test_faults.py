from __future__ import annotations

import re

from hivetool.hive.faults import FaultList
from hivetool.hive.location import Location
from hivetool.tables.faults import OF_THE_HIVE, Fault


def test_every_row_says_what_is_wrong_and_what_is_done() -> None:
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes)
    for fault in Fault:
        assert re.fullmatch(r"(table|json|sqlite)(-[a-z]+)+", fault.code)
        assert fault.severity in ("error", "warning")
        assert "{" not in fault.message.format(actual="x")
        assert fault.done


def test_an_error_loses_something_and_a_warning_does_not() -> None:
    for fault in Fault:
        loses = re.search(r"left out|not stored|without one\b|last one counts", fault.done)
        assert bool(loses) == (fault.severity == "error"), fault


def test_a_problem_has_the_place_and_what_stands_there() -> None:
    faults = FaultList[Fault]()
    faults.add(Fault.VALUE, Location("a", "v", line=3), "5", "text")
    (problem,) = faults.problems()
    assert str(problem) == "line 3 a:v: this is no value: 5: it is left out"
    assert (problem.code, problem.expected, problem.actual) == ("table-value", "text", "5")


def test_what_a_hive_has_wherever_it_is_written() -> None:
    assert {Fault.SAME_KEY.code, Fault.SAME_VALUE.code} == OF_THE_HIVE
