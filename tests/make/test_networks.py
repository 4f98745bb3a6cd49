from __future__ import annotations

from ipaddress import ip_address, ip_network

from hivetool.make.networks import MASK, NETWORKS, client_address, interface_branches, network_branches
from hivetool.make.plan import Plan

PLAN = Plan(nodes=64)


def test_every_node_has_an_interface_in_every_network() -> None:
    networks = {branch.name: branch.values for branch in network_branches(PLAN)}
    interfaces = [branch.values for branch in interface_branches(PLAN)]
    assert len({(each["Node"], each["Network"]) for each in interfaces}) == 64 * len(NETWORKS)
    assert len({each["AdapterId"] for each in interfaces}) == len(interfaces)
    for each in interfaces:
        block = networks[str(each["Network"])]["Address"]
        assert ip_address(str(each["Address"])) in ip_network(f"{block!s}/{MASK}")


def test_two_networks_or_more_carry_heartbeats() -> None:
    assert sum(network.role in (1, 3) for network in NETWORKS) > 1


def test_clients_reach_the_first_network() -> None:
    assert NETWORKS[0].role == 3
    assert client_address(193) == "192.0.2.193"
