"""What a resource needs, as an expression: one resource, all of several, or any of several (MS-CMRP 3.1.1.1.2, 4.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MOST_BRACKETS = 100
"""Brackets within brackets: version 3 of the protocol allows no deeper expression."""


@dataclass(frozen=True, slots=True)
class Needs:
    """This resource (its id) must be online."""

    resource: str


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must hold; there are at least two."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part must hold; there are at least two."""

    parts: tuple[Expression, ...]


Expression = Needs | AllOf | AnyOf


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was made of a text: the expression over resources that exist, None if it names none of them.

    ``missing`` are the names in it that are no resource's; ``fault`` says what is wrong with its form, ``""`` for
    nothing. A text of wrong form still gives an expression: all of the resources that it mentions.
    """

    expression: Expression | None
    missing: tuple[str, ...] = ()
    fault: str = ""


Resolve = Callable[[str], str | None]
"""From a name or an id to the id of the resource that has it, None if none has."""


def parsed(text: str, resolve: Resolve) -> Parsed:
    """The expression in a text such as ``[id] AND ([name] OR [id])``, or one id alone; AND binds tighter than OR.

    Lists in REG_MULTI_SZ, with a NUL between the items, are all needed.
    """
    if "\0" not in text:
        return _one(text, resolve) if text.strip() else Parsed(None)
    found = [_one(part, resolve) for part in text.split("\0") if part.strip()]
    expression = all_of(each.expression for each in found if each.expression is not None)
    missing = tuple(name for each in found for name in each.missing)
    return Parsed(expression, missing, next((each.fault for each in found if each.fault), ""))


def all_of(parts: Iterable[Expression]) -> Expression | None:
    """Everything that these ask for, each part once; None if there is nothing."""
    return _joined(AllOf, parts)


def any_of(parts: Iterable[Expression]) -> Expression | None:
    """At least one of these, each part once; None if there is none."""
    return _joined(AnyOf, parts)


def resources_of(expression: Expression | None) -> tuple[str, ...]:
    """The ids in an expression, in its order, each once."""
    if isinstance(expression, Needs):
        return (expression.resource,)
    found: dict[str, None] = {}
    waiting: list[Expression] = [expression] if expression is not None else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, Needs):
            found[each.resource] = None
        else:
            waiting.extend(reversed(each.parts))
    return tuple(found)


def holds(expression: Expression | None, there: Callable[[str], bool]) -> bool:
    """Whether an expression is satisfied where ``there`` says of each resource's id if it is online."""
    if expression is None:
        return True
    if isinstance(expression, Needs):
        return there(expression.resource)
    each = (holds(part, there) for part in expression.parts)
    return all(each) if isinstance(expression, AllOf) else any(each)


def words(expression: Expression, name: Callable[[str], str]) -> str:
    """The expression as Windows shows it, ``[A] and ([B] or [C])``; ``name`` gives a resource's name by its id."""
    if isinstance(expression, Needs):
        return f"[{name(expression.resource)}]"
    inner = [words(part, name) for part in expression.parts]
    parts = [
        f"({text})" if not isinstance(part, Needs) else text for part, text in zip(expression.parts, inner, strict=True)
    ]
    return (" and " if isinstance(expression, AllOf) else " or ").join(parts)


_TOKEN = re.compile(
    r"[\s,;]*(?:\[(?P<name>.*?)\](?=[\s,;]*(?:[()\[]|and\b|or\b|\Z))|(?P<mark>[()])|(?P<word>[^\s,;()\[\]]+))",
    re.IGNORECASE | re.DOTALL,
)
_ALONE = re.compile(r"\s*\[([^\[\]]*)\]\s*")
_JOINING = frozenset({"AND", "OR"})


class _Fault(Exception):
    """What is wrong with the form of a text."""


@dataclass(slots=True)
class _Level:
    """What stands in one pair of brackets so far: the parts between ORs, the last of them not complete."""

    done: list[Expression | None] = field(default_factory=list)
    now: list[Expression | None] = field(default_factory=list)

    def closed(self) -> Expression | None:
        self.split()
        return any_of(part for part in self.done if part is not None)

    def split(self) -> None:
        self.done.append(all_of(part for part in self.now if part is not None))
        self.now = []


class _Reading:
    """Reads one text from left to right, without going deeper into the stack for brackets."""

    def __init__(self, resolve: Resolve) -> None:
        self.resolve = resolve
        self.missing: list[str] = []
        self.levels = [_Level()]
        self.wants_operand = True

    def operand(self, name: str) -> None:
        identity = self.resolve(name)
        if identity is None:
            self.missing.append(name)
        self.put(Needs(identity) if identity is not None else None)

    def put(self, part: Expression | None) -> None:
        if not self.wants_operand:
            raise _Fault("two resources without AND or OR between them")
        self.levels[-1].now.append(part)
        self.wants_operand = False

    def join(self, word: str) -> None:
        if self.wants_operand:
            raise _Fault(f"{word} without a resource before it")
        self.wants_operand = True
        if word == "OR":
            self.levels[-1].split()

    def bracket(self, mark: str) -> None:
        if mark == "(":
            if not self.wants_operand:
                raise _Fault("two resources without AND or OR between them")
            if len(self.levels) > MOST_BRACKETS:
                raise _Fault(f"more than {MOST_BRACKETS} brackets within each other")
            self.levels.append(_Level())
            return
        if self.wants_operand or len(self.levels) == 1:
            raise _Fault("a bracket that closes nothing")
        inner = self.levels.pop().closed()
        self.wants_operand = True
        self.put(inner)

    def end(self) -> Expression | None:
        if len(self.levels) > 1:
            raise _Fault("a bracket that is not closed")
        if self.wants_operand:
            raise _Fault("it ends without a resource")
        return self.levels[0].closed()


def _one(text: str, resolve: Resolve) -> Parsed:
    alone = _ALONE.fullmatch(text)
    if alone is not None or not text.lstrip().startswith(("[", "(")):
        name = alone[1] if alone is not None else text.strip()
        identity = _resolved(name, resolve)
        if identity is not None:
            return Parsed(Needs(identity))
        if alone is not None:
            return Parsed(None, (name,))
    reading = _Reading(lambda name: _resolved(name, resolve))
    try:
        return Parsed(_read(text, reading), tuple(dict.fromkeys(reading.missing)))
    except _Fault as fault:
        return Parsed(all_of(map(Needs, _mentioned(text, resolve))), (), str(fault))


def _read(text: str, reading: _Reading) -> Expression | None:
    at, end = 0, len(text.rstrip(" \t\r\n,;"))
    while at < end:
        token = _TOKEN.match(text, at)
        if token is None:
            raise _Fault("a [ without ]")
        at = token.end()
        word = token["word"]
        if token["name"] is not None:
            reading.operand(token["name"])
        elif token["mark"] is not None:
            reading.bracket(token["mark"])
        elif word.upper() in _JOINING:
            reading.join(word.upper())
        else:
            reading.operand(word)
    return reading.end()


def _mentioned(text: str, resolve: Resolve) -> Iterable[str]:
    """The resources whose ids are words of the text."""
    apart = "".join(char if char.isalnum() or char in "-{}_." else " " for char in text)
    return dict.fromkeys(identity for word in apart.split() if (identity := _resolved(word, resolve)) is not None)


def _resolved(name: str, resolve: Resolve) -> str | None:
    return resolve(name) or resolve(name.strip().strip("{}"))


def _joined(kind: type[AllOf] | type[AnyOf], parts: Iterable[Expression]) -> Expression | None:
    """Parts of the same kind are opened, so that brackets which change nothing leave no trace."""
    given = tuple(parts)
    if len(given) < 2:
        return given[0] if given else None
    found: dict[Expression, None] = {}
    for part in given:
        found.update(dict.fromkeys(part.parts if isinstance(part, kind) else (part,)))
    if len(found) < 2:
        return next(iter(found), None)
    return kind(tuple(found))
