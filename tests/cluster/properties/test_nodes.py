from __future__ import annotations

from hivetool.cluster.properties.nodes import NODE_PROPERTIES
from hivetool.cluster.properties.property import UNSET
from tests.cluster.properties.facts import all_differences
from tests.shared import needs_shared

NODES = {prop.name: prop for prop in NODE_PROPERTIES}


@needs_shared
def test_the_rows_are_those_of_the_facts() -> None:
    """The page ends NodeDrainTarget at 0, which no number of a node is."""
    assert all_differences("node") == ["NodeDrainTarget: most"]


def test_what_dynamic_quorum_changes_is_runtime_and_what_was_configured_is_not() -> None:
    assert NODES["DynamicWeight"].runtime
    assert not NODES["NodeWeight"].runtime


def test_a_joined_node_has_a_vote_though_the_page_has_0() -> None:
    assert (NODES["NodeWeight"].default, NODES["NodeWeight"].page_default) == (1, 0)


def test_only_a_node_of_the_cluster_is_a_drain_target() -> None:
    assert NODES["NodeDrainTarget"].refers_to == "node"
    assert NODES["NodeDrainTarget"].word(UNSET) == "none"
