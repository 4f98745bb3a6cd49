"""What every replay of one database under one reading starts from. It is made once, shared, and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.cluster.model import Database, Fact, Node, Resource
from hivetool.cluster.owners import Owner, expected_owners, not_possible, stored_node_states
from hivetool.cluster.semantics import Semantics
from hivetool.cluster.settings import Polls, Setting, effective, persistent_state, polls
from hivetool.cluster.sites import site_of
from hivetool.hive.upcase import upcase
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import Assume, DllScript, NodeState, Status

from .quorum import Configured, configured

NOTHING_SCRIPTED = DllScript()


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the cluster that is in force, where it stands and why it is that."""

    value: int
    why: str
    fact: Fact | None


@dataclass(eq=False)
class Ground:
    """The cluster at 0: states of the nodes and owners of the groups by id, and what is known of everything.

    What is worked out on the way is kept, so that a second replay on the same ground does not do it again.
    """

    database: Database
    semantics: Semantics
    assume: Assume
    nodes: Mapping[str, NodeState]
    owners: Mapping[str, Owner]
    _polls: dict[str, Polls] = field(default_factory=dict)
    _commanded: dict[str, Setting] = field(default_factory=dict)
    _numbers: dict[str, Number] = field(default_factory=dict)
    _opens: dict[str, bool] = field(default_factory=dict)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each resource: in the order of their groups, the ungrouped last."""
        grouped = self.database.membership.stored
        ids = dict.fromkeys((*grouped, *self.database.collections["resource"].ids))
        return {identity: place for place, identity in enumerate(ids)}

    @cached_property
    def group_order(self) -> Mapping[str, int]:
        """The place of each group, in stored order."""
        return {identity: place for place, identity in enumerate(self.database.collections["group"].ids)}

    @cached_property
    def by_id(self) -> tuple[Node, ...]:
        """The nodes in the order of their ids."""
        return tuple(sorted(self.database.nodes, key=lambda node: node.order))

    @cached_property
    def node_labels(self) -> Mapping[str, str]:
        """The nodes' names as shown, by id."""
        return {node.id: self.database.label(node) for node in self.database.nodes}

    @cached_property
    def homeless(self) -> tuple[str, ...]:
        """The groups that no node owns at 0."""
        return tuple(identity for identity, owner in self.owners.items() if owner.node is None)

    @cached_property
    def hosted(self) -> Mapping[str, tuple[str, ...]]:
        """The groups that each node owns at 0, in stored order; nodes without any are left out."""
        found: dict[str, list[str]] = {}
        for identity, owner in self.owners.items():
            if owner.node is not None:
                found.setdefault(owner.node, []).append(identity)
        return {node: tuple(ids) for node, ids in found.items()}

    @cached_property
    def classes(self) -> Mapping[str, frozenset[str]]:
        """The anti-affinity classes of the groups that have any, in upper case."""
        stored = self.database.collections["group"].every("AntiAffinityClassNames")
        ids = self.database.collections["group"].ids
        listed = {identity: each for identity, each in zip(ids, stored, strict=True) if isinstance(each, tuple)}
        found = {identity: frozenset(upcase(name) for name in names if name) for identity, names in listed.items()}
        return {identity: names for identity, names in found.items() if names}

    @cached_property
    def classmates(self) -> Mapping[str, tuple[str, ...]]:
        """The groups of each anti-affinity class."""
        found: dict[str, list[str]] = {}
        for identity, names in self.classes.items():
            for name in names:
                found.setdefault(name, []).append(identity)
        return {name: tuple(ids) for name, ids in found.items()}

    @cached_property
    def failing_back(self) -> tuple[str, ...]:
        """The groups with AutoFailbackType 1 and a list of preferred owners."""
        known = self.database.collections["group"]
        stored = zip(known.ids, known.every("AutoFailbackType"), known.every("PreferredOwners"), strict=True)
        return tuple(identity for identity, kind, preferred in stored if kind == 1 and preferred)

    @cached_property
    def idle(self) -> frozenset[str]:
        """The groups, of those whose need of memory is known, of which nothing runs at 0."""
        known = {identity: self.database.group(identity) for identity in self.assume.needs_mb}
        groups = {identity: self.database.members(group) for identity, group in known.items() if group is not None}
        return frozenset(
            identity
            for identity, members in groups.items()
            if all(self.at_start(resource) is Status.OFFLINE for resource in members)
        )

    @cached_property
    def sites(self) -> Mapping[str, str]:
        """The site of each node that has one."""
        return {node.id: site for node in self.database.nodes if (site := site_of(self.database, node)) is not None}

    @cached_property
    def configured(self) -> Configured:
        """What the database says of votes."""
        return configured(self.database, self.semantics)

    @cached_property
    def has_types(self) -> bool:
        """Whether there are any resource types; a partial export may have none, which says nothing of a resource."""
        return bool(self.database.types)

    def opens(self, resource: Resource) -> bool:
        """Whether the resource has a type with a DLL, without which it cannot be opened."""
        if not self.has_types:
            return True
        found = self._opens.get(resource.type)
        if found is None:
            kind = self.database.type_of(resource)
            found = self._opens[resource.type] = kind is not None and bool(kind.text("DllName"))
        return found

    def polls(self, resource: Resource) -> Polls:
        """The resource's poll intervals."""
        found = self._polls.get(resource.id)
        if found is None:
            found = self._polls[resource.id] = polls(self.database, resource, self.semantics)
        return found

    def commanded(self, resource: Resource) -> Setting:
        """The PersistentState as stored in the hive, resolved."""
        found = self._commanded.get(resource.id)
        if found is None:
            found = self._commanded[resource.id] = persistent_state(self.database, resource, self.semantics)
        return found

    def at_start(self, resource: Resource) -> Status:
        """What the resource is at 0 where a node owns its group: as assumed, else as commanded."""
        assumed = self.assume.states.get(resource.id)
        if assumed is not None:
            return assumed
        if self.commanded(resource).value != 1:
            return Status.OFFLINE
        return Status.ONLINE if self.opens(resource) else Status.FAILED

    def number(self, name: str) -> Number:
        """A number of the cluster by its registry name."""
        found = self._numbers.get(name)
        if found is None:
            setting = effective(self.database, self.database.cluster, name, self.semantics)
            value = setting.value if isinstance(setting.value, int) else 0
            found = self._numbers[name] = Number(value, setting.why, setting.fact)
        return found


def node_states(database: Database, assume: Assume) -> Mapping[str, NodeState]:
    """The state of each node at 0: as assumed, else paused if the hive says so, else up."""
    return {node: assume.nodes.get(node, NodeState(state)) for node, state in stored_node_states(database).items()}


def ground_of(database: Database, semantics: Semantics, assume: Assume = Assume()) -> Ground:  # noqa: B008
    """The ground for replays that assume this.

    Raises :class:`BadScenario` if an assumed owner cannot own its group, or if a resource that no node hosts is
    assumed to be anything but Offline.
    """
    nodes = node_states(database, assume)
    owners = expected_owners(database, nodes)
    for group, node in assume.owners.items():
        owners[group] = _assumed_owner(database, group, node, nodes)
    for identity, status in assume.states.items():
        resource = database.resource(identity)
        owner = owners.get(resource.group) if resource is not None and resource.group is not None else None
        if status is not Status.OFFLINE and resource is not None and (owner is None or owner.node is None):
            label = database.label(resource)
            raise BadScenario("assume: states", f"{label}: no node hosts it, so it can only be Offline")
    return Ground(database, semantics, assume, nodes, owners)


def _assumed_owner(database: Database, identity: str, assumed: str, nodes: Mapping[str, NodeState]) -> Owner:
    group, node = database.group(identity), database.node(assumed)
    assert group is not None
    if node is None or nodes[node.id] not in (NodeState.UP, NodeState.PAUSED):
        state = nodes[node.id].value if node is not None else "unknown"
        raise BadScenario("assume: owners", f"{database.label(group)}: {assumed} is {state}")
    blocked = not_possible(database, group, node)
    return Owner(node.id, "scenario" + (f", though it is no possible owner of {blocked}" if blocked else ""))
