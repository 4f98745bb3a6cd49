"""Scenario files (TOML) and events in words, resolved against one database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, get_args

from hivetool.cluster.durations import LONGEST_MS
from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE, TargetOnline, overridden, semantics_named

from . import fields
from .dlls import read_dlls
from .errors import BadScenario
from .events import read_event
from .model import Assume, Expect, NodeState, Scenario, State, Status
from .names import by_id, group_id, node_id, node_or_group, resource_id
from .toml import parsed
from .words import event_fields

KEYS: tuple[str, ...] = (
    "semantics",
    "set_semantics",
    "target_online",
    "until",
    "assume",
    "dll",
    "event",
    "expect",
)
"""The keys of a scenario file."""

ASSUME_KEYS: tuple[str, ...] = ("nodes", "owners", "states", "starts_at", "capacity")
"""The keys of ``[assume]``."""

EXPECT_KEYS: tuple[str, ...] = ("owner", "state", "actions", "never", "quorum", "within")
"""The keys of ``[expect]``."""


def read_scenario(text: str, database: Database) -> Scenario:
    """The scenario of a file's text.

    Raises :class:`BadToml` (with line and column) if it is no TOML, and :class:`BadScenario` for a field, name or
    value that means nothing in this cluster.
    """
    return scenario_of(parsed(text), database)


def scenario_of(given: Mapping[str, Any], database: Database) -> Scenario:
    """The scenario of a file's fields, as a TOML reader gives them. Raises :class:`BadScenario`."""
    fields.check_names(given, KEYS, "scenario")
    events = given.get("event", [])
    if not isinstance(events, list):
        raise BadScenario("event", "write [[event]], one for each event")
    return Scenario(
        events=tuple(read_event(database, item, f"event {number}") for number, item in enumerate(events, 1)),
        assume=_assume(database, fields.table(given.get("assume", {}), "assume")),
        dlls=read_dlls(database, given.get("dll", {})),
        expect=_expect(database, fields.table(given["expect"], "expect")) if "expect" in given else None,
        until_ms=fields.duration(given["until"], "until") if "until" in given else None,
        semantics=_semantics(given["semantics"]) if "semantics" in given else None,
        overrides=_overrides(given),
    )


def with_events(scenario: Scenario, words: Iterable[str], database: Database) -> Scenario:
    """The scenario with the events that these words describe behind its own. Raises :class:`BadScenario`."""
    more = tuple(read_event(database, event_fields(text), f"--event {text!r}") for text in words)
    return replace(scenario, events=scenario.events + more)


def _semantics(given: Any) -> str:
    name = fields.text(given, "semantics")
    return fields.located("semantics", semantics_named, name).name


def _overrides(given: Mapping[str, Any]) -> tuple[str, ...]:
    """``target_online`` is short for one point of ``set_semantics``."""
    points = fields.table(given.get("set_semantics", {}), "set_semantics")
    words = tuple(_override(name, value, f"set_semantics: {name}") for name, value in points.items())
    if "target_online" not in given:
        return words
    if any(word.startswith("target_online=") for word in words):
        raise BadScenario("target_online", "is in set_semantics too; write it once")
    value = given["target_online"]
    if value not in get_args(TargetOnline):
        raise BadScenario("target_online", f"must be {' or '.join(map(repr, get_args(TargetOnline)))}")
    return (f"target_online={value}", *words)


def _override(name: str, value: Any, where: str) -> str:
    if isinstance(value, bool):
        value = str(value).lower()
    elif not isinstance(value, str):
        value = fields.whole(value, where)
    point = name.strip().replace("-", "_").lower()
    word = f"{point}={value}"
    fields.located(where, overridden, ARTICLE, (word,))
    return word


def _assume(database: Database, given: Mapping[str, Any]) -> Assume:
    fields.check_names(given, ASSUME_KEYS, "assume")
    memory, needs = _capacity(database, given.get("capacity", {}), "assume: capacity")
    return Assume(
        nodes=by_id(database, given.get("nodes", {}), node_id, _node_state, "assume: nodes"),
        owners=by_id(
            database, given.get("owners", {}), group_id, lambda name, at: node_id(database, name, at), "assume: owners"
        ),
        states=by_id(database, given.get("states", {}), resource_id, _status, "assume: states"),
        starts_at=_local_time(given.get("starts_at"), "assume: starts_at"),
        memory_mb=memory,
        needs_mb=needs,
    )


def _node_state(value: Any, where: str) -> NodeState:
    return fields.word(value, NodeState, where)


def _status(value: Any, where: str) -> Status:
    return fields.word(value, Status, where)


def _state(value: Any, where: str) -> State:
    return fields.word(value, State, where)


def _capacity(database: Database, given: Any, where: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """What the nodes have and what the groups need, in MB."""
    found: dict[str, dict[str, int]] = {"node": {}, "group": {}}
    for name, value in fields.table(given, where).items():
        item = node_or_group(database, name, where)
        if item.id in found[item.kind]:
            raise BadScenario(where, f"{fields.shown(name)} is there already, under another name")
        found[item.kind][item.id] = fields.whole(value, f"{where}: {name}")
    return found["node"], found["group"]


def _local_time(given: Any, where: str) -> datetime | None:
    if given is None:
        return None
    if not isinstance(given, datetime):
        raise BadScenario(where, "must be a date with a time, such as 2026-01-01T12:00:00")
    if given.tzinfo is not None:
        raise BadScenario(where, "is the cluster's local time: write it without Z and without an offset")
    if given > datetime.max - timedelta(milliseconds=LONGEST_MS):
        raise BadScenario(where, "is too late: the time after it could not be told")
    return given


def _expect(database: Database, given: Mapping[str, Any]) -> Expect:
    fields.check_names(given, EXPECT_KEYS, "expect")
    return Expect(
        owner=by_id(
            database, given.get("owner", {}), group_id, lambda name, at: node_id(database, name, at), "expect: owner"
        ),
        state=by_id(database, given.get("state", {}), resource_id, _state, "expect: state"),
        actions=fields.several(given.get("actions", []), "expect: actions"),
        never=fields.several(given.get("never", []), "expect: never"),
        quorum=fields.truth(given["quorum"], "expect: quorum") if "quorum" in given else None,
        within_ms=fields.duration(given["within"], "expect: within") if "within" in given else None,
    )
