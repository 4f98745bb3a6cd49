"""The IPv4 subnets of the cluster's networks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ipaddress import IPv4Network

from hivetool.cluster.model import Network

LINK_LOCAL = IPv4Network("169.254.0.0/16")
"""What a machine gives itself when no DHCP server answers (RFC 3927)."""


def subnets(network: Network) -> tuple[IPv4Network, ...]:
    """The subnets that a network says it has, each once; what is no subnet is left out."""
    pairs = [
        *zip(network.texts("IPv4Addresses"), network.texts("IPv4PrefixLengths"), strict=False),
        (network.text("Address") or "", network.text("AddressMask") or ""),
    ]
    return tuple(dict.fromkeys(_subnets(pairs)))


def overlaps(networks: Iterable[Network]) -> Iterator[tuple[Network, Network]]:
    """Pairs of networks whose subnets overlap, each network at most once as the first of a pair."""
    known = sorted(
        ((each, network) for network in networks for each in subnets(network)),
        key=lambda pair: (pair[0].network_address, pair[0].prefixlen),
    )
    widest: tuple[IPv4Network, Network] | None = None
    seen: set[str] = set()
    for subnet, network in known:
        if widest is not None and subnet.network_address <= widest[0].broadcast_address:
            if network.id != widest[1].id and network.id not in seen:
                seen.add(network.id)
                yield network, widest[1]
            if subnet.broadcast_address <= widest[0].broadcast_address:
                continue
        widest = (subnet, network)


def _subnets(pairs: Iterable[tuple[str, str]]) -> Iterator[IPv4Network]:
    for address, size in pairs:
        try:
            subnet = IPv4Network(f"{address}/{size}", strict=False)
        except ValueError:
            continue
        if subnet.prefixlen:
            yield subnet
