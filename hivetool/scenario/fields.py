"""Taking typed fields out of a parsed table: each says what is wrong and where."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from hivetool.cluster.durations import duration_ms
from hivetool.hive.errors import HivetoolError

from .errors import BadScenario, NotYet

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


def table(value: Any, where: str) -> Mapping[str, Any]:
    """The value as a table."""
    if not isinstance(value, Mapping):
        raise BadScenario(where, "must be a table")
    return value


def check_names(given: Mapping[str, Any], known: Iterable[str], later: Mapping[str, str], where: str) -> None:
    """Refuse fields that are not ``known``; those of ``later`` with what they are."""
    names = tuple(known)
    for name in given:
        if name in later:
            raise NotYet(f"{where}: {name}", later[name])
        if name not in names:
            near = difflib.get_close_matches(name, names, 1)
            hint = f"; did you mean {near[0]}?" if near else f"; known are {', '.join(names)}"
            raise BadScenario(where, f"unknown field {name!r}{hint}")


def duration(value: Any, where: str) -> int:
    """A duration in milliseconds."""
    if not isinstance(value, str | int):
        raise BadScenario(where, "must be a duration such as '5s'")
    return located(where, duration_ms, value)


def word(value: Any, kind: type[E], where: str) -> E:
    """One of the words of an enumeration, compared without case."""
    for member in kind:
        if isinstance(value, str) and value.lower() == member.value.lower():
            return member
    raise BadScenario(where, f"{value!r} is not one of {', '.join(member.value for member in kind)}")


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
