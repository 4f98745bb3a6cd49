from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hivetool.scenario import fields
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import Status


@pytest.mark.parametrize(
    ("take", "value", "expected"),
    [
        (fields.duration, "5s", 5000),
        (fields.duration, 250, 250),
        (fields.whole, 0, 0),
        (fields.whole, 10**12, 10**12),
        (fields.text, "x", "x"),
        (fields.truth, False, False),
        (fields.several, ["a", "b"], ("a", "b")),
        (fields.table, {"a": 1}, {"a": 1}),
        (lambda value, where: fields.word(value, Status, where), "onlinepending", Status.ONLINE_PENDING),
    ],
)
def test_what_fits(take: Callable[[Any, str], Any], value: Any, expected: Any) -> None:
    assert take(value, "here") == expected


@pytest.mark.parametrize(
    ("take", "value"),
    [
        (fields.duration, "soon"),
        (fields.duration, 1.5),
        (fields.duration, True),
        (fields.duration, -1),
        (fields.duration, 16**6000),
        (fields.duration, "-5s"),
        (fields.whole, -1),
        (fields.whole, 1.0),
        (fields.whole, True),
        (fields.whole, 10**12 + 1),
        (fields.whole, "1"),
        (fields.only_true, False),
        (fields.only_true, "true"),
        (fields.text, 1),
        (fields.truth, 1),
        (fields.several, "ab"),
        (fields.several, [1]),
        (fields.table, []),
        (lambda value, where: fields.word(value, Status, where), "gone"),
        (lambda value, where: fields.word(value, Status, where), 1),
    ],
    ids=lambda part: part.__name__ if callable(part) else fields.shown(part),
)
def test_what_does_not_fit_says_where(take: Callable[[Any, str], Any], value: Any) -> None:
    with pytest.raises(BadScenario, match=r"^event 3: at: "):
        take(value, "event 3: at")


def test_unknown_names() -> None:
    with pytest.raises(BadScenario, match="unknown field 'onlin'; did you mean online\\?"):
        fields.check_names({"onlin": 1}, ("online", "offline"), "dll")
    with pytest.raises(BadScenario, match="known are online, offline"):
        fields.check_names({"xyz": 1}, ("online", "offline"), "dll")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("it's", '"it\'s"'),
        ("\x1b[2J\u202e", "'\\x1b[2J\\u202e'"),
        ("x" * 100, "'" + "x" * 60 + "…'"),
        (-5, "-5"),
        (True, "true or false"),
        (16**6000, "a number"),
        (float("nan"), "a number"),
        ({"a": 1}, "a table"),
        ([1], "a list"),
        (date(2026, 1, 1), "a date or a time"),
    ],
    ids=["quote", "escapes", "long", "small", "bool", "huge", "nan", "table", "list", "date"],
)
def test_what_a_message_quotes_is_short_and_harmless(value: Any, expected: str) -> None:
    assert fields.shown(value) == expected
