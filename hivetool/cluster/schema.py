"""Every property of the cluster database in one table: where it stands, its type, unit, range, default and source.

The rows are in :mod:`hivetool.cluster.properties`, a module for each kind of object. Sources: ``MSCS page`` is a page
of Microsoft's Failover Cluster SDK documentation (learn.microsoft.com/previous-versions/windows/desktop/mscs/page),
``MS-CMRP n`` a section of the open specification of that name, ``SDK`` a constant of the Windows SDK's ClusAPI.h,
``PowerShell`` the FailoverClusters module and its help, ``KBn`` an article of Microsoft's support; askcore (a blog of
Microsoft's support), TSSV2 (its toolset), ExBPA (a tool for Exchange), FineBuild, Commvault, Az.StackHCI and
hypervvmgroups (public scripts) read live hives; ``WS2022 review`` is a public procedure written from a real hive.
Marks: ``documented`` by Microsoft, ``seen`` in real output or public scripts, ``inferred`` (the likeliest name or
form, not confirmed on a real hive).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hivetool.hive.upcase import upcase

from .properties.cluster import CLUSTER_PROPERTIES
from .properties.groups import GROUP_PROPERTIES
from .properties.networks import INTERFACE_PROPERTIES, NETWORK_PROPERTIES
from .properties.nodes import NODE_PROPERTIES
from .properties.others import OTHER_PROPERTIES
from .properties.private import PRIVATE_PROPERTIES
from .properties.property import ANY, LEVELS, PARAMETERS, UNSET, VERSIONS, Form, Kind, Mark, Property, Version
from .properties.resources import RESOURCE_PROPERTIES, TYPE_PROPERTIES

__all__ = (
    "ANY",
    "FOLDERS",
    "KINDS",
    "LEVELS",
    "NAMED_BY",
    "NODE_LISTS",
    "PARAMETERS",
    "PROPERTIES",
    "SCHEMA",
    "SINGLE",
    "UNSET",
    "VERSIONS",
    "Form",
    "Kind",
    "Mark",
    "Property",
    "Version",
    "own_properties",
    "private_properties",
    "property_at",
)

PROPERTIES: tuple[Property, ...] = (
    *CLUSTER_PROPERTIES,
    *NODE_PROPERTIES,
    *GROUP_PROPERTIES,
    *RESOURCE_PROPERTIES,
    *TYPE_PROPERTIES,
    *NETWORK_PROPERTIES,
    *INTERFACE_PROPERTIES,
    *OTHER_PROPERTIES,
    *PRIVATE_PROPERTIES,
)

FOLDERS: Mapping[Kind, str] = MappingProxyType(
    {
        "node": "Nodes",
        "group": "Groups",
        "resource": "Resources",
        "resource type": "ResourceTypes",
        "network": "Networks",
        "network interface": "NetworkInterfaces",
        "dependency": "Dependencies",
        "checkpoint": "Checkpoints",
        "fault domain": "FaultDomains",
        "group set": "GroupSets",
        "affinity rule": "AffinityRules",
    }
)
"""The keys whose subkeys are the objects of a kind (MS-CMRP 3.1.3.3; the last two are inferred)."""

NAMED_BY: Mapping[Kind, str] = MappingProxyType(
    {
        "cluster": "ClusterName",
        "node": "NodeName",
        "group": "Name",
        "resource": "Name",
        "network": "Name",
        "network interface": "Name",
        "fault domain": "FaultDomainName",
        "group set": "Name",
        "affinity rule": "Name",
    }
)
"""The property that holds an object's name; objects of other kinds have the name of their key."""

SINGLE: Mapping[Kind, str] = MappingProxyType({"cluster": "", "quorum": "Quorum"})
"""The keys that are an object themselves."""

KINDS: tuple[Kind, ...] = (*SINGLE, *FOLDERS)

Table = Mapping[str, Property]


def _named(properties: Iterable[Property]) -> Table:
    table: dict[str, Property] = {}
    for prop in properties:
        table.setdefault(upcase(prop.name), prop)
    return MappingProxyType(table)


SCHEMA: Mapping[Kind, Table] = MappingProxyType(
    {
        kind: MappingProxyType({prop.name: prop for prop in PROPERTIES if prop.kind == kind and not prop.place})
        for kind in KINDS
    }
)
"""Kind of object -> name of a property that stands in the object's own key -> :class:`Property`."""

_OWN: Mapping[Kind, Table] = MappingProxyType({kind: _named(SCHEMA[kind].values()) for kind in KINDS})

_PRIVATE: Mapping[Kind, tuple[Property, ...]] = MappingProxyType(
    {kind: tuple(prop for prop in PROPERTIES if prop.kind == kind and prop.place) for kind in KINDS}
)
_ANY_PRIVATE: Mapping[Kind, Table] = MappingProxyType({kind: _named(props) for kind, props in _PRIVATE.items()})
_PRIVATE_OF: Mapping[tuple[Kind, str], Table] = MappingProxyType(
    {
        (kind, upcase(name)): _named(prop for prop in _PRIVATE[kind] if not prop.types or name in prop.types)
        for kind in KINDS
        for name in {"", *(name for prop in _PRIVATE[kind] for name in prop.types)}
    }
)


def own_properties(kind: Kind) -> Table:
    """The properties in the own key of objects of this kind, by their names in upper case."""
    return _OWN[kind]


def private_properties(kind: Kind, type_name: str = "") -> Table:
    """The properties in ``Parameters`` of objects of this kind, by their names in upper case.

    ``type_name`` is the resource type of a resource, or the type's own name; only it decides which there are.
    """
    return _PRIVATE_OF.get((kind, upcase(type_name))) or _PRIVATE_OF[kind, ""]


def property_at(path: str, name: str) -> Property | None:
    """The property that the value of this name at this path is, None if it is none that hivetool knows.

    A private property is found without its resource's type: of several of that name the first counts.
    """
    folder, _, rest = path.partition("\\")
    _, _, place = rest.partition("\\") if upcase(folder) in _BY_FOLDER else ("", "", rest)
    kind = _BY_FOLDER.get(upcase(folder)) or _BY_SINGLE.get(upcase(folder))
    if kind is None:
        return None
    if not place:
        return own_properties(kind).get(upcase(name)) if rest or kind in SINGLE else None
    if upcase(place) != upcase(PARAMETERS):
        return None
    return _ANY_PRIVATE[kind].get(upcase(name))


NODE_LISTS = frozenset(prop.name for prop in PROPERTIES if prop.refers_to == "node" and prop.form is Form.TEXTS)
"""Lists of nodes, stored by their ids and given by their names."""

_BY_FOLDER: Mapping[str, Kind] = MappingProxyType({upcase(folder): kind for kind, folder in FOLDERS.items()})
_BY_SINGLE: Mapping[str, Kind] = MappingProxyType({upcase(path): kind for kind, path in SINGLE.items()})
