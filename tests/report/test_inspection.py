from __future__ import annotations

import pytest

from hivetool.cluster.in_force import fact_of
from hivetool.cluster.model import Resource
from hivetool.report.inspection import Inspection, status_of
from tests.clusters import CONFIG, ROOT, VM, G, R, article_groups, cluster_reg, group_id, resource_id
from tests.report.looking import look


def names(resources: tuple[Resource, ...]) -> tuple[str, ...]:
    return tuple(resource.name for resource in resources)


def test_the_articles_table() -> None:
    found = look(cluster_reg(article_groups()))
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
    found = look(cluster_reg(groups, node_values={"Node1": {"NodeWeight": 0}, "Node3": {"Paused": 1}}))
    assert [(view.label, view.votes, view.paused, view.groups) for view in found.nodes] == [
        ("Node1", 0, False, 0),
        ("Node2", 1, False, 2),
        ("Node3", 1, True, 1),
    ]


def test_nodes_come_by_number() -> None:
    found = look(cluster_reg((), nodes=[f"N{number}" for number in range(1, 12)]))
    assert [view.node.id for view in found.nodes] == [str(number) for number in range(1, 12)]


def test_a_status_may_come_from_the_group_or_nowhere() -> None:
    found = look(cluster_reg((G("A", (R("a"),), {"PersistentState": 1}), G("B", (R("b"),)))))
    assert [(view.status, view.commanded.origin) for view in found.resources] == [
        ("Online", "group"),
        ("Offline", "default"),
    ]
    assert [status_of(each) for each in found.commanded] == ["Online", "Offline"]


def test_owners_by_name_and_none_where_there_is_none() -> None:
    resources = (R("a", {"PossibleOwners": ["9"]}), R("b", {"PossibleOwners": ["3", "1"]}), R("c"))
    found = look(cluster_reg((G("A", resources, {"PreferredOwners": ["3", "9", "2"]}),)))
    assert [view.possible_owners for view in found.resources] == [(), ("Node3", "Node1"), None]
    (group,) = found.groups
    assert (group.owner, group.preferred) == (None, ("Node3", "Node2"))
    assert [view.node for view in found.resources] == [None] * 3
    assert found.processes == ()


GROUPS = (
    G("A", (R("a"), R("b", {"SeparateMonitor": 1})), {"DefaultOwner": 1}),
    G("B", (R("c", {"IsAlivePollInterval": 500}, type=CONFIG),), {"DefaultOwner": 1}),
    G("C", (R("d"),), {"DefaultOwner": 2}),
)


def test_who_shares_an_rhs_process() -> None:
    found = look(cluster_reg(GROUPS))
    assert [(view.node, view.host, view.own, names(view.resources), view.hit) for view in found.processes] == [
        ("Node1", "RHS.EXE", None, ("a", "c"), 1),
        ("Node1", "RHS.EXE", found.resources[1].resource, ("b",), 0),
        ("Node2", "RHS.EXE", None, ("d",), 0),
    ]


def test_health_calls_a_second() -> None:
    """One every 5 s and one every 60 s, or one every half second."""
    found = look(cluster_reg(GROUPS))
    usual = 1 / 5 + 1 / 60
    assert found.calls == pytest.approx([usual, usual, 2 + 1 / 60, usual])
    assert [process.calls for process in found.processes] == pytest.approx([2 + 1 / 60 + usual, usual, usual])


def test_what_is_said_to_have_32_bits_runs_apart() -> None:
    seen = look(cluster_reg(GROUPS))
    found = Inspection(seen.database, seen.source, seen.semantics, frozenset({resource_id("c"), resource_id("b")}))
    assert [(view.host, names(view.resources)) for view in found.processes] == [
        ("RHS.EXE", ("a",)),
        ("RHS32.EXE", ("c",)),
        ("RHS32.EXE", ("b",)),
        ("RHS.EXE", ("d",)),
    ]


def test_a_resource_in_no_group_has_no_node() -> None:
    reg = cluster_reg((G("A", ()),)) + f'\n[{ROOT}\\Resources\\x]\n"Type"="{VM}"\n'
    (view,) = look(reg).resources
    assert (view.label, view.group, view.node, view.resource.type) == ("x", None, None, VM)


def test_people_look_for_groups_by_name_and_for_resources_in_them() -> None:
    groups = [G("web", (R("w2"), R("w1"))), G("Mail", (R("m"),)), G("empty")]
    reg = cluster_reg(groups) + f'\n[{ROOT}\\Resources\\ffffffff-0000]\n"Name"="lone"\n'
    found = look(reg)
    assert [view.label for view in found.groups_by_name] == ["empty", "Mail", "web"]
    assert [view.label for view in found.resources_by_group] == ["m", "w2", "w1", "lone"]


def test_where_a_setting_is_stored_is_told_of_each_resource() -> None:
    found = look(cluster_reg(article_groups()))
    paths = [fact_of(found.database, view.resource, view.commanded) for view in found.resources]
    assert [fact.at.path for fact in paths if fact is not None] == [
        f"Resources\\{view.resource.id}" for view in found.resources
    ]


def test_objects_of_one_name_are_told_apart() -> None:
    reg = cluster_reg((G("A", (R("a"),), {"DefaultOwner": 1}),), nodes=("N", "N"))
    found = look(reg + f'\n[{ROOT}\\Groups\\{group_id("B")}]\n"Name"="A"\n')
    assert [view.label for view in found.nodes] == ["N {1}", "N {2}"]
    assert sorted(view.label for view in found.groups) == sorted(f"A {{{group_id(name)}}}" for name in "AB")
    assert found.resources[0].node == "N {1}"


def test_an_empty_cluster() -> None:
    found = look("Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\Cluster\\Nodes]\n")
    assert (found.nodes, found.groups, found.resources, found.processes, found.calls) == ((), (), (), (), [])
