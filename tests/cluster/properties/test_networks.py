from __future__ import annotations

from hivetool.cluster.properties.networks import INTERFACE_PROPERTIES, NETWORK_PROPERTIES
from tests.cluster.properties.facts import all_differences
from tests.shared import needs_shared


@needs_shared
def test_the_rows_are_those_of_the_facts() -> None:
    """A network is renamed by a function of its own."""
    assert all_differences("network") == ["Name: access"]
    assert all_differences("network interface") == []


def test_multicast_is_private_and_gone() -> None:
    multicast = [prop for prop in NETWORK_PROPERTIES if prop.name.startswith("Multicast")]
    assert len(multicast) == 5
    assert {(prop.place, prop.until) for prop in multicast} == {("Parameters", "2008 R2")}


def test_an_interface_names_its_node_and_its_network() -> None:
    assert {prop.name: prop.refers_to for prop in INTERFACE_PROPERTIES if prop.refers_to} == {
        "Node": "node",
        "Network": "network",
    }
