"""Paths of shares: which server they name, and whether that is the cluster itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from hivetool.cluster.model import Database, Resource
from hivetool.hive.upcase import upcase

_NAMES, _ADDRESSES = ("Name", "DnsName"), ("Address",)
_SERVERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        upcase("Network Name"): _NAMES,
        upcase("Distributed Network Name"): _NAMES,
        upcase("IP Address"): _ADDRESSES,
        upcase("IPv6 Address"): _ADDRESSES,
    }
)
"""Resource types, and the private properties by which a server of theirs is reached."""


def share_of(path: str) -> tuple[str, str]:
    r"""Server and share of ``\\server\share\...`` in upper case; both empty for any other path."""
    text = upcase(path.strip()).replace("/", "\\")
    if not text.startswith("\\\\"):
        return "", ""
    server, _, rest = text[2:].partition("\\")
    return server.rstrip("."), rest.partition("\\")[0]


def own_servers(database: Database) -> Mapping[str, str]:
    """By what names and addresses, in upper case, the cluster itself is reached, and whose each is in words.

    Nodes, the cluster, and the network names and addresses of its roles.
    """
    found: dict[str, str] = {}
    for interface in database.interfaces:
        node = database.node_of(interface)
        if node is not None:
            found[upcase(interface.text("Address") or "")] = f"it is on node {database.label(node)}"
    for resource, text in _private(database, _SERVERS):
        found[upcase(text)] = f"it is on {database.label(resource)}"
    found[upcase(database.name or "")] = "it is on the cluster itself"
    for node in database.nodes:
        found[upcase(node.text("NodeName") or "")] = f"it is on node {database.label(node)}"
    found.pop("", None)
    return MappingProxyType(found)


def own_suffixes(database: Database) -> frozenset[str]:
    """The DNS suffixes of the network names, in upper case: the cluster's domains."""
    types = MappingProxyType({name: ("DnsSuffix",) for name, where in _SERVERS.items() if where is _NAMES})
    return frozenset(upcase(text).strip(".") for _, text in _private(database, types)) - {""}


def _private(database: Database, types: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[Resource, str]]:
    """The texts of these private properties of all resources of these types."""
    for resource, name in zip(database.resources, database.collections["resource"].type_names, strict=True):
        for prop in types.get(upcase(name), ()):
            fact = resource.parameters.get(prop)
            if fact is not None and isinstance(fact.value, str):
                yield resource, fact.value
