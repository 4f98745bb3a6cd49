from __future__ import annotations

import contextlib
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.observed.errors import UnreadableStates
from hivetool.observed.faults import Faults
from hivetool.observed.from_json import from_json


def read(text: str) -> tuple[list[tuple[Any, int | None]], list[str]]:
    faults = Faults()
    found = [(record.values, record.at.line) for record in from_json(text, faults)]
    return found, [f"{problem.at}: {problem.code}" for problem in faults.problems()]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"a": 1}', [({"a": 1}, 1)]),
        ('[\n{"a": 1},\n\n{"b": 2}]\n', [({"a": 1}, 2), ({"b": 2}, 4)]),
        ('{"a": 1}\n{"b": 2}\n\n{"c": 3}', [({"a": 1}, 1), ({"b": 2}, 2), ({"c": 3}, 4)]),
        ('{"a": 1}{"b": 2}', [({"a": 1}, 1), ({"b": 2}, 1)]),
        ('{"value": [{"a": 1}, {"b": 2}], "Count": 2}', [({"a": 1}, 1), ({"b": 2}, 1)]),
        ('{"value": 2, "Value": "Online"}', [({"value": 2, "Value": "Online"}, 1)]),
        ('{"a": "\\ud800"}', [({"a": "\ud800"}, 1)]),
        ("[]", []),
        (" [ \n ] \n", []),
        ("", []),
    ],
)
def test_a_list_one_object_or_many(text: str, found: list[tuple[Any, int]]) -> None:
    assert read(text) == (found, [])


def test_what_is_no_object_is_told() -> None:
    found, problems = read('[1, {"a": 1},\nnull, "x\\u001b", [2]]')
    assert [values for values, _ in found] == [{"a": 1}]
    assert problems == [f"line {line}: observed-entry" for line in (1, 2, 2, 2)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[\n{"a": 1}\n{"b": 2}]', "line 3, column 1: not JSON: a comma or ] is missing"),
        ('[{"a": 1}', "line 1, column 10: not JSON: a comma or ] is missing"),
        ('[{"a": 1},', "not JSON: the list has no end"),
        ("[", "not JSON: the list has no end"),
        ('[{"a": 1}] x', "line 1, column 12: not JSON: something follows the list"),
        ("[] []", "not JSON: something follows the list"),
        ('{"a": 1}\n{"b": }', "line 2, column 7: not JSON: expecting value"),
        ('{"a": 1} rest', "line 1, column 10: not JSON: expecting value"),
        ("[" * 200_000, "nested too deeply, or a number too long"),
        ('{"a":' * 200_000, "nested too deeply, or a number too long"),
        (f"[{'9' * 5000}]", "nested too deeply, or a number too long"),
    ],
)
def test_what_is_no_json(text: str, told: str) -> None:
    with pytest.raises(UnreadableStates) as caught:
        read(text)
    assert told in str(caught.value)


JSON = st.recursive(st.none() | st.integers() | st.text(max_size=4), lambda inner: st.lists(inner, max_size=3))
OBJECTS = st.lists(st.dictionaries(st.text(max_size=4), JSON, max_size=3), max_size=4)


@given(OBJECTS, st.sampled_from(["\n", " ", ""]))
def test_a_list_and_lines_are_the_same(objects: list[dict[str, Any]], between: str) -> None:
    whole = read(json.dumps(objects, indent=1))[0]
    lines = read(between.join(map(json.dumps, objects)))[0]
    assert [values for values, _ in whole] == [values for values, _ in lines] == objects


@given(st.text(alphabet='[]{}",:\\ \n1aeltrufns\ud800\u202e', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableStates):
        read(text)


def test_time_grows_with_the_size_and_not_faster() -> None:
    line = '{"Name": "x", "State": 2, "ResourceType": "y"}\n'
    times = []
    for count in (20_000, 80_000):
        start = time.perf_counter()
        read(line * count)
        times.append(time.perf_counter() - start)
    assert times[1] < 16 * times[0] + 0.5
