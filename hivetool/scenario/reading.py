"""Scenario files (TOML) and events in words, resolved against one database."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from hivetool.cluster.model import Database, Resource
from hivetool.cluster.naming import NoSuchObject, find_group, find_node, find_resource, matching, split_kind
from hivetool.hive.upcase import upcase

from . import fields
from .errors import BadScenario, NotYet
from .model import (
    FUNCTION_NAMES,
    Assume,
    Command,
    DllScript,
    Event,
    Expect,
    NodeState,
    Outcome,
    Reports,
    RhsCrash,
    Scenario,
    State,
    Status,
    StoppedInside,
    What,
)
from .toml import parsed
from .words import event_fields

_TOP = ("semantics", "target_online", "until", "assume", "dll", "event", "expect")
_ASSUME = ("nodes", "owners", "states", "starts_at")
_DLL = ("online", "online_on", "online_takes", "offline", "offline_takes", "lacks", "bits", "tells_vmms")
_EXPECT = ("owner", "state", "actions", "never", "quorum", "within")
_LATER_ASSUME = MappingProxyType({"capacity": "memory"})
_LATER_OUTCOMES = MappingProxyType({"blocks": "a call that never returns (the deadlock of an RHS process)"})
_LATER_SUBJECTS = MappingProxyType({"node": "a node that changes its state", "cluster": "a cold start"})
_LATER_VERBS = MappingProxyType({"move": "a move", "live": "a live migration"})


def read_scenario(text: str, database: Database) -> Scenario:
    """The scenario of a file's text.

    Raises :class:`BadToml` (with line and column) if it is no TOML, and :class:`BadScenario` for a field, name or
    value that means nothing in this cluster.
    """
    given = parsed(text)
    fields.check_names(given, _TOP, {}, "scenario")
    events = given.get("event", [])
    if not isinstance(events, list):
        raise BadScenario("event", "write [[event]], one for each event")
    return Scenario(
        events=tuple(_event(database, item, f"event {number}") for number, item in enumerate(events, 1)),
        assume=_assume(database, fields.table(given.get("assume", {}), "assume")),
        dlls=_dlls(database, fields.table(given.get("dll", {}), "dll")),
        expect=_expect(database, fields.table(given["expect"], "expect")) if "expect" in given else None,
        until_ms=fields.duration(given["until"], "until") if "until" in given else None,
        semantics=fields.text(given["semantics"], "semantics") if "semantics" in given else None,
        target_online=_target_online(given),
    )


def _target_online(given: Mapping[str, Any]) -> Literal["flagged", "all"] | None:
    match given.get("target_online"):
        case None:
            return None
        case "flagged":
            return "flagged"
        case "all":
            return "all"
    raise BadScenario("target_online", "must be 'flagged' or 'all'")


def with_events(scenario: Scenario, words: Iterable[str], database: Database) -> Scenario:
    """The scenario with the events that these words describe behind its own."""
    more = tuple(_event(database, event_fields(text), f"--event {text!r}") for text in words)
    return replace(scenario, events=scenario.events + more)


def _event(database: Database, given: Any, where: str) -> Event:
    given = fields.table(given, where)
    subjects = [name for name in (*_SUBJECTS, *_LATER_SUBJECTS) if name in given]
    if len(subjects) != 1:
        raise BadScenario(where, f"needs exactly one subject: {', '.join(_SUBJECTS)}")
    if subjects[0] in _LATER_SUBJECTS:
        raise NotYet(where, _LATER_SUBJECTS[subjects[0]])
    known, build = _SUBJECTS[subjects[0]]
    fields.check_names(given, ("at", "every", subjects[0], *known), _LATER_VERBS, where)
    if "at" not in given:
        raise BadScenario(where, 'needs a time: at = "3s"')
    every = fields.duration(given["every"], f"{where}: every") if "every" in given else None
    if every == 0:
        raise BadScenario(f"{where}: every", "must be longer than 0")
    name = fields.text(given[subjects[0]], f"{where}: {subjects[0]}")
    return Event(fields.duration(given["at"], f"{where}: at"), build(database, name, given, where), every)


def _resource_event(database: Database, name: str, given: Mapping[str, Any], where: str) -> What:
    verb = _one_verb(given, ("reports", "stopped", "online", "offline"), where)
    resource = fields.located(f"{where}: resource", find_resource, database, name).id
    if verb == "reports":
        return Reports(resource, fields.word(given["reports"], Status, f"{where}: reports"))
    if verb == "stopped":
        if given["stopped"] != "inside":
            raise BadScenario(f"{where}: stopped", f"{given['stopped']!r} is not 'inside'")
        return StoppedInside(resource)
    return _command("resource", resource, verb, given, where)


def _group_event(database: Database, name: str, given: Mapping[str, Any], where: str) -> What:
    verb = _one_verb(given, ("online", "offline"), where)
    group = fields.located(f"{where}: group", find_group, database, name).id
    return _command("group", group, verb, given, where)


def _rhs_event(database: Database, name: str, given: Mapping[str, Any], where: str) -> What:
    node = fields.located(f"{where}: rhs", find_node, database, name).id
    by = given.get("by")
    return RhsCrash(node, fields.located(f"{where}: by", find_resource, database, by).id if by is not None else None)


_SUBJECTS: Mapping[str, tuple[tuple[str, ...], Callable[[Database, str, Mapping[str, Any], str], What]]] = (
    MappingProxyType(
        {
            "resource": (("reports", "stopped", "online", "offline"), _resource_event),
            "group": (("online", "offline"), _group_event),
            "rhs": (("by", "crashes"), _rhs_event),
        }
    )
)


def _one_verb(given: Mapping[str, Any], verbs: tuple[str, ...], where: str) -> str:
    found = [verb for verb in verbs if verb in given]
    if len(found) != 1:
        raise BadScenario(where, f"needs exactly one of {', '.join(verbs)}")
    return found[0]


def _command(
    kind: Literal["resource", "group"], identity: str, verb: str, given: Mapping[str, Any], where: str
) -> Command:
    if not fields.truth(given[verb], f"{where}: {verb}"):
        raise BadScenario(f"{where}: {verb}", "can only be true")
    return Command(kind, identity, verb == "online")


def _assume(database: Database, given: Mapping[str, Any]) -> Assume:
    fields.check_names(given, _ASSUME, _LATER_ASSUME, "assume")
    starts_at = given.get("starts_at")
    if starts_at is not None and not isinstance(starts_at, datetime):
        raise BadScenario("assume: starts_at", "must be a date with a time, such as 2026-01-01T12:00:00")
    nodes = _named(given, "nodes", lambda name: find_node(database, name).id)
    owners = _named(given, "owners", lambda name: find_group(database, name).id)
    states = _named(given, "states", lambda name: find_resource(database, name).id)
    return Assume(
        nodes={node: fields.word(state, NodeState, f"assume: nodes: {node}") for node, state in nodes.items()},
        owners={group: _node(database, name, "assume: owners") for group, name in owners.items()},
        states={item: fields.word(state, Status, f"assume: states: {item}") for item, state in states.items()},
        starts_at=starts_at,
    )


def _named(given: Mapping[str, Any], name: str, find: Callable[[str], str]) -> Mapping[str, Any]:
    where = f"assume: {name}" if name in _ASSUME else f"expect: {name}"
    entries = fields.table(given.get(name, {}), where)
    return {fields.located(where, find, key): value for key, value in entries.items()}


def _node(database: Database, name: Any, where: str) -> str:
    return fields.located(where, find_node, database, fields.text(name, where)).id


def _dlls(database: Database, given: Mapping[str, Any]) -> Mapping[str, DllScript]:
    best: dict[str, tuple[tuple[bool, int], DllScript]] = {}
    for name, script in given.items():
        where = f'dll."{name}"'
        read = _dll(database, fields.table(script, where), where)
        found = _scripted(database, name, where)
        for resource in found:
            rank = ("*" not in name, len(name))
            if resource.id not in best or best[resource.id][0] <= rank:
                best[resource.id] = (rank, read)
    return {identity: script for identity, (_, script) in best.items()}


def _scripted(database: Database, name: str, where: str) -> tuple[Resource, ...]:
    prefix, bare = split_kind(name)
    if "*" not in name or any(upcase(bare) == upcase(item.name) for item in database.resources):
        return (fields.located(where, find_resource, database, name),)
    machines_only = prefix == "vm"
    found = tuple(item for item in matching(database.resources, bare) if item.is_virtual_machine or not machines_only)
    if not found:
        raise BadScenario(where, str(NoSuchObject("resource like", bare)))
    return found


def _dll(database: Database, given: Mapping[str, Any], where: str) -> DllScript:
    fields.check_names(given, _DLL, {}, where)
    lacks = fields.several(given.get("lacks", []), f"{where}: lacks")
    for name in lacks:
        if name not in FUNCTION_NAMES:
            raise BadScenario(f"{where}: lacks", f"{name!r} is not one of {', '.join(FUNCTION_NAMES)}")
    bits = given.get("bits", 64)
    if bits not in (32, 64):
        raise BadScenario(f"{where}: bits", "must be 32 or 64")
    online_on = fields.table(given.get("online_on", {}), f"{where}: online_on")
    tells = given.get("tells_vmms")
    return DllScript(
        online=_outcomes(given.get("online", "succeeds"), f"{where}: online"),
        online_on={
            _node(database, node, f"{where}: online_on"): _outcomes(value, f"{where}: online_on: {node}")
            for node, value in online_on.items()
        },
        online_takes_ms=fields.duration(given.get("online_takes", 0), f"{where}: online_takes"),
        offline=_outcomes(given.get("offline", "succeeds"), f"{where}: offline"),
        offline_takes_ms=fields.duration(given.get("offline_takes", 0), f"{where}: offline_takes"),
        lacks=frozenset(lacks),
        bits=bits,
        tells_vmms=None if tells is None else fields.truth(tells, f"{where}: tells_vmms"),
    )


def _outcomes(given: Any, where: str) -> tuple[Outcome, ...]:
    words = given if isinstance(given, list) else [given]
    if not words:
        raise BadScenario(where, "needs at least one outcome")
    for word in words:
        if isinstance(word, str) and word in _LATER_OUTCOMES:
            raise NotYet(where, _LATER_OUTCOMES[word])
    return tuple(fields.word(word, Outcome, where) for word in words)


def _expect(database: Database, given: Mapping[str, Any]) -> Expect:
    fields.check_names(given, _EXPECT, {}, "expect")
    owners = _named(given, "owner", lambda name: find_group(database, name).id)
    return Expect(
        owner={group: _node(database, name, "expect: owner") for group, name in owners.items()},
        state={
            item: fields.word(value, State, "expect: state")
            for item, value in _named(given, "state", lambda name: find_resource(database, name).id).items()
        },
        actions=fields.several(given.get("actions", []), "expect: actions"),
        never=fields.several(given.get("never", []), "expect: never"),
        quorum=fields.truth(given["quorum"], "expect: quorum") if "quorum" in given else None,
        within_ms=fields.duration(given["within"], "expect: within") if "within" in given else None,
    )
