from __future__ import annotations

from typing import Any

import pytest

from hivetool.scenario import fields
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.names import by_id, group_id, node_id, node_or_group, resource_id
from tests.clusters import G, R, article_groups, cluster_reg, database, guid

KNOWN = database(cluster_reg(article_groups()))
TWINS = database(
    cluster_reg([G("Node2", (R("a"),)), G("Twice", (R("b"),)), G("1", (R("c"),))], nodes=("Node1", "Node2", "Node3"))
)


def test_names_become_ids() -> None:
    assert node_id(KNOWN, "node:node2", "here") == "2"
    assert resource_id(KNOWN, "vm:1", "here") == guid("HVCLUSTER", "resource", "Virtual Machine 1")
    assert group_id(KNOWN, "Hyper*", "here") == guid("HVCLUSTER", "group", "HyperV VMs")


@pytest.mark.parametrize("find", [resource_id, group_id, node_id])
@pytest.mark.parametrize("name", ["Noode1", 1, None, ["Node1"], {}])
def test_what_is_no_name_says_where(find: Any, name: Any) -> None:
    with pytest.raises(BadScenario, match=r"^event 3: by: "):
        find(KNOWN, name, "event 3: by")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Node3", "node"), ("Twice", "group"), ("node:Node2", "node"), ("group:Node2", "group"), ("group:1", "group")],
)
def test_a_node_or_a_group(name: str, kind: str) -> None:
    assert node_or_group(TWINS, name, "here").kind == kind


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Node2", "'Node2' is a node and a group; write node:Node2 or group:Node2"),
        ("1", "'1' is a node and a group"),
        ("Twcie", "no node or group 'Twcie'; did you mean 'Twice'?"),
        ("vm:a", "vm: names a virtual machine"),
        ("Node*", "is a node and a group"),
        ("T*x", "no node or group"),
        ("group:Node9", "no group 'Node9'"),
    ],
)
def test_which_one_is_asked_for(name: str, reason: str) -> None:
    with pytest.raises(BadScenario) as caught:
        node_or_group(TWINS, name, "assume: capacity")
    assert (caught.value.where, reason in caught.value.reason) == ("assume: capacity", True)


def test_several_nodes_are_listed() -> None:
    with pytest.raises(BadScenario, match=r"fits several nodes: Node1 \{1\}, Node2 \{2\}, Node3 \{3\}"):
        node_or_group(KNOWN, "Node*", "here")


def test_two_names_of_one_object_are_refused() -> None:
    assert by_id(KNOWN, {"Node1": 5, "node:Node2": 6}, node_id, fields.whole, "x") == {"1": 5, "2": 6}
    with pytest.raises(BadScenario, match="x: 'NODE1' is there already, under another name"):
        by_id(KNOWN, {"Node1": 5, "NODE1": 5}, node_id, fields.whole, "x")
    with pytest.raises(BadScenario, match="x: Node1: must be a whole number"):
        by_id(KNOWN, {"Node1": "5"}, node_id, fields.whole, "x")
