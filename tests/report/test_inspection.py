from __future__ import annotations

from hivetool.cluster.semantics import ARTICLE
from hivetool.hive.hive import Source
from hivetool.report.inspection import Inspection, inspection
from tests.clusters import CONFIG, ROOT, VM, G, R, article_groups, cluster_reg, database

SOURCE = Source("reg", "5.00", "line", size=1)


def seen(reg: str) -> Inspection:
    return inspection(database(reg), SOURCE, ARTICLE)


def test_the_articles_table() -> None:
    found = seen(cluster_reg(article_groups()))
    rows = [(view.label, view.node, view.status, view.resource.number("PersistentState")) for view in found.resources]
    assert rows == [
        ("Virtual Machine 1", "Node1", "Online", 1),
        ("Virtual Machine 2", "Node1", "Online", 1),
        ("Virtual Machine 3", "Node1", "Offline", 0),
    ]
    assert {view.group for view in found.resources} == {"HyperV VMs"}
    assert [(view.label, view.owner, view.basis) for view in found.groups] == [("HyperV VMs", "Node1", "DefaultOwner")]


def test_nodes_have_votes_a_hint_and_the_groups_expected_there() -> None:
    groups = (G("A", (), {"DefaultOwner": 2}), G("B", (), {"DefaultOwner": 2}), G("C", (), {"DefaultOwner": 3}))
    found = seen(cluster_reg(groups, node_values={"Node1": {"NodeWeight": 0}, "Node3": {"Paused": 1}}))
    assert [(view.label, view.votes, view.paused, view.groups) for view in found.nodes] == [
        ("Node1", 0, False, 0),
        ("Node2", 1, False, 2),
        ("Node3", 1, True, 1),
    ]


def test_a_status_may_come_from_the_group_or_nowhere() -> None:
    found = seen(cluster_reg((G("A", (R("a"),), {"PersistentState": 1}), G("B", (R("b"),)))))
    assert [(view.status, view.commanded.origin) for view in found.resources] == [
        ("Online", "group"),
        ("Offline", "default"),
    ]


def test_owners_by_name_and_none_where_there_is_none() -> None:
    resources = (R("a", {"PossibleOwners": ["9"]}), R("b", {"PossibleOwners": ["3", "1"]}), R("c"))
    found = seen(cluster_reg((G("A", resources, {"PreferredOwners": ["3", "9", "2"]}),)))
    assert [view.possible_owners for view in found.resources] == [(), ("Node3", "Node1"), None]
    (group,) = found.groups
    assert (group.owner, group.preferred) == (None, ("Node3", "Node2"))
    assert [view.node for view in found.resources] == [None] * 3
    assert found.processes == ()


def test_who_shares_an_rhs_process() -> None:
    groups = (
        G("A", (R("a"), R("b", {"SeparateMonitor": 1})), {"DefaultOwner": 1}),
        G("B", (R("c", type=CONFIG),), {"DefaultOwner": 1}),
        G("C", (R("d"),), {"DefaultOwner": 2}),
    )
    found = seen(cluster_reg(groups))
    assert [(view.node, view.host, view.own, view.resources) for view in found.processes] == [
        ("Node1", "RHS.EXE", None, ("a", "c")),
        ("Node1", "RHS.EXE", "b", ("b",)),
        ("Node2", "RHS.EXE", None, ("d",)),
    ]


def test_a_resource_in_no_group_has_no_node() -> None:
    reg = cluster_reg((G("A", ()),)) + "\n" + "[HKEY_LOCAL_MACHINE\\Cluster\\Resources\\x]\n" + f'"Type"="{VM}"\n'
    (view,) = seen(reg).resources
    assert (view.label, view.group, view.node, view.resource.type) == ("x", None, None, VM)


def test_people_look_for_groups_by_name_and_for_resources_in_them() -> None:
    groups = [
        G("web", (R("w2"), R("w1"))),
        G("Mail", (R("m"),)),
        G("empty"),
    ]
    reg = cluster_reg(groups) + f'\n[{ROOT}\\Resources\\ffffffff-0000]\n"Name"="lone"\n'
    found = seen(reg)
    assert [view.label for view in found.groups_by_name()] == ["empty", "Mail", "web"]
    assert [view.label for view in found.resources_by_group()] == ["m", "w2", "w1", "lone"]
