"""Whose sighting it is: the object of the database that was observed, by its id, else by its name.

Names are compared as the database compares them and never taken for patterns: what was observed has exact names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from hivetool.cluster.collection import all_upcased
from hivetool.cluster.model import VIRTUAL_MACHINE, ClusterObject, Database, Node, Resource
from hivetool.cluster.schema import Kind as ObjectKind
from hivetool.hive.errors import Problem
from hivetool.hive.upcase import upcase

from .cmdlets import bare_id
from .faults import Fault, Faults, snippet
from .model import Kind, Sighting

MOST_CANDIDATES = 10
"""Objects that a message names where several fit."""

WORDS: Mapping[Kind, str] = MappingProxyType(
    {"resource": "resource", "vm": "virtual machine", "group": "group", "node": "node"}
)
"""What each kind is called."""

_OBJECTS: Mapping[Kind, ObjectKind] = MappingProxyType(
    {"resource": "resource", "vm": "resource", "group": "group", "node": "node"}
)


@dataclass(frozen=True, slots=True)
class Match:
    """A sighting and the object it is of: a resource, also for a virtual machine, a group or a node."""

    sighting: Sighting
    item: ClusterObject


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A sighting of nothing that the database has, or of several things."""

    sighting: Sighting
    problem: Problem


@dataclass(frozen=True)
class Matched:
    """All sightings, in order. ``problems`` are what else was odd, each with the name of its input."""

    matches: tuple[Match, ...]
    unmatched: tuple[Unmatched, ...]
    problems: tuple[tuple[str, Problem], ...]


def matched(database: Database, sightings: Iterable[Sighting]) -> Matched:
    """Find the object of every sighting; of what was observed twice without a time the first counts."""
    finder, matches, unmatched = Finder(database), [], []
    faults: dict[str, Faults] = {}
    first: dict[tuple[ClusterObject, str], Sighting] = {}
    for sighting in sightings:
        found = finder.find(sighting)
        if isinstance(found, Problem):
            unmatched.append(Unmatched(sighting, found))
            continue
        noted = faults.setdefault(sighting.input, Faults())
        if sighting.id is not None and sighting.kind != "vm" and upcase(sighting.name) != upcase(found.name):
            noted.add(Fault.RENAMED, sighting.at, snippet(sighting.name), name=snippet(found.name))
        if sighting.at_ms is None:
            before = first.setdefault((found, sighting.view), sighting)
            if before is not sighting:
                if (before.state, before.owner) != (sighting.state, sighting.owner):
                    noted.add(Fault.TWICE, sighting.at, snippet(found.name))
                continue
        matches.append(Match(sighting, found))
    problems = tuple((name, problem) for name, noted in faults.items() for problem in noted.problems())
    return Matched(tuple(matches), tuple(unmatched), problems)


class Finder:
    """The objects of one database by id, by name, and virtual machines by VmID; each table made when it is needed."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._names: dict[Kind, Mapping[str, list[ClusterObject]]] = {}

    def find(self, sighting: Sighting) -> ClusterObject | Problem:
        """The object that was observed, or what is to be said where there is none or not one alone."""
        if sighting.kind == "vm":
            return self._machine(sighting)
        if sighting.kind == "node":
            return self._node(sighting)
        if sighting.id is None:
            return self._named(sighting)
        found = self._database.find(sighting.kind, sighting.id)
        return found if found is not None else self._other(sighting, self._by_name(sighting.kind, sighting.name))

    def node(self, name: str) -> Node | None:
        """The node of this name, which may have a domain behind it; None if there is none or several."""
        for wanted in (name, name.partition(".")[0]):
            found = self._by_name("node", wanted)
            if len(found) == 1 and isinstance(found[0], Node):
                return found[0]
        return None

    def _node(self, sighting: Sighting) -> ClusterObject | Problem:
        """By name: the numbers of nodes are the same in every cluster."""
        found = self.node(sighting.name)
        if found is not None:
            return found
        same = self._by_name("node", sighting.name)
        number = self._database.node(sighting.name) if not same else None
        return number if number is not None else self._one(sighting, same)

    def _named(self, sighting: Sighting) -> ClusterObject | Problem:
        found = self._by_name(sighting.kind, sighting.name)
        by_id = self._database.find(_OBJECTS[sighting.kind], bare_id(sighting.name)) if not found else None
        return by_id if by_id is not None else self._one(sighting, found)

    def _machine(self, sighting: Sighting) -> ClusterObject | Problem:
        """By VMId where the database stores one, else by the name of the resource, else by that of its group."""
        if sighting.id is not None:
            same = self._by_vm_id.get(upcase(bare_id(sighting.id)))
            if same:
                return self._one(sighting, same)
        found = self._machines_named(sighting.name)
        free = found if sighting.id is None else [each for each in found if not _vm_id(each)]
        return self._other(sighting, found) if found and not free else self._one(sighting, free)

    def _machines_named(self, name: str) -> Sequence[ClusterObject]:
        for wanted in (name, f"{VIRTUAL_MACHINE} {name}"):
            found = self._by_name("vm", wanted)
            if found:
                return found
        by_id = self._database.resource(bare_id(name))
        if by_id is not None and by_id.is_virtual_machine:
            return [by_id]
        return [machine for group in self._by_name("group", name) for machine in self._in_group.get(group.id, ())]

    def _one(self, sighting: Sighting, found: Sequence[ClusterObject]) -> ClusterObject | Problem:
        if len(found) == 1:
            return found[0]
        kind, name = WORDS[sighting.kind], snippet(sighting.name)
        if not found:
            return Fault.UNMATCHED.problem(sighting.at, name, kind=kind)
        listed = ", ".join(f"{snippet(each.name)} {{{each.id}}}" for each in found[:MOST_CANDIDATES])
        more = f" and {len(found) - MOST_CANDIDATES:,} more" if len(found) > MOST_CANDIDATES else ""
        return Fault.AMBIGUOUS.problem(sighting.at, name, kind=kind, name=listed + more)

    def _other(self, sighting: Sighting, same_name: Sequence[ClusterObject]) -> Problem:
        kind, identity = WORDS[sighting.kind], snippet(sighting.id or "")
        if not same_name:
            return Fault.UNMATCHED.problem(sighting.at, f"{snippet(sighting.name)} with the id {identity}", kind=kind)
        return Fault.OTHER_ID.problem(sighting.at, identity, kind=kind, name=snippet(sighting.name))

    def _by_name(self, kind: Kind, name: str) -> list[ClusterObject]:
        if kind not in self._names:
            objects = self._machines if kind == "vm" else self._database.objects(_OBJECTS[kind])
            names: dict[str, list[ClusterObject]] = {}
            for each, upcased in zip(objects, all_upcased([item.name for item in objects]), strict=True):
                names.setdefault(upcased, []).append(each)
            self._names[kind] = names
        return self._names[kind].get(upcase(name), [])

    @cached_property
    def _machines(self) -> tuple[Resource, ...]:
        return tuple(item for item in self._database.resources if item.is_virtual_machine)

    @cached_property
    def _in_group(self) -> Mapping[str, list[Resource]]:
        found: dict[str, list[Resource]] = {}
        for each in self._machines:
            if each.group is not None:
                found.setdefault(each.group, []).append(each)
        return found

    @cached_property
    def _by_vm_id(self) -> Mapping[str, list[ClusterObject]]:
        found: dict[str, list[ClusterObject]] = {}
        for each in self._machines:
            identity = _vm_id(each)
            if identity:
                found.setdefault(identity, []).append(each)
        return found


def _vm_id(item: ClusterObject) -> str:
    """The VmID that the resource stores, in upper case without braces; ``""`` without one."""
    stored = item.parameters.content("VmID")
    return upcase(bare_id(stored)) if isinstance(stored, str) else ""
