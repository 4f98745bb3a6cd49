"""The cluster configuration database: its objects, what they have to do with each other, and what is left over.

Everything is read from the hive when somebody looks: names and groups for all objects at once, properties object by
object, so that nobody pays for what is not looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .collection import Collection
from .dependencies import Dependency, DependencyGraph
from .expressions import Expression
from .facts import NOTHING, Content, Fact, Facts, Unknown
from .membership import Membership, membership
from .objects import (
    VIRTUAL_MACHINE,
    WITNESS_TYPES,
    AffinityRule,
    Checkpoint,
    Cluster,
    ClusterObject,
    DependencyEntry,
    FaultDomain,
    Group,
    GroupSet,
    Network,
    NetworkInterface,
    Node,
    Quorum,
    Resource,
    ResourceType,
    WitnessKind,
)
from .schema import FOLDERS, SCHEMA, SINGLE, Kind

__all__ = (
    "VIRTUAL_MACHINE",
    "AffinityRule",
    "Checkpoint",
    "Cluster",
    "ClusterObject",
    "Content",
    "Database",
    "Dependency",
    "DependencyEntry",
    "Expression",
    "Fact",
    "Facts",
    "FaultDomain",
    "Group",
    "GroupSet",
    "Network",
    "NetworkInterface",
    "Node",
    "Quorum",
    "Resource",
    "ResourceType",
    "Unknown",
    "Witness",
)

_Object = TypeVar("_Object", bound=ClusterObject)


@dataclass(frozen=True, slots=True)
class Witness:
    """The witness of the quorum. ``kind`` is ``none`` without one, ``missing`` if ``id`` is no resource's."""

    kind: WitnessKind
    id: str | None = None
    resource: Resource | None = None


@dataclass(frozen=True, eq=False)
class Database:
    """The cluster configuration database. Objects are in stored order, ids as stored; both compare without case.

    Of several keys of one name the first is the object; the others are among the ``leftovers``.
    """

    hive: Hive = field(repr=False)
    _indexes: dict[Kind, dict[str, ClusterObject]] = field(default_factory=dict, init=False, repr=False)
    _repeated: dict[Kind, frozenset[str]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def cluster(self) -> Cluster:
        """The cluster itself."""
        folders = frozenset(row for row in (*self._folders.values(), self._quorum_row) if row is not None)
        return Cluster(Collection.single(self.hive, "cluster", 0, ""), folders)

    @property
    def facts(self) -> Facts:
        """The properties of the cluster."""
        return self.cluster.facts

    @property
    def name(self) -> str | None:
        """The cluster's name."""
        return self.cluster.text("ClusterName")

    @cached_property
    def quorum_key(self) -> Quorum | None:
        """The key of the quorum, None without one."""
        row = self._quorum_row
        if row is None:
            return None
        return Quorum(Collection.single(self.hive, "quorum", row, Key(self.hive, row).name), 0)

    @property
    def quorum(self) -> Facts:
        """The properties of the quorum."""
        return self.quorum_key.facts if self.quorum_key is not None else NOTHING

    @cached_property
    def witness(self) -> Witness:
        """The witness that the quorum names, and what kind of witness it is."""
        fact = self.quorum.content("Resource")
        identity = fact if isinstance(fact, str) else ""
        if not identity:
            return Witness("none")
        resource = self.resource(identity)
        if resource is None:
            return Witness("missing", identity)
        return Witness(WITNESS_TYPES.get(upcase(resource.type), "other"), resource.id, resource)

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes."""
        return self._plain("node", Node)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The groups."""
        known, members = self.collections["group"], self.membership
        return tuple([Group(known, place, members) for place in range(len(known.batch))])

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources."""
        known, members = self.collections["resource"], self.membership
        return tuple([Resource(known, place, members) for place in range(len(known.batch))])

    @cached_property
    def types(self) -> tuple[ResourceType, ...]:
        """The resource types."""
        return self._plain("resource type", ResourceType)

    @cached_property
    def networks(self) -> tuple[Network, ...]:
        """The networks."""
        return self._plain("network", Network)

    @cached_property
    def interfaces(self) -> tuple[NetworkInterface, ...]:
        """The nodes' interfaces in the networks."""
        return self._plain("network interface", NetworkInterface)

    @cached_property
    def dependency_entries(self) -> tuple[DependencyEntry, ...]:
        """The keys below Dependencies, whatever they say."""
        return self._plain("dependency", DependencyEntry)

    @cached_property
    def checkpoints(self) -> tuple[Checkpoint, ...]:
        """The resources' checkpoints, one object for each key."""
        return self._plain("checkpoint", Checkpoint)

    @cached_property
    def fault_domains(self) -> tuple[FaultDomain, ...]:
        """The fault domains."""
        return self._plain("fault domain", FaultDomain)

    @cached_property
    def group_sets(self) -> tuple[GroupSet, ...]:
        """The group sets."""
        return self._plain("group set", GroupSet)

    @cached_property
    def affinity_rules(self) -> tuple[AffinityRule, ...]:
        """The affinity rules."""
        return self._plain("affinity rule", AffinityRule)

    def objects(self, kind: Kind) -> tuple[ClusterObject, ...]:
        """All objects of one kind."""
        return _OF_KIND[kind](self)

    @cached_property
    def leftovers(self) -> Unknown:
        """What belongs to no object: values of the keys that hold the objects, and repeated keys below these."""
        folders = [Key(self.hive, row) for row in self._folders.values() if row is not None]
        repeated = [Key(self.hive, row) for each in self.collections.values() for row in each.repeated]
        return Unknown(tuple(value for key in folders for value in key.values), (), tuple(repeated))

    @cached_property
    def collections(self) -> Mapping[Kind, Collection]:
        """The keys, ids and names of all objects of a kind, for every kind that has a folder."""
        return {kind: Collection(self.hive, kind, row) for kind, row in self._folders.items()}

    def find(self, kind: Kind, identity: str) -> ClusterObject | None:
        """The object of this kind with this id, or None."""
        if kind not in self._indexes:
            self._indexes[kind] = dict(zip(self.collections[kind].upcased, self.objects(kind), strict=True))
        return self._indexes[kind].get(upcase(identity))

    def find_named(self, kind: Kind, text: str) -> ClusterObject | None:
        """The object of this kind with this id, else the first with this name, or None."""
        found = self.find(kind, text)
        if found is None and text:
            identity = self.collections[kind].by_name.get(upcase(text))
            found = self.find(kind, identity) if identity is not None else None
        return found

    def node(self, identity: str) -> Node | None:
        """The node with this id, or None."""
        return _as(Node, self.find("node", identity))

    def group(self, identity: str) -> Group | None:
        """The group with this id, or None."""
        return _as(Group, self.find("group", identity))

    def resource(self, identity: str) -> Resource | None:
        """The resource with this id, or None."""
        return _as(Resource, self.find("resource", identity))

    def type_of(self, resource: Resource) -> ResourceType | None:
        """The resource's type, None if the hive has no such type."""
        return _as(ResourceType, self.find("resource type", resource.type))

    def node_of(self, interface: NetworkInterface) -> Node | None:
        """The node of an interface, which may store its number or its name."""
        return _as(Node, self.find_named("node", interface.text("Node") or ""))

    def network_of(self, interface: NetworkInterface) -> Network | None:
        """The network of an interface, which may store its id or its name."""
        return _as(Network, self.find_named("network", interface.text("Network") or ""))

    def checkpoint_of(self, resource: Resource) -> Checkpoint | None:
        """The resource's checkpoints, None without any."""
        return _as(Checkpoint, self.find("checkpoint", resource.id))

    @cached_property
    def membership(self) -> Membership:
        """Which group has which resources."""
        groups = self.collections["group"]
        lists = groups.batch.texts("Contains", SCHEMA["group"]["Contains"].stored_as)
        return membership(groups.ids, lists, self.collections["resource"].by_id)

    def members(self, group: Group) -> tuple[Resource, ...]:
        """The group's resources, in stored order."""
        return tuple(found for identity in group.resources if (found := self.resource(identity)) is not None)

    def possible_owners(self, resource: Resource) -> tuple[str, ...]:
        """Ids of the nodes that may own the resource; an absent or empty list means every node."""
        listed = resource.texts("PossibleOwners")
        if not listed:
            return tuple(self.collections["node"].ids)
        nodes = self.collections["node"].by_id
        return tuple([node for identity in listed if (node := nodes.get(upcase(identity))) is not None])

    @cached_property
    def graph(self) -> DependencyGraph:
        """Which resource needs which."""
        return DependencyGraph(self.collections["dependency"], self.collections["resource"])

    @property
    def dependencies(self) -> tuple[Dependency, ...]:
        """The dependencies between resources that exist, without those in a cycle."""
        return self.graph.sound

    def providers(self, resource: Resource) -> tuple[str, ...]:
        """Ids of the resources that the resource depends on, whether it needs all of them or some."""
        found = self.graph.needs.get(resource.id)
        return found[0] if found is not None else ()

    def expression(self, resource: Resource) -> Expression | None:
        """What must be online before the resource, None if it needs nothing. Several dependencies count together."""
        found = self.graph.needs.get(resource.id)
        return found[1] if found is not None else None

    def dependents(self, resource: Resource) -> tuple[str, ...]:
        """Ids of the resources that depend on this one."""
        return self.graph.dependents.get(resource.id, ())

    def top_level(self, group: Group) -> tuple[Resource, ...]:
        """The group's resources that no other one depends on (MS-CMRP 3.1.1.1.2)."""
        members = self.members(group)
        needed = {identity for member in members for identity in self.providers(member)}
        return tuple(member for member in members if member.id not in needed)

    def label(self, item: ClusterObject) -> str:
        """The name to show: the object's name, with its id behind it where several have that name."""
        if item.kind not in self._repeated:
            counts = Counter(each.name for each in self.objects(item.kind))
            self._repeated[item.kind] = frozenset(name for name, count in counts.items() if count > 1)
        return f"{item.name} {{{item.id}}}" if item.name in self._repeated[item.kind] else item.name

    def _plain(self, kind: Kind, make: Callable[[Collection, int], _Object]) -> tuple[_Object, ...]:
        known = self.collections[kind]
        return tuple([make(known, place) for place in range(len(known.batch))])

    @cached_property
    def _folders(self) -> Mapping[Kind, int | None]:
        rows = self.hive.child_rows(0)
        return {kind: rows.get(upcase(folder)) for kind, folder in FOLDERS.items()}

    @cached_property
    def _quorum_row(self) -> int | None:
        return self.hive.child_rows(0).get(upcase(SINGLE["quorum"]))


_OF_KIND: Mapping[Kind, Callable[[Database], tuple[ClusterObject, ...]]] = MappingProxyType(
    {
        "cluster": lambda database: (database.cluster,),
        "quorum": lambda database: (database.quorum_key,) if database.quorum_key is not None else (),
        "node": lambda database: database.nodes,
        "group": lambda database: database.groups,
        "resource": lambda database: database.resources,
        "resource type": lambda database: database.types,
        "network": lambda database: database.networks,
        "network interface": lambda database: database.interfaces,
        "dependency": lambda database: database.dependency_entries,
        "checkpoint": lambda database: database.checkpoints,
        "fault domain": lambda database: database.fault_domains,
        "group set": lambda database: database.group_sets,
        "affinity rule": lambda database: database.affinity_rules,
    }
)


def _as(kind: type[_Object], found: ClusterObject | None) -> _Object | None:
    return found if isinstance(found, kind) else None
