from __future__ import annotations

from typing import Any

import pytest

from hivetool.tables import json_keys, json_values
from hivetool.tables.json_reader import read_json
from tests.tables.making import document, read_values, told, value


def test_data_is_hex_of_either_case() -> None:
    hive = read_values(value(data="00fF"), value(name="", type=4294967295, data=""))
    assert [(each.name, each.type, each.data) for each in hive.root.values] == [
        ("v", 1, b"\x00\xff"),
        ("", 4294967295, b""),
    ]
    assert hive.problems == ()


def test_data_may_be_stated_by_a_person() -> None:
    hive = read_values(
        value(data=None, text="HV01"),
        value(name="n", type=4, data=None, number=7),
        value(name="l", type=7, data=None, texts=["a", "b"]),
    )
    assert [each.decoded for each in hive.root.values] == ["HV01", 7, ["a", "b"]]
    assert hive.problems == ()


WRONG: list[tuple[Any, str]] = [
    (5, "this is no value: 5"),
    (None, "null"),
    (["name", "type", "data"], "a list"),
    (value(name=None), "name null"),
    (value(name=5), "name 5"),
    (value(type=None), "type null"),
    (value(type="1"), "type '1'"),
    (value(type=1.0), "type 1.0"),
    (value(type=-1), "type -1"),
    (value(type=2**32), "type 4294967296"),
    (value(type=10**100), "type a number of 101 digits"),
    (value(type=float("nan")), "type nan"),
    (value(type=float("inf")), "type inf"),
    (value(data=None), "nothing that is its data"),
    (value(data="4"), "data '4'"),
    (value(data="4x"), "data '4x'"),
    (value(data=[65]), "data a list"),
    (value(text="A"), "data and text"),
    (value(data=None, number=5), "number 5 is for REG_DWORD"),
    (value(type=4, data=None, number=2**32), "REG_DWORD does not hold 4294967296"),
]


@pytest.mark.parametrize(("wrong", "said"), WRONG, ids=lambda each: str(each)[:30])
def test_a_value_that_cannot_be_understood_is_left_out_and_no_other(wrong: Any, said: str) -> None:
    hive = read_values(value(name="before"), wrong, value(name="after"))
    assert [each.name for each in hive.root.values] == ["before", "after"]
    (problem,) = hive.problems
    assert (problem.code, problem.severity, problem.at.path) == ("table-value", "error", "")
    assert said in problem.message
    assert problem.message.isprintable()


def test_a_member_that_nobody_knows_is_told_and_passed_over() -> None:
    hive = read_values(value(comment="mine"))
    assert (len(hive.root.values), told(hive)) == (1, [("table-unknown", "line 2 (root)")])


def test_a_problem_names_the_value_and_its_line() -> None:
    text = '{"path": "", "values": [\n {"name": "good", "type": 1, "data": ""},\n {"name": "bad", "type": 1}\n]}'
    assert told(read_json(document(text))) == [("table-value", "line 4 :bad")]


@pytest.mark.parametrize("at_once", [1, 2, 3, 1000])
def test_how_many_are_read_together_makes_no_difference(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_values, "AT_ONCE", at_once)
    monkeypatch.setattr(json_keys, "AT_ONCE", at_once)
    values = [value(name=str(number)) for number in range(7)]
    hive = read_json(document({"path": "", "values": values[:3]}, {"path": "a", "values": [*values[3:5], 5, *values]}))
    assert [each.name for each in hive.root.values] == ["0", "1", "2"]
    assert [each.name for each in hive.key("a").values] == ["3", "4", *"0123456"]
    assert [code for code, _ in told(hive)] == ["table-value", "table-same-value", "table-same-value"]
