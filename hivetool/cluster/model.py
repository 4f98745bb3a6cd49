"""The cluster as immutable values: nodes, groups, resources, resource types, dependencies.

None of it is live state: the hive holds no owners and no states, only what was configured and last commanded
(MS-CMRP 3.1.1).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase

VIRTUAL_MACHINE = "Virtual Machine"
"""The name of the Hyper-V resource type; its resource DLL is VMCLUSRES.DLL."""


Content = int | str | tuple[str, ...] | bytes
"""What a stored value says: a number, a text, a list of texts, or bytes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored value that was understood: what it says and where it stands.

    ``value`` is as the property's form says; ``data`` are the bytes as stored.
    """

    name: str
    value: Content
    data: bytes
    at: Location


@dataclass(frozen=True, kw_only=True)
class ClusterObject:
    """What nodes, groups, resources and resource types share. ``id`` is the name of its key."""

    id: str
    name: str
    at: Location
    facts: Mapping[str, Fact] = field(repr=False, hash=False)

    def number(self, name: str) -> int | None:
        """The number stored under this property, None if nothing usable is stored."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, int) else None

    def text(self, name: str) -> str | None:
        """The text stored under this property, or None."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts stored under this property, empty if nothing usable is stored."""
        fact = self.facts.get(name)
        return fact.value if fact is not None and isinstance(fact.value, tuple) else ()


@dataclass(frozen=True, kw_only=True)
class Node(ClusterObject):
    """A node; its id is a decimal number given when it joined."""

    @property
    def order(self) -> tuple[int, str]:
        """The place in "node id order": by number, ids that are none last."""
        return (int(self.id), "") if self.id.isascii() and self.id.isdigit() else (2**31, self.id)


@dataclass(frozen=True, kw_only=True)
class ResourceType(ClusterObject):
    """A resource type; its id is its name."""

    @property
    def dll(self) -> str | None:
        """The resource DLL's file name."""
        return self.text("DllName")


@dataclass(frozen=True, kw_only=True)
class Group(ClusterObject):
    """A group (role): the unit that fails over. ``resources`` are ids of resources that exist, in stored order."""

    resources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Resource(ClusterObject):
    """A resource. ``type`` is the stored name of its resource type; ``group`` a group's id, None if in no group."""

    type: str
    group: str | None

    @property
    def is_virtual_machine(self) -> bool:
        """True for Hyper-V's Virtual Machine resources."""
        return upcase(self.type) == upcase(VIRTUAL_MACHINE)

    @property
    def separate_monitor(self) -> bool:
        """True if the resource runs in an RHS process of its own."""
        return bool(self.number("SeparateMonitor"))


@dataclass(frozen=True, slots=True)
class Dependency:
    """``dependent`` needs ``providers`` (resource ids) online before it."""

    dependent: str
    providers: tuple[str, ...]
    at: Location


_Object = TypeVar("_Object", bound=ClusterObject)


@dataclass(frozen=True)
class Database:
    """The cluster configuration database. Objects are in stored order, ids as stored."""

    facts: Mapping[str, Fact]
    nodes: tuple[Node, ...]
    groups: tuple[Group, ...]
    resources: tuple[Resource, ...]
    types: tuple[ResourceType, ...]
    dependencies: tuple[Dependency, ...] = ()
    quorum: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def name(self) -> str | None:
        """The cluster's name."""
        fact = self.facts.get("ClusterName")
        return fact.value if fact is not None and isinstance(fact.value, str) else None

    @cached_property
    def _index(self) -> Mapping[type[ClusterObject], Mapping[str, ClusterObject]]:
        kinds: tuple[Iterable[ClusterObject], ...] = (self.nodes, self.groups, self.resources, self.types)
        index: dict[type[ClusterObject], dict[str, ClusterObject]] = {}
        for objects in kinds:
            for item in objects:
                index.setdefault(type(item), {}).setdefault(upcase(item.id), item)
        return index

    def _by_id(self, kind: type[_Object], identity: str) -> _Object | None:
        found = self._index.get(kind, {}).get(upcase(identity))
        return found if isinstance(found, kind) else None

    def node(self, identity: str) -> Node | None:
        """The node with this id, or None."""
        return self._by_id(Node, identity)

    def group(self, identity: str) -> Group | None:
        """The group with this id, or None."""
        return self._by_id(Group, identity)

    def resource(self, identity: str) -> Resource | None:
        """The resource with this id, or None."""
        return self._by_id(Resource, identity)

    def type_of(self, resource: Resource) -> ResourceType | None:
        """The resource's type, None if the hive has no such type."""
        return self._by_id(ResourceType, resource.type)

    def members(self, group: Group) -> tuple[Resource, ...]:
        """The group's resources, in stored order."""
        return tuple(found for identity in group.resources if (found := self.resource(identity)) is not None)

    def possible_owners(self, resource: Resource) -> tuple[str, ...]:
        """Ids of the nodes that may own the resource; an absent or empty list means every node."""
        listed = resource.texts("PossibleOwners")
        if not listed:
            return tuple(node.id for node in self.nodes)
        return tuple(node.id for identity in listed if (node := self.node(identity)) is not None)

    def providers(self, resource: Resource) -> tuple[str, ...]:
        """Ids of the resources that must be online before this one."""
        return self._providers.get(resource.id, ())

    @cached_property
    def _providers(self) -> Mapping[str, tuple[str, ...]]:
        providers: dict[str, tuple[str, ...]] = {}
        for dependency in self.dependencies:
            known = providers.get(dependency.dependent, ())
            new = tuple(identity for identity in dependency.providers if identity not in known)
            providers[dependency.dependent] = known + new
        return providers

    def top_level(self, group: Group) -> tuple[Resource, ...]:
        """The group's resources that no other one depends on (MS-CMRP 3.1.1.1.2)."""
        members = self.members(group)
        needed = {identity for member in members for identity in self.providers(member)}
        return tuple(member for member in members if member.id not in needed)

    @cached_property
    def _repeated(self) -> Mapping[type[ClusterObject], frozenset[str]]:
        repeated: dict[type[ClusterObject], frozenset[str]] = {}
        kinds: tuple[tuple[ClusterObject, ...], ...] = (self.nodes, self.groups, self.resources)
        for objects in kinds:
            counts = Counter(item.name for item in objects)
            if objects:
                repeated[type(objects[0])] = frozenset(name for name, count in counts.items() if count > 1)
        return repeated

    def label(self, item: ClusterObject) -> str:
        """The name to show: the object's name, with its id behind it where several have that name."""
        repeated = item.name in self._repeated.get(type(item), ())
        return f"{item.name} {{{item.id}}}" if repeated else item.name
