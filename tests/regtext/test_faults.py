from __future__ import annotations

import re

from hivetool.hive.errors import Problem
from hivetool.hive.faults import MOST_OF_A_KIND
from hivetool.hive.location import Location
from hivetool.regtext.faults import Fault, FaultList, snippet


def test_codes_are_distinct_and_named_alike() -> None:
    codes = [fault.code for fault in Fault]
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"reg-[a-z0-9-]+", code) for code in codes)


def test_whatever_loses_something_is_an_error() -> None:
    for fault in Fault:
        lost = re.search(r"dropped|ignored", fault.done)
        assert (fault.severity == "error") == bool(lost) or fault in {Fault.HEX_END, Fault.DELETE_ROOT}


def test_a_fault_becomes_a_problem_with_its_place() -> None:
    faults = FaultList()
    faults.add(Fault.DWORD, 7, '"x"=dword:1g', 11, path=1, name="x")
    (problem,) = faults.problems(["", "Groups"])
    assert problem == Problem(
        "reg-dword",
        "a dword is 1 to 8 hex digits, 'g' does not belong to it: the value is dropped",
        Location("Groups", "x", line=7, column=12),
        "error",
        actual="'g'",
    )
    assert str(problem).startswith("line 7, column 12 Groups:x: ")


def test_a_fault_without_a_key_names_none() -> None:
    faults = FaultList()
    faults.add(Fault.LINE, 3, "zzz", 0, name="x")
    assert faults.problems([])[0].at == Location(line=3, column=1)


def test_many_faults_of_a_kind_end_in_a_count() -> None:
    faults = FaultList()
    for line in range(MOST_OF_A_KIND + 5):
        faults.add(Fault.LINE, line + 1, "z", 0)
    faults.add(Fault.KEY_BRACKET, 9999, "[", 1)
    problems = faults.problems([])
    assert len(problems) == MOST_OF_A_KIND + 2
    assert problems[-2].code == "reg-key-bracket"
    assert problems[-1].message.startswith("5 more of these: ")
    assert problems[-1].at.line == MOST_OF_A_KIND


def test_problems_stand_in_file_order() -> None:
    faults = FaultList()
    faults.add(Fault.ODD_SIZE, 50, "", 0)
    faults.add(Fault.LINE, 3, "z", 0)
    assert [problem.at.line for problem in faults.problems([])] == [3, 50]


def test_snippets_are_short_and_printable() -> None:
    assert snippet("") == "the end of the line"
    assert snippet("abc") == "'abc'"
    assert snippet(r'C:\é "x"') == r"""'C:\é "x"'"""
    assert snippet("a\x00\ud800é") == r"'a\x00\ud800\xe9'"
    assert snippet("x" * 41) == "'" + "x" * 40 + "'…"
    assert snippet("  ") == "' '"
