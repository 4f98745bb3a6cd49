"""Taking typed fields out of a parsed table: each says what is wrong and where."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from hivetool.cluster.durations import LONGEST_MS, duration_ms
from hivetool.hive.errors import HivetoolError

from .errors import BadScenario

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

MOST = 10**12
"""No number in a scenario is larger; Python does not even print one of more than 4300 digits."""

_SHOWN = 60
_KINDS: tuple[tuple[type | tuple[type, ...], str], ...] = (
    (bool, "true or false"),
    ((int, float), "a number"),
    (Mapping, "a table"),
    (list, "a list"),
)


def shown(value: Any) -> str:
    """A value as a message quotes it: a text or a small number itself, of all else the kind."""
    if isinstance(value, str):
        return repr(value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…")
    if type(value) is int and abs(value) <= MOST:
        return str(value)
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "a date or a time")


def table(value: Any, where: str) -> Mapping[str, Any]:
    """The value as a table."""
    if not isinstance(value, Mapping):
        raise BadScenario(where, "must be a table")
    return value


def check_names(given: Iterable[str], known: Iterable[str], where: str) -> None:
    """Refuse fields that are not ``known``."""
    names = tuple(known)
    for name in given:
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(names)}"
            raise BadScenario(where, f"unknown field {shown(name)}{hint}")


def duration(value: Any, where: str) -> int:
    """A duration in milliseconds."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise BadScenario(where, f"must be a duration such as '5s', not {shown(value)}")
    if isinstance(value, int) and not 0 <= value <= LONGEST_MS:
        raise BadScenario(where, f"{shown(value)} is not from 0 to {LONGEST_MS} milliseconds")
    return located(where, duration_ms, value)


def whole(value: Any, where: str) -> int:
    """A whole number that is not negative."""
    if type(value) is not int or not 0 <= value <= MOST:
        raise BadScenario(where, f"must be a whole number from 0 to {MOST}, not {shown(value)}")
    return value


def word(value: Any, words: Iterable[E], where: str) -> E:
    """One of the words, compared without case."""
    members = tuple(words)
    for member in members:
        if isinstance(value, str) and value.lower() == member.value.lower():
            return member
    raise BadScenario(where, f"{shown(value)} is not one of {', '.join(member.value for member in members)}")


def only(value: Any, expected: str, where: str) -> None:
    """Refuse everything but this word, compared without case."""
    if not isinstance(value, str) or value.lower() != expected:
        raise BadScenario(where, f"{shown(value)} is not {expected!r}")


def text(value: Any, where: str) -> str:
    """A string."""
    if not isinstance(value, str):
        raise BadScenario(where, "must be a string")
    return value


def truth(value: Any, where: str) -> bool:
    """true or false."""
    if not isinstance(value, bool):
        raise BadScenario(where, "must be true or false")
    return value


def only_true(value: Any, where: str) -> None:
    """Refuse everything but true."""
    if not truth(value, where):
        raise BadScenario(where, "can only be true")


def several(value: Any, where: str) -> tuple[str, ...]:
    """A list of strings."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise BadScenario(where, "must be a list of strings")
    return tuple(value)


def located(where: str, function: Callable[..., T], *arguments: Any) -> T:
    """The function's result; its error says where it happened."""
    try:
        return function(*arguments)
    except BadScenario:
        raise
    except HivetoolError as error:
        raise BadScenario(where, str(error)) from error
