"""The networks with their roles, and the nodes' interfaces in them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import ClusterObject, Database, Network, NetworkInterface
from hivetool.cluster.schema import SCHEMA
from hivetool.hive.upcase import upcase
from hivetool.report.inspection import Inspection
from hivetool.report.table import Column, Form, Table, View


@dataclass(frozen=True, slots=True)
class NetworkView:
    """A network; ``interfaces`` counts those that are in it."""

    network: Network
    label: str
    role: InForce
    interfaces: int


@dataclass(frozen=True, slots=True)
class InterfaceView:
    """A node's interface in a network; both are labels, or what is stored where it means nothing that exists."""

    interface: NetworkInterface
    node: str
    network: str


def _addresses(item: ClusterObject) -> tuple[str, ...]:
    """All that are stored, each once."""
    first = item.text("Address")
    return tuple(dict.fromkeys(filter(None, (first, *item.texts("IPv4Addresses"), *item.texts("IPv6Addresses")))))


NETWORKS: tuple[Column[NetworkView], ...] = (
    Column("name", "Network", lambda view: view.label),
    Column("id", "GUID", lambda view: view.network.id, shown="full"),
    Column("role", "Role", lambda view: view.role.number, Form.WORD, word=SCHEMA["network"]["Role"].word),
    Column("address", "Address", lambda view: _addresses(view.network), empty="not stored"),
    Column("address_mask", "Mask", lambda view: view.network.text("AddressMask")),
    Column("metric", "Metric", lambda view: view.network.number("Metric"), Form.NUMBER, absent="automatic"),
    Column("interfaces", "Interfaces", lambda view: view.interfaces, Form.COUNT),
)

INTERFACES: tuple[Column[InterfaceView], ...] = (
    Column("node", "Node Name", lambda view: view.node),
    Column("network", "Network", lambda view: view.network),
    Column("address", "Address", lambda view: _addresses(view.interface), empty="not stored"),
    Column("adapter", "Adapter", lambda view: view.interface.text("Adapter"), absent="not stored"),
    Column("name", "Interface", lambda view: view.interface.name, shown="full"),
    Column("dhcp", "DHCP", lambda view: bool(view.interface.number("DhcpEnabled")), Form.FLAG, shown="full"),
    Column("adapter_id", "AdapterId", lambda view: view.interface.text("AdapterId"), shown="full"),
    Column("id", "GUID", lambda view: view.interface.id, shown="full"),
)


def network_views(inspection: Inspection) -> list[NetworkView]:
    """The networks by name."""
    database = inspection.database
    found = map(database.network_of, database.interfaces)
    counts = Counter(network.id for network in found if network is not None)
    roles = inspection.settings("network", "Role")
    views = [
        NetworkView(network, database.label(network), role, counts[network.id])
        for network, role in zip(database.networks, roles, strict=True)
    ]
    return sorted(views, key=lambda view: (upcase(view.label), view.network.id))


def interface_views(database: Database) -> list[InterfaceView]:
    """The interfaces by node, in the order of the nodes, then by network; those of no node come last."""
    order = {node.id: number for number, node in enumerate(sorted(database.nodes, key=lambda node: node.order))}
    found = []
    for interface in database.interfaces:
        node, network = database.node_of(interface), database.network_of(interface)
        view = InterfaceView(
            interface, _named(database, node, interface, "Node"), _named(database, network, interface, "Network")
        )
        place = order.get(node.id, len(order)) if node is not None else len(order)
        found.append((place, upcase(view.network), upcase(interface.name), interface.id, view))
    return [view for *_, view in sorted(found, key=lambda each: each[:-1])]


def _named(database: Database, found: ClusterObject | None, interface: NetworkInterface, name: str) -> str:
    if found is not None:
        return database.label(found)
    stored = interface.text(name)
    return f"{stored}, which does not exist" if stored else "not stored"


def view(inspection: Inspection) -> View:
    """The networks, then the interfaces by node."""
    tables = (
        Table("networks", "Networks", NETWORKS, network_views(inspection)),
        Table("interfaces", "Interfaces", INTERFACES, interface_views(inspection.database)),
    )
    return View("networks", "Networks", tables)
