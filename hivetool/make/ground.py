"""A cluster in which a defect is to be planted: what stands where, always chosen in the same way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import ClusterObject, Database, Dependency, Group, Node, Resource
from hivetool.hive.hive import Hive
from hivetool.hive.views import Key

from . import seeded
from .errors import CannotPlant
from .resource_types import CLOUD_WITNESS, CONFIG, DISK, NETWORK_NAME, SHARE_WITNESS, VM

T = TypeVar("T")

CORE_NAME = "Cluster Group"
SHARED_VOLUME, CORE = 4, 1
"""Group types (CLUSGROUP_TYPE)."""


@dataclass(frozen=True)
class Machine:
    """A virtual machine: its resource, the resource of its configuration, and the group of both."""

    vm: Resource
    config: Resource
    group: Group


@dataclass(frozen=True)
class Ground:
    """The cluster for the defect ``code``. What is not there, or not often enough, raises :class:`CannotPlant`."""

    hive: Hive
    code: str

    @cached_property
    def database(self) -> Database:
        """The cluster's objects."""
        return load_cluster(self.hive).database

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """The nodes by their numbers."""
        return tuple(sorted(self.database.nodes, key=lambda node: node.order))

    @property
    def node_ids(self) -> tuple[str, ...]:
        """The numbers of all nodes, as text."""
        return tuple(node.id for node in self.nodes)

    @cached_property
    def ghost_node(self) -> int:
        """The number of a node that is not there."""
        return 1 + max((int(node) for node in self.node_ids if node.isdigit()), default=0)

    @cached_property
    def machines(self) -> tuple[Machine, ...]:
        """The virtual machines that are whole, by their names."""
        groups = {group.id: group for group in self.database.groups}
        configs = {item.group: item for item in self.database.resources if item.type == CONFIG}
        found = [item for item in self.database.resources if item.type == VM and item.group in configs]
        whole = [Machine(item, configs[item.group], groups[item.group]) for item in found if item.group is not None]
        return tuple(sorted(whole, key=lambda machine: (machine.vm.name, machine.vm.id)))

    def some_machines(self, count: int, *, shared: bool = False) -> tuple[Machine, ...]:
        """The first so many virtual machines; ``shared``: of those without an RHS process of their own."""
        found = [item for item in self.machines if not (shared and item.vm.separate_monitor)]
        what = " in the shared RHS process" if shared else ""
        return self.enough(found, count, f"{count} virtual machine{'s' * (count > 1)}{what}")

    def some_nodes(self, count: int) -> tuple[Node, ...]:
        """The first so many nodes."""
        return self.enough(self.nodes, count, f"{count} node{'s' * (count > 1)}")

    @property
    def machine(self) -> Machine:
        """The first virtual machine."""
        return self.some_machines(1)[0]

    @property
    def newest_node(self) -> Node:
        """The node that joined last."""
        return self.enough(self.nodes, 1, "a node", whole=True)[-1]

    @property
    def core(self) -> Group:
        """The group of the core resources."""
        found = [item for item in self.database.groups if item.number("GroupType") == CORE or item.name == CORE_NAME]
        return self.enough(found, 1, "a group of core resources")[0]

    @property
    def volume(self) -> Resource:
        """The first cluster shared volume."""
        groups = {item.id for item in self.database.groups if item.number("GroupType") == SHARED_VOLUME}
        found = [item for item in self.resources(DISK) if item.group in groups]
        return self.enough(found, 1, "a cluster shared volume")[0]

    @cached_property
    def witness(self) -> Resource | None:
        """The witness of the quorum, None without one."""
        fact = self.database.quorum.get("Resource")
        return next((item for item in self.database.resources if fact is not None and item.id == fact.value), None)

    @property
    def core_name(self) -> Resource:
        """The cluster's own network name."""
        found = [item for item in self.resources(NETWORK_NAME) if item.group == self.core.id]
        return self.enough(found, 1, "a network name in the core group")[0]

    def resources(self, *types: str) -> tuple[Resource, ...]:
        """The resources of these types, by name."""
        return tuple(
            sorted((item for item in self.database.resources if item.type in types), key=lambda item: item.name)
        )

    def witnesses(self) -> tuple[Resource, ...]:
        """The witness and whatever else is of a type that is only good for one."""
        extra = self.resources(SHARE_WITNESS, CLOUD_WITNESS)
        return extra if self.witness is None or self.witness in extra else (self.witness, *extra)

    def keys(self, folder: str, count: int = 1) -> tuple[Key, ...]:
        """The keys of a folder such as ``Networks``, at least ``count`` of them, by their names in it."""
        found = self.hive.find(folder)
        subkeys = sorted(found.subkeys if found is not None else (), key=_named)
        return self.enough(subkeys, count, f"{count} {folder.lower()}", whole=True)

    def dependencies_of(self, resource: Resource) -> tuple[str, ...]:
        """The paths of the keys under Dependencies that make this resource depend on others."""
        found = tuple(path(item) for item in self.database.dependencies if item.dependent == resource.id)
        return self.enough(found, 1, f"a dependency of {resource.name}", whole=True)

    def new_id(self, *words: str) -> str:
        """An id that nothing in the cluster has."""
        return seeded.guid("defect", self.code, *words)

    def enough(self, found: Sequence[T], count: int, needs: str, *, whole: bool = False) -> tuple[T, ...]:
        """The first ``count`` of what was found (``whole``: all of it); too few raise :class:`CannotPlant`."""
        if len(found) < count:
            raise CannotPlant(self.code, needs)
        return tuple(found if whole else found[:count])


def path(item: ClusterObject | Dependency) -> str:
    """The path of an object's key."""
    return item.at.path or ""


def _named(key: Key) -> tuple[str, str]:
    value = key.value("Name")
    return (str(value.decoded) if value is not None else "", key.name)
