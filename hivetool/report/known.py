"""What is known at one moment of a comparison: the latest sightings, and what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hivetool.cluster.model import ClusterObject, Database, Group, Node, Resource
from hivetool.cluster.semantics import Semantics
from hivetool.cluster.settings import persistent_state
from hivetool.engine.states import KNOWN_AS
from hivetool.engine.trace import Evidence
from hivetool.observed.matching import Finder, Match
from hivetool.observed.model import Sighting, View
from hivetool.scenario.model import State


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is recorded of a resource: 1 online, 0 offline, why, and the stored value it comes from."""

    value: int
    why: str
    evidence: tuple[Evidence, ...]


class Known:
    """The latest of everything that has been learned, under one semantics."""

    def __init__(self, database: Database, semantics: Semantics) -> None:
        self.database = database
        self.semantics = semantics
        self._finder = Finder(database)
        self._seen: dict[tuple[View, str, str], Sighting] = {}
        self._states: dict[str, State] = {}
        self._recorded: dict[str, Recorded] = {}
        self._owners: dict[str, Sighting] = {}

    def learn(self, match: Match) -> None:
        """Take in what was observed."""
        item, sighting = match.item, match.sighting
        self._seen[(sighting.view, item.kind, item.id)] = sighting
        if not isinstance(item, Resource):
            return
        if sighting.state is not None and sighting.view != "hyper-v":
            state = KNOWN_AS.get(sighting.state.reports[0]) if sighting.state.reports else None
            if state is None:
                self._states.pop(item.id, None)
            else:
                self._states[item.id] = state
        if sighting.view == "cluster" and sighting.owner is not None and item.group is not None:
            self._owners[item.group] = sighting

    def seen(self, view: View, item: ClusterObject) -> Sighting | None:
        """The latest sighting of an object by this view."""
        return self._seen.get((view, item.kind, item.id))

    def owner(self, group: Group) -> Sighting | None:
        """What says on which node the group is: its own sighting, else that of one of its resources."""
        own = self.seen("cluster", group)
        return own if own is not None and own.owner is not None else self._owners.get(group.id)

    def owned_groups(self) -> Iterator[Group]:
        """Groups whose owner is known from their resources."""
        for identity in self._owners:
            group = self.database.group(identity)
            if group is not None:
                yield group

    def node(self, name: str) -> Node | None:
        """The node that a sighting names."""
        return self._finder.node(name)

    def same_node(self, one: str, other: str) -> bool:
        """Whether two names are of one node; names of none are compared as they are."""
        nodes = self.node(one), self.node(other)
        return nodes[0] == nodes[1] if None not in nodes else one.lower() == other.lower()

    def states(self, group: Group) -> dict[str, State]:
        """The states of the group's resources as far as they are known, by their ids."""
        return {identity: self._states[identity] for identity in group.resources if identity in self._states}

    def recorded(self, resource: Resource) -> Recorded:
        """What is recorded of the resource now: what the hive stores, until a decision has recorded something."""
        found = self._recorded.get(resource.id)
        if found is None:
            setting = persistent_state(self.database, resource, self.semantics)
            found = Recorded(setting.value, setting.why, Evidence.of(setting.fact))
            self._recorded[resource.id] = found
        return found

    def record(self, resource: Resource, value: int, why: str) -> None:
        """A decision records something."""
        self._recorded[resource.id] = Recorded(value, why, ())
