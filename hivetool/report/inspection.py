"""The cluster as ``inspect`` looks at it, gathered from the database when a view asks. None of it is live state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from hivetool.cluster.in_force import InForce, calls_per_second, in_force
from hivetool.cluster.model import Database, Group, Node, Resource
from hivetool.cluster.owners import Owner, expected_owners
from hivetool.cluster.schema import Kind
from hivetool.cluster.semantics import Semantics
from hivetool.engine.ground import node_states
from hivetool.engine.monitors import Process, processes
from hivetool.hive.hive import Source
from hivetool.hive.upcase import upcase
from hivetool.scenario.model import Assume, NodeState

OWNERS = "The hive holds no owners: a node is the expected one, DefaultOwner or else the first that can."
"""What has to be known of every node that is named."""

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
    """A resource; ``group`` and ``node``, its expected owner, are labels, as are the ``possible_owners`` (None: any).

    ``calls`` are the health calls a second that both checks come to.
    """

    resource: Resource
    label: str
    group: str | None
    node: str | None
    commanded: InForce
    is_alive: InForce
    looks_alive: InForce
    calls: float
    possible_owners: tuple[str, ...] | None

    @property
    def status(self) -> str:
        """The commanded state as the article's table names it."""
        return status_of(self.commanded)


@dataclass(frozen=True, slots=True)
class ProcessView:
    """An RHS process that a node would run; who is in it is hit when one of them crashes it.

    ``node`` is a label; ``own``: the resource it is for alone, None for a shared one. ``calls`` are the health calls
    that it makes a second.
    """

    node: str
    host: str
    own: Resource | None
    resources: tuple[Resource, ...]
    calls: float

    @property
    def hit(self) -> int:
        """How many others are hit when one of its resources crashes it."""
        return len(self.resources) - 1


@dataclass(frozen=True, eq=False)
class Inspection:
    """A database, looked at under one semantics; groups and resources are in stored order.

    ``narrow`` are the ids of resources whose DLL has 32 bits, which no hive says.
    """

    database: Database
    source: Source
    semantics: Semantics
    narrow: frozenset[str] = frozenset()

    @cached_property
    def nodes(self) -> tuple[NodeView, ...]:
        """The nodes by their numbers."""
        owned = Counter(owner.node for owner in self.owners.values())
        return tuple(
            NodeView(
                node,
                self.node_labels[node.id],
                1 if (weight := node.number("NodeWeight")) is None else weight,
                self._states[node.id] is NodeState.PAUSED,
                owned[node.id],
            )
            for node in sorted(self.database.nodes, key=lambda node: node.order)
        )

    @cached_property
    def groups(self) -> tuple[GroupView, ...]:
        """The groups."""
        return tuple([self._group(group) for group in self.database.groups])

    @cached_property
    def groups_by_name(self) -> tuple[GroupView, ...]:
        """The groups as a person looks for them; a hive stores them by their ids."""
        return tuple(sorted(self.groups, key=lambda view: (upcase(view.label), view.group.id)))

    @cached_property
    def resources(self) -> tuple[ResourceView, ...]:
        """The resources."""
        database = self.database
        labels = {group.id: database.label(group) for group in database.groups}
        nodes = {group: self.node_labels.get(owner.node or "") for group, owner in self.owners.items()}
        return tuple(
            [
                ResourceView(
                    resource,
                    database.label(resource),
                    labels.get(group := resource.group or ""),
                    nodes.get(group),
                    self.commanded[place],
                    self.is_alive[place],
                    self.looks_alive[place],
                    self.calls[place],
                    self._named(database.possible_owners(resource)) if resource.texts("PossibleOwners") else None,
                )
                for place, resource in enumerate(database.resources)
            ]
        )

    @cached_property
    def resources_by_group(self) -> tuple[ResourceView, ...]:
        """The resources by the names of their groups, in each group's order; those in no group come last."""
        left = {view.resource.id: view for view in self.resources}
        grouped = [left.pop(member) for view in self.groups_by_name for member in view.group.resources]
        return (*grouped, *left.values())

    @cached_property
    def processes(self) -> tuple[ProcessView, ...]:
        """The RHS processes, node by node, shared ones first; what no node can own runs nowhere."""
        known, places = self.database.resources, self._places
        self.database.collections["resource"].every("SeparateMonitor")
        hosted: dict[str, list[Resource]] = {view.node.id: [] for view in self.nodes}
        for group in self.database.groups:
            owner = self.owners[group.id].node
            if owner is not None:
                hosted[owner].extend([known[places[member]] for member in group.resources])
        found = (processes(node, resources, self._bits) for node, resources in hosted.items())
        return tuple([self._process(each) for process in found for each in process])

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """By a group's id its expected owner, guessed as ``predict`` guesses, every node being as the hive says."""
        return expected_owners(self.database, self._states)

    @cached_property
    def commanded(self) -> list[InForce]:
        """What was last commanded, for each resource."""
        return self.settings("resource", "PersistentState")

    @cached_property
    def is_alive(self) -> list[InForce]:
        """The IsAlive interval of each resource, in milliseconds."""
        return self.settings("resource", "IsAlivePollInterval")

    @cached_property
    def looks_alive(self) -> list[InForce]:
        """The LooksAlive interval of each resource, in milliseconds."""
        return self.settings("resource", "LooksAlivePollInterval")

    @cached_property
    def calls(self) -> list[float]:
        """The health calls of each resource a second, both checks together."""
        known: dict[tuple[InForce, InForce], float] = {}
        pairs = list(zip(self.is_alive, self.looks_alive, strict=True))
        for pair in dict.fromkeys(pairs):
            known[pair] = calls_per_second(*pair)
        return [known[pair] for pair in pairs]

    @cached_property
    def node_labels(self) -> Mapping[str, str]:
        """By a node's id what it is called."""
        return {node.id: self.database.label(node) for node in self.database.nodes}

    def settings(self, kind: Kind, name: str) -> list[InForce]:
        """A property of all objects of a kind."""
        return in_force(self.database, kind, name, self.semantics)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """By a resource's id its place among all."""
        return {identity: place for place, identity in enumerate(self.database.collections["resource"].ids)}

    @cached_property
    def _states(self) -> Mapping[str, NodeState]:
        return node_states(self.database, Assume())

    def _named(self, nodes: Iterable[str]) -> tuple[str, ...]:
        return tuple(self.node_labels[node] for node in nodes)

    def _bits(self, resource: Resource) -> int:
        return 32 if resource.id in self.narrow else 64

    def _group(self, group: Group) -> GroupView:
        owner = self.owners[group.id]
        known = (self.database.node(identity) for identity in group.texts("PreferredOwners"))
        preferred = self._named(node.id for node in known if node is not None)
        label = self.node_labels[owner.node] if owner.node is not None else None
        return GroupView(group, self.database.label(group), label, owner.basis, preferred)

    def _process(self, process: Process) -> ProcessView:
        places = [self._places[identity] for identity in process.resources]
        inside = tuple([self.database.resources[place] for place in places])
        own = inside[0] if process.own is not None else None
        calls = sum(self.calls[place] for place in places)
        return ProcessView(self.node_labels[process.node], process.host.value, own, inside, calls)


def status_of(commanded: InForce) -> str:
    """The commanded state in the article's words."""
    return "Online" if commanded.value == 1 else "Offline"
