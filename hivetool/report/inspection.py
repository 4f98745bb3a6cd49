"""The cluster at a glance: what ``inspect`` shows, gathered from the database. None of it is live state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from hivetool.cluster.model import Database, Group, Node, Resource
from hivetool.cluster.owners import Owner
from hivetool.cluster.semantics import Semantics
from hivetool.cluster.settings import Polls, Setting, persistent_state, polls
from hivetool.engine.monitors import Process, processes
from hivetool.engine.start import node_states, owner_at_start
from hivetool.hive.hive import Source
from hivetool.hive.upcase import upcase
from hivetool.scenario.model import NodeState, Scenario

NODE_NOTE = "the expected owner: the hive holds none, DefaultOwner is the hint"
STATUS_NOTE = "the commanded state: the hive holds no live one"


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node. ``votes`` is its NodeWeight or the default 1; ``groups`` counts those it is expected to own."""

    node: Node
    label: str
    votes: int
    paused: bool
    groups: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """A group. ``owner`` is the label of the expected owner, None if no node can own it; ``basis`` says why."""

    group: Group
    label: str
    owner: str | None
    basis: str
    preferred: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """A resource. ``possible_owners`` are labels, None where any node may own it; ``group`` and ``node`` too."""

    resource: Resource
    label: str
    group: str | None
    node: str | None
    commanded: Setting
    polls: Polls
    possible_owners: tuple[str, ...] | None

    @property
    def status(self) -> str:
        """The commanded state as the article's table names it."""
        return "Online" if self.commanded.value == 1 else "Offline"


@dataclass(frozen=True, slots=True)
class ProcessView:
    """An RHS process that a node would run. ``own``: the one resource it is for, None for a shared one."""

    node: str
    host: str
    own: str | None
    resources: tuple[str, ...]


@dataclass(frozen=True)
class Inspection:
    """Everything in stored order, under one semantics."""

    database: Database
    source: Source
    semantics: Semantics
    nodes: tuple[NodeView, ...]
    groups: tuple[GroupView, ...]
    resources: tuple[ResourceView, ...]
    processes: tuple[ProcessView, ...]

    def groups_by_name(self) -> tuple[GroupView, ...]:
        """The groups as a person looks for them; a hive stores them by their ids."""
        return tuple(sorted(self.groups, key=lambda view: (upcase(view.label), view.group.id)))

    def resources_by_group(self) -> tuple[ResourceView, ...]:
        """The resources by the names of their groups, in each group's order; those in no group come last."""
        left = {view.resource.id: view for view in self.resources}
        grouped = [left.pop(member) for view in self.groups_by_name() for member in view.group.resources]
        return (*grouped, *left.values())


def inspection(database: Database, source: Source, semantics: Semantics) -> Inspection:
    """Look at a database. Owners are guessed as ``predict`` guesses them, with every node as the hive says it is."""
    states = node_states(database, Scenario())
    owners = {group.id: owner_at_start(database, Scenario(), states, group) for group in database.groups}
    labels = {node.id: database.label(node) for node in database.nodes}
    return Inspection(
        database,
        source,
        semantics,
        _nodes(database, states, owners),
        tuple(_group(database, group, owners[group.id], labels) for group in database.groups),
        tuple(_resource(database, resource, semantics, owners, labels) for resource in database.resources),
        _processes(database, owners),
    )


def _nodes(database: Database, states: Mapping[str, NodeState], owners: Mapping[str, Owner]) -> tuple[NodeView, ...]:
    owned = Counter(owner.node for owner in owners.values())
    return tuple(
        NodeView(
            node,
            database.label(node),
            1 if (weight := node.number("NodeWeight")) is None else weight,
            states[node.id] is NodeState.PAUSED,
            owned[node.id],
        )
        for node in database.nodes
    )


def _group(database: Database, group: Group, owner: Owner, labels: Mapping[str, str]) -> GroupView:
    preferred = [node for identity in group.texts("PreferredOwners") if (node := database.node(identity)) is not None]
    return GroupView(
        group,
        database.label(group),
        labels[owner.node] if owner.node is not None else None,
        owner.basis,
        tuple(labels[node.id] for node in preferred),
    )


def _resource(
    database: Database,
    resource: Resource,
    semantics: Semantics,
    owners: Mapping[str, Owner],
    labels: Mapping[str, str],
) -> ResourceView:
    group = database.group(resource.group) if resource.group is not None else None
    owner = owners[group.id].node if group is not None else None
    possible = database.possible_owners(resource) if resource.texts("PossibleOwners") else None
    return ResourceView(
        resource,
        database.label(resource),
        database.label(group) if group is not None else None,
        labels[owner] if owner is not None else None,
        persistent_state(database, resource, semantics),
        polls(database, resource, semantics),
        tuple(labels[node] for node in possible) if possible is not None else None,
    )


def _processes(database: Database, owners: Mapping[str, Owner]) -> tuple[ProcessView, ...]:
    hosted: dict[str, list[Resource]] = {node.id: [] for node in database.nodes}
    for group in database.groups:
        owner = owners[group.id].node
        if owner is not None:
            hosted[owner].extend(database.members(group))
    return tuple(
        _process(database, process) for node, resources in hosted.items() for process in processes(node, resources)
    )


def _process(database: Database, process: Process) -> ProcessView:
    labels = {
        identity: database.label(found)
        for identity in process.resources
        if (found := database.resource(identity)) is not None
    }
    node = database.node(process.node)
    return ProcessView(
        database.label(node) if node is not None else process.node,
        process.host.value,
        labels.get(process.own) if process.own is not None else None,
        tuple(labels.values()),
    )
