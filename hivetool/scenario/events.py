"""``[[event]]``: what can happen to whom. A table of subjects, each with its verbs, and nothing else decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal

from hivetool.cluster.model import Database

from . import fields
from .errors import BadScenario
from .model import (
    Becomes,
    ColdStart,
    Command,
    Event,
    FailsInside,
    Move,
    NodeBecomes,
    Reports,
    RhsCrash,
    Status,
    StoppedInside,
    What,
)
from .names import Find, group_id, node_id, resource_id

BEST = "best"
"""Where a group moves that is given no node."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it was told: the subject's id, the verb with its value, all fields, and their place."""

    database: Database
    subject: str
    value: Any
    given: Mapping[str, Any]
    where: str
    """the place of the verb"""
    event: str
    """the place of the event"""


@dataclass(frozen=True, slots=True)
class Verb:
    """What can happen. ``also`` are further fields that go with it."""

    build: Callable[[Told], What]
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom it can happen to: how a name becomes an id, and the verbs. ``unsaid``: what happens without one."""

    find: Find
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    unsaid: Verb | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that an event of this subject can have besides the subject and the times."""
        known = (*self.verbs.values(), *([self.unsaid] if self.unsaid else ()))
        return tuple(dict.fromkeys((*self.verbs, *(name for verb in known for name in verb.also))))


def read_event(database: Database, given: Any, where: str) -> Event:
    """The event of a table's fields. Raises :class:`BadScenario`; ``where`` is the event's place, as ``event 2``."""
    told = fields.table(given, where)
    name = _one(told, SUBJECTS, "subject: ", where)
    subject = SUBJECTS[name]
    fields.check_names(told, ("at", "every", name, *subject.fields), where)
    if "at" not in told:
        raise BadScenario(where, 'needs a time: at = "3s"')
    every = fields.duration(told["every"], f"{where}: every") if "every" in told else None
    if every == 0:
        raise BadScenario(f"{where}: every", "must be longer than 0")
    at_ms = fields.duration(told["at"], f"{where}: at")
    return Event(at_ms, _what(database, name, told, where), every)


def _what(database: Database, name: str, told: Mapping[str, Any], where: str) -> What:
    subject = SUBJECTS[name]
    said, verb = _verb(subject, told, where)
    for other in subject.fields:
        if other in told and other != said and other not in verb.also:
            users = [user for user, known in subject.verbs.items() if other in known.also]
            raise BadScenario(f"{where}: {other}", f"goes with {' or '.join(users)} only")
    identity = subject.find(database, told[name], f"{where}: {name}")
    value = told[said] if said is not None else True
    return verb.build(Told(database, identity, value, told, f"{where}: {said or name}", where))


def _verb(subject: Subject, told: Mapping[str, Any], where: str) -> tuple[str | None, Verb]:
    """The verb and its field, None if it is not written."""
    if subject.unsaid is not None and not any(name in told for name in subject.verbs):
        return None, subject.unsaid
    name = _one(told, subject.verbs, "of ", where)
    return name, subject.verbs[name]


def _one(told: Mapping[str, Any], known: Mapping[str, Any], kind: str, where: str) -> str:
    found = [name for name in known if name in told]
    if len(found) != 1:
        has = f"; here are {' and '.join(found)}" if found else ""
        raise BadScenario(where, f"needs exactly one {kind}{', '.join(known)}{has}")
    return found[0]


def _reports(told: Told) -> What:
    return Reports(told.subject, fields.word(told.value, Status, told.where))


def _stopped(told: Told) -> What:
    fields.only(told.value, "inside", told.where)
    return StoppedInside(told.subject)


def _fails(told: Told) -> What:
    fields.only(told.value, "inside", told.where)
    return FailsInside(told.subject)


def _command(kind: Literal["resource", "group"], online: bool) -> Verb:
    def build(told: Told) -> What:
        fields.only_true(told.value, told.where)
        return Command(kind, told.subject, online)

    return Verb(build)


def _becomes(told: Told) -> What:
    return NodeBecomes(told.subject, fields.word(told.value, Becomes, told.where))


def _move(told: Told) -> What:
    best = fields.text(told.value, told.where).lower() == BEST
    target = None if best else node_id(told.database, told.value, told.where)
    live = "live" in told.given
    if live:
        fields.only_true(told.given["live"], f"{told.event}: live")
    return Move(told.subject, target, live)


def _crashes(told: Told) -> What:
    fields.only_true(told.value, told.where)
    by = told.given.get("by")
    return RhsCrash(told.subject, None if by is None else resource_id(told.database, by, f"{told.event}: by"))


def _whole_cluster(database: Database, name: Any, where: str) -> str:
    """Nothing can happen to the cluster but its start, so the subject's value is the verb."""
    fields.only(name, "start", where)
    return ""


_CRASH = Verb(_crashes, ("by",))

SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "resource": Subject(
            resource_id,
            MappingProxyType(
                {
                    "reports": Verb(_reports),
                    "stopped": Verb(_stopped),
                    "fails": Verb(_fails),
                    "online": _command("resource", online=True),
                    "offline": _command("resource", online=False),
                }
            ),
        ),
        "group": Subject(
            group_id,
            MappingProxyType(
                {
                    "move": Verb(_move, ("live",)),
                    "online": _command("group", online=True),
                    "offline": _command("group", online=False),
                }
            ),
        ),
        "node": Subject(node_id, MappingProxyType({"becomes": Verb(_becomes)})),
        "rhs": Subject(node_id, MappingProxyType({"crashes": _CRASH}), unsaid=_CRASH),
        "cluster": Subject(_whole_cluster, unsaid=Verb(lambda told: ColdStart())),
    }
)
"""Every subject an event can have, by the field that names it."""
