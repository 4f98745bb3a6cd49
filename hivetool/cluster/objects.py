"""The objects of a cluster as immutable values; what is stored of each is read when somebody looks.

None of it is live state: the hive holds no owners and no states, only what was configured and last commanded
(MS-CMRP 3.1.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar, Literal

from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .collection import Collection
from .facts import NOTHING, Content, Facts, Unknown
from .membership import Membership
from .schema import PARAMETERS, Kind, own_properties, private_properties

VIRTUAL_MACHINE = "Virtual Machine"
"""The name of the Hyper-V resource type; its resource DLL is VMCLUSRES.DLL."""

_PARAMETERS = upcase(PARAMETERS)


class ClusterObject:
    """What all objects share: each is a place in the collection of its kind.

    Nothing here is a default: what is not stored is not there. Equal to every view of the same key.
    """

    kind: ClassVar[Kind]

    def __init__(self, collection: Collection, place: int) -> None:
        self._collection = collection
        self._place = place

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and isinstance(other, ClusterObject) and self.key == other.key

    def __hash__(self) -> int:
        return hash((self.kind, self.row))

    @property
    def id(self) -> str:
        """The name of the object's key."""
        return self._collection.ids[self._place]

    @property
    def name(self) -> str:
        """The stored name, or the id where nothing usable is."""
        return self._collection.names[self._place]

    @property
    def upcased(self) -> tuple[str, str]:
        """The name and the id in upper case, as both are compared."""
        return self._collection.upcased_names[self._place], self._collection.upcased[self._place]

    @property
    def row(self) -> int:
        """The row of the object's key in the hive."""
        return self._collection.batch.rows[self._place]

    @property
    def key(self) -> Key:
        """The key as the hive has it."""
        return Key(self._collection.hive, self.row)

    @property
    def path(self) -> str:
        """The path of the object's key."""
        return self._collection.path(self._place)

    @property
    def at(self) -> Location:
        """Where the object's key stands."""
        hive, row = self._collection.hive, self.row
        return hive.location(self.path, None, int(hive.columns.keys.place[row]))

    @property
    def private_type(self) -> str:
        """The resource type that says which private properties there may be, ``""`` if none does."""
        return ""

    @cached_property
    def facts(self) -> Facts:
        """The properties in the object's own key."""
        return Facts(self.path, self.key.values, own_properties(self.kind))

    @cached_property
    def parameters(self) -> Facts:
        """The private properties: those in the subkey ``Parameters``."""
        if self._private is None:
            return NOTHING
        table = private_properties(self.kind, self.private_type)
        return Facts(self._private.path, self._private.values, table)

    @cached_property
    def unknown(self) -> Unknown:
        """Everything else that is stored of the object."""
        own = tuple(key for key in self._subkeys() if key != self._private)
        below = self._private.subkeys if self._private is not None else ()
        return Unknown(self.facts.unknown, self.parameters.unknown, own + below)

    @cached_property
    def _private(self) -> Key | None:
        return next((key for key in self.key.subkeys if upcase(key.name) == _PARAMETERS), None)

    def _subkeys(self) -> tuple[Key, ...]:
        return self.key.subkeys

    def content(self, name: str) -> Content | None:
        """What is stored under this property of the own key, None if nothing usable is."""
        column = self._collection.column(name)
        return self.facts.content(name) if column is None else column[self._place]

    def number(self, name: str) -> int | None:
        """The number stored under this property, None if nothing usable is stored."""
        content = self.content(name)
        return content if isinstance(content, int) else None

    def text(self, name: str) -> str | None:
        """The text stored under this property, or None."""
        content = self.content(name)
        return content if isinstance(content, str) else None

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts stored under this property, empty if nothing usable is stored."""
        content = self.content(name)
        return content if isinstance(content, tuple) else ()


class Cluster(ClusterObject):
    """The cluster itself: the root key. Its id is ``""``."""

    kind = "cluster"

    def __init__(self, collection: Collection, folders: frozenset[int]) -> None:
        super().__init__(collection, 0)
        self._folders = folders

    def _subkeys(self) -> tuple[Key, ...]:
        """Without those that hold the objects of some kind, which are no part of the cluster's own."""
        return tuple(key for key in self.key.subkeys if key.row not in self._folders)


class Quorum(ClusterObject):
    """The key ``Quorum``."""

    kind = "quorum"


class Node(ClusterObject):
    """A node; its id is a decimal number given when it joined."""

    kind = "node"

    @property
    def order(self) -> tuple[int, str]:
        """The place in "node id order": by number, ids that are none last."""
        return (int(self.id), "") if is_node_number(self.id) else (2**31, self.id)


class ResourceType(ClusterObject):
    """A resource type; its id is its name."""

    kind = "resource type"

    @property
    def private_type(self) -> str:
        """Its own name."""
        return self.id

    @property
    def dll(self) -> str | None:
        """The resource DLL's file name."""
        return self.text("DllName")


class _Member(ClusterObject):
    """What groups and resources share: who is in which group."""

    def __init__(self, collection: Collection, place: int, membership: Membership) -> None:
        self._collection = collection
        self._place = place
        self._membership = membership


class Group(_Member):
    """A group (role): the unit that fails over."""

    kind = "group"

    @property
    def resources(self) -> tuple[str, ...]:
        """The ids of its resources, those that exist, in stored order."""
        return self._membership.members(self._place)

    @property
    def type(self) -> str | None:
        """The kind of group in words, None if none is stored or the number has no words."""
        number = self.number("GroupType")
        return own_properties("group")["GROUPTYPE"].word(number) if number is not None else None


class Resource(_Member):
    """A resource."""

    kind = "resource"

    @property
    def type(self) -> str:
        """The stored name of its resource type, ``""`` if none is."""
        return self._collection.type_names[self._place]

    @property
    def group(self) -> str | None:
        """The id of the group that has it, None if none does."""
        return self._membership.group_of.get(self._collection.upcased[self._place])

    @property
    def private_type(self) -> str:
        """The name of its resource type."""
        return self.type

    @property
    def is_virtual_machine(self) -> bool:
        """True for Hyper-V's Virtual Machine resources."""
        return upcase(self.type) == _VIRTUAL_MACHINE

    @property
    def separate_monitor(self) -> bool:
        """True if the resource runs in an RHS process of its own."""
        return bool(self.number("SeparateMonitor"))


_VIRTUAL_MACHINE = upcase(VIRTUAL_MACHINE)


class Network(ClusterObject):
    """A network."""

    kind = "network"


class NetworkInterface(ClusterObject):
    """A node's interface in a network."""

    kind = "network interface"


class DependencyEntry(ClusterObject):
    """A key below ``Dependencies``, whether it makes a dependency or not."""

    kind = "dependency"


class Checkpoint(ClusterObject):
    """The checkpoints of the resource whose id is the key's name: each fact is one, by the name of its value."""

    kind = "checkpoint"


class FaultDomain(ClusterObject):
    """A fault domain: a site, a rack, a chassis or a node."""

    kind = "fault domain"


class GroupSet(ClusterObject):
    """A group set."""

    kind = "group set"


class AffinityRule(ClusterObject):
    """An affinity rule."""

    kind = "affinity rule"


WitnessKind = Literal["none", "disk", "share", "cloud", "other", "missing"]

WITNESS_TYPES: Mapping[str, WitnessKind] = MappingProxyType(
    {
        upcase("Physical Disk"): "disk",
        upcase("File Share Witness"): "share",
        upcase("File Share Quorum Witness"): "share",
        upcase("Cloud Witness"): "cloud",
    }
)
"""Resource types that are good for a witness, in upper case (MSCS cloud-witness, file-share-witness)."""


def is_node_number(identity: str) -> bool:
    """Whether the id of a node is a decimal number, as Windows gives them."""
    return identity.isascii() and identity.isdigit() and len(identity) < 10
