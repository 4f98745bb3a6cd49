"""Networks and the nodes' interfaces in them, in the three blocks of RFC 5737 that nobody uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import seeded
from .nodes import node_name
from .plan import Plan
from .tree import Branch, Values

MASK = "255.255.255.0"


@dataclass(frozen=True, slots=True)
class Network:
    """One of the networks; ``role`` is a CLUSTER_NETWORK_ROLE: 1 internal, 3 internal and clients."""

    name: str
    role: int
    block: str


NETWORKS: tuple[Network, ...] = (
    Network("Management", 3, "192.0.2"),
    Network("Cluster", 1, "198.51.100"),
    Network("Live Migration", 1, "203.0.113"),
)


def network_id(plan: Plan, network: Network) -> str:
    """The name of the network's key."""
    return seeded.guid(plan.seed, plan.name, "network", network.name)


def client_address(host: int) -> str:
    """An address in the network that clients may use; the nodes have 1 to 64."""
    return f"{NETWORKS[0].block}.{host}"


def network_branches(plan: Plan) -> tuple[Branch, ...]:
    """``Networks`` key by key (MSCS networks-*); AutoMetric and Metric are at their defaults and so not stored."""
    return tuple(
        Branch(
            network_id(plan, network),
            {
                "Name": network.name,
                "Role": network.role,
                "Address": f"{network.block}.0",
                "AddressMask": MASK,
                "IPv4Addresses": (f"{network.block}.0",),
                "IPv4PrefixLengths": ("24",),
            },
        )
        for network in NETWORKS
    )


def interface_branches(plan: Plan) -> tuple[Branch, ...]:
    """``NetworkInterfaces`` key by key (MSCS network-interfaces-*)."""
    return tuple(_interfaces(plan))


def _interfaces(plan: Plan) -> Iterator[Branch]:
    """That Node and Network hold ids (the number, the GUID) and not names is inferred."""
    for node in plan.node_ids:
        for place, network in enumerate(NETWORKS, 1):
            address = f"{network.block}.{node}"
            values: Values = {
                "Name": f"{node_name(node)} - {network.name}",
                "Node": node,
                "Network": network_id(plan, network),
                "Adapter": f"Ethernet Adapter #{place}",
                "AdapterId": seeded.guid(plan.seed, plan.name, "adapter", node, network.name),
                "Address": address,
                "IPv4Addresses": (address,),
            }
            yield Branch(seeded.guid(plan.seed, plan.name, "interface", node, network.name), values)
