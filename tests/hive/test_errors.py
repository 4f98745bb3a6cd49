from __future__ import annotations

import pytest

from hivetool.hive.errors import BadValueData, Damaged, HivetoolError, NoSuchKey, Problem, UnreadableInput, check_none
from hivetool.hive.location import Location


def test_a_sentence_is_filled_with_the_facts() -> None:
    assert str(UnreadableInput("too short", Location(offset=16))) == "offset 0x10: too short"
    assert str(UnreadableInput("empty file")) == "input: empty file"
    assert str(NoSuchKey("a\\b")) == "the hive has no key 'a\\\\b'"


def test_errors_have_one_root_and_are_what_python_expects() -> None:
    with pytest.raises(KeyError):
        raise NoSuchKey("x")
    with pytest.raises(ValueError):
        raise BadValueData(Location(), "REG_DWORD", 3, "it has exactly 4")
    assert issubclass(NoSuchKey, HivetoolError)
    assert issubclass(BadValueData, HivetoolError)


def test_a_problem_says_where() -> None:
    problem = Problem("reg-bad-value", "9 digits", Location("Cluster", "x", line=3, column=11))
    assert str(problem) == "line 3, column 11 Cluster:x: 9 digits"
    assert problem.severity == "error"


def test_strict_raises_the_first_problem_and_lets_none_pass() -> None:
    check_none(())
    first = Problem("regf-dirty", "dirty", Location(offset=8), "warning")
    with pytest.raises(Damaged, match="offset 0x8: dirty") as raised:
        check_none((first, Problem("regf-missing", "missing", Location(offset=16))))
    assert raised.value.problem is first
