"""Timed reports: ``at``, one subject, and its state; in TOML and in JSON lines alike."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hivetool.cluster.durations import duration_ms
from hivetool.cluster.naming import split_kind
from hivetool.hive.errors import HivetoolError

from .errors import BadReport
from .faults import Fault, Faults, snippet
from .model import Kind, Sighting, View
from .records import Record
from .states import GROUP_STATES, NODE_STATES, REPORTS, RESOURCE_STATES, VM_STATES, StateWord, Vocabulary


@dataclass(frozen=True, eq=False)
class Subject:
    """What a report can be about: what ``state`` is one of, who says so, and whether a resource DLL ``reports`` it."""

    kind: Kind
    states: Vocabulary
    view: View
    reports: bool = False


SUBJECTS: Mapping[str, Subject] = MappingProxyType(
    {
        "resource": Subject("resource", RESOURCE_STATES, "cluster", True),
        "vm": Subject("vm", VM_STATES, "hyper-v", True),
        "group": Subject("group", GROUP_STATES, "cluster"),
        "node": Subject("node", NODE_STATES, "cluster"),
    }
)
"""The fields of which a report has exactly one."""

FIELDS = ("at", *SUBJECTS, "reports", "state", "owner")


def is_report(values: Mapping[str, Any]) -> bool:
    """Whether an entry is a report: what cmdlets make has no field with such a name."""
    return any(name in values for name in SUBJECTS)


def sighting_of_report(record: Record, input: str, faults: Faults) -> Sighting | None:  # noqa: A002
    """What a report says; None, with a fault noted, where it is not understood."""
    try:
        return _read(record, input)
    except HivetoolError as error:
        faults.add(Fault.REPORT, record.at, str(error))
    return None


def _read(record: Record, input: str) -> Sighting:  # noqa: A002
    given = record.values
    for name in given:
        if name not in FIELDS:
            near = difflib.get_close_matches(name[:40], FIELDS, 1)
            raise BadReport(f"unknown field {snippet(name)}" + (f", did you mean {near[0]}?" if near else ""))
    subjects = [name for name in SUBJECTS if name in given]
    if len(subjects) != 1:
        raise BadReport(f"it needs exactly one of {', '.join(SUBJECTS)}")
    subject, text = SUBJECTS[subjects[0]], _text(given, subjects[0])
    kind, name = _named(subject.kind, text or "")
    if not name:
        raise BadReport(f"{subjects[0]} must be a name or an id")
    state, view = _state(subject, subjects[0], given)
    at_ms = duration_ms(given["at"]) if isinstance(given.get("at"), str | int) else None
    if at_ms is None and "at" in given:
        raise BadReport("at must be a duration such as '5s'")
    owner = _text(given, "owner")
    return Sighting(kind, name, view, None, state, owner, None, at_ms, input, record.at)


def _state(subject: Subject, called: str, given: Mapping[str, Any]) -> tuple[StateWord | None, View]:
    """The state that is reported and who says so; an owner may stand alone."""
    says = [name for name in ("reports", "state") if name in given]
    if not says and "owner" in given:
        return None, subject.view
    if len(says) != 1 or ("reports" in given and not subject.reports):
        which = "reports or state" if subject.reports else "state"
        raise BadReport(f"a {called} needs exactly one {which}, or an owner")
    states = REPORTS if says[0] == "reports" else subject.states
    word = _text(given, says[0]) or ""
    found = states.find(word)
    if found is None:
        raise BadReport(f"{snippet(word)} is no state of {states.title}: {', '.join(w.word for w in states.words)}")
    return found, "report" if says[0] == "reports" else subject.view


def _text(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, str | int)):
        raise BadReport(f"{name} must be a text")
    return None if value is None else str(value)


def _named(kind: Kind, text: str) -> tuple[Kind, str]:
    """The name without ``res:``, ``group:`` or ``node:``; ``vm:`` before a resource's means the virtual machine."""
    prefix, name = split_kind(text)
    allowed: Mapping[str, Kind] = {"vm": "vm", "res": "resource"} if kind in ("resource", "vm") else {kind: kind}
    if prefix is None:
        return kind, name
    if prefix not in allowed:
        raise BadReport(f"{prefix}: does not name a {kind}")
    return allowed[prefix], name
