"""Poll intervals and timeouts: who brings what is in force, and what takes its place.

What a resource type stores is told once, at the type, and not at each of its thousands of resources.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import ClusterObject, Database, Resource
from hivetool.cluster.schema import SCHEMA, Kind
from hivetool.cluster.semantics import WINDOWS
from hivetool.cluster.settings import effective
from hivetool.hive.edit import Edit

from .finding import Fix
from .fixes import no_longer, set_to
from .subject import Subject

LOOKS_ALIVE, IS_ALIVE = "LooksAlivePollInterval", "IsAlivePollInterval"
PENDING, DEADLOCK = "PendingTimeout", "DeadlockTimeout"

KINDS: tuple[Kind, ...] = ("resource type", "resource")
"""Whose key may hold them."""

INHERITED = (LOOKS_ALIVE, IS_ALIVE, PENDING, DEADLOCK)
"""What a resource has from its type where it stores none of its own."""


def set_by(subject: Subject, name: str) -> Iterator[tuple[ClusterObject, int]]:
    """Every type and every resource that brings what is in force of the property, with the number it stores."""
    for kind in KINDS:
        for item, found in subject.each(kind, name):
            if found.origin == kind and found.number is not None:
                yield item, found.number


def stored_numbers(subject: Subject, kind: Kind, name: str) -> Iterator[tuple[ClusterObject, int]]:
    """Every object of the kind that stores a number under the property, be it in force or not."""
    for item, content in subject.stored(kind, name):
        if isinstance(content, int):
            yield item, content


def both_set_by(subject: Subject, one: str, other: str) -> Iterator[tuple[ClusterObject, InForce, InForce]]:
    """Every type and every resource that brings at least one of two properties, with what is in force of both."""
    for kind in KINDS:
        for (item, first), second in zip(subject.each(kind, one), subject.settings(kind, other), strict=True):
            if kind in (first.origin, second.origin):
                yield item, first, second


def standard(name: str) -> int:
    """The value of a resource type that stores none."""
    return cast(int, SCHEMA["resource type"][name].default)


def inherited(database: Database, item: ClusterObject, name: str) -> int:
    """What the object has once it stores none: its type's value, else the standard."""
    kind = database.type_of(item) if isinstance(item, Resource) else None
    found = effective(database, kind, name, WINDOWS).value if kind is not None else None
    return found if isinstance(found, int) else standard(name)


def back(database: Database, item: ClusterObject, name: str, least: int = 0, most: int = 0xFFFFFFFE) -> Fix:
    """A value between ``least`` and ``most`` for the property: the type's if that is one, else the standard."""
    number = inherited(database, item, name)
    if isinstance(item, Resource) and least <= number <= most:
        return no_longer(item, name, title=f"store no {name}, so that {number} ms of its type count")
    return set_to(item, name, min(max(standard(name), least), most))


def together(database: Database, item: ClusterObject, title: str, **wanted: int) -> Fix:
    """Several properties at once; what the object inherits anyway it does not store."""
    edits: tuple[Edit, ...] = ()
    for name, number in wanted.items():
        is_inherited = isinstance(item, Resource) and inherited(database, item, name) == number
        fix = no_longer(item, name) if is_inherited else set_to(item, name, number)
        edits += fix.edits
    return Fix(title, False, edits)


def own_name(item: ClusterObject, first: InForce, second: InForce) -> str:
    """Of two properties the first that the object itself stores."""
    return first.prop.name if first.origin == item.kind else second.prop.name


def whose(item: ClusterObject) -> str:
    """How a message names what a type stores: it counts for many."""
    return "every resource of the type without its own value" if item.kind == "resource type" else "it"


def exchanged(database: Database, item: ClusterObject, quick: int, thorough: int) -> Fix:
    """The two poll intervals exchanged: LooksAlive was ``quick`` and becomes ``thorough``, IsAlive the reverse."""
    title = f"exchange the two: LooksAlive {thorough} ms, IsAlive {quick} ms"
    return together(database, item, title, **{LOOKS_ALIVE: thorough, IS_ALIVE: quick})
