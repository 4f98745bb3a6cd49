from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hivetool.scenario import fields
from hivetool.scenario.errors import BadScenario, NotYet
from hivetool.scenario.model import Status


@pytest.mark.parametrize(
    ("take", "value", "expected"),
    [
        (fields.duration, "5s", 5000),
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
        (fields.text, 1),
        (fields.truth, 1),
        (fields.several, "ab"),
        (fields.several, [1]),
        (fields.table, []),
        (lambda value, where: fields.word(value, Status, where), "gone"),
        (lambda value, where: fields.word(value, Status, where), 1),
    ],
)
def test_what_does_not_fit_says_where(take: Callable[[Any, str], Any], value: Any) -> None:
    with pytest.raises(BadScenario, match=r"^event 3: at: "):
        take(value, "event 3: at")


def test_unknown_names() -> None:
    with pytest.raises(BadScenario, match="unknown field 'onlin'; did you mean online\\?"):
        fields.check_names({"onlin": 1}, ("online", "offline"), {}, "dll")
    with pytest.raises(BadScenario, match="known are online, offline"):
        fields.check_names({"xyz": 1}, ("online", "offline"), {}, "dll")
    with pytest.raises(NotYet, match="event 1: move: a move is not replayed"):
        fields.check_names({"move": 1}, ("at",), {"move": "a move"}, "event 1")
