from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from hivetool.cluster.load import load_cluster
from hivetool.cluster.schema import KINDS
from hivetool.cluster.semantics import ARTICLE
from hivetool.cluster.settings import persistent_state, polls
from hivetool.hive.hive import Hive
from hivetool.hive.views import Key
from hivetool.make.plan import Plan
from hivetool.regf.reader import read_regf
from hivetool.regf.writer import write_regf
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from tests.cluster.damage import damaged, reached
from tests.clusters import G, R, article_groups, cluster_reg, database, group_id, loaded, resource_id
from tests.make.made import HALF, cluster
from tests.trees import patient


def test_the_articles_table() -> None:
    known = database(cluster_reg(article_groups()))
    assert known.name == "HVCLUSTER"
    assert [node.name for node in known.nodes] == ["Node1", "Node2", "Node3"]
    assert [(item.name, item.id, item.number("PersistentState")) for item in known.resources] == [
        ("Virtual Machine 1", resource_id("Virtual Machine 1"), 1),
        ("Virtual Machine 2", resource_id("Virtual Machine 2"), 1),
        ("Virtual Machine 3", resource_id("Virtual Machine 3"), 0),
    ]
    assert [item.name for item in known.members(known.groups[0])] == [item.name for item in known.resources]
    kind = known.type_of(known.resources[0])
    assert kind is not None
    assert (kind.name, kind.dll) == ("Virtual Machine", "vmclusres.dll")


def test_a_fact_knows_its_place() -> None:
    reg = cluster_reg(article_groups())
    fact = database(reg).resources[0].facts["PersistentState"]
    line = next(
        number
        for number, text in enumerate(reg.splitlines(), 1)
        if text == '"PersistentState"=dword:00000001' and "Virtual Machine 1" in reg.splitlines()[number - 3]
    )
    assert fact.at.line == line
    assert fact.at.path == f"Resources\\{resource_id('Virtual Machine 1')}"
    assert fact.data == b"\1\0\0\0"


@pytest.mark.parametrize(
    "reg", [cluster_reg([], []), "Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\C]\n"]
)
def test_an_empty_cluster(reg: str) -> None:
    known = database(reg)
    assert [known.objects(kind) for kind in KINDS if kind not in ("cluster", "quorum")] == [()] * (len(KINDS) - 2)


def test_a_group_that_lists_what_does_not_exist() -> None:
    reg = cluster_reg([G("A", values={"Contains": ["11111111-2222-3333-4444-555555555555"]})])
    (problem,) = loaded(reg).problems
    assert "11111111-2222-3333-4444-555555555555, which does not exist" in problem.message
    assert problem.at.path == f"Groups\\{group_id('A')}"


def test_a_resource_in_two_groups_stays_in_the_first() -> None:
    shared = R("x")
    reg = cluster_reg([G("A", (shared,)), G("B", values={"Contains": [resource_id("x")]})])
    result = loaded(reg)
    assert [group.resources for group in result.database.groups] == [(resource_id("x"),), ()]
    assert "another group" in result.problems[0].message


def test_a_resource_in_no_group() -> None:
    reg = cluster_reg([G("A", (R("x"),), {"Contains": []})])
    assert database(reg).resources[0].group is None


def test_a_name_that_is_not_stored_is_the_key() -> None:
    reg = cluster_reg([G("A")]).replace('"Name"="A"\n', "")
    assert database(reg).groups[0].name == group_id("A")


def test_names_with_everything_in_them() -> None:
    odd = 'a "quoted" \\ name; # ] [ % ü 漢'
    utf16 = b"\xff\xfe" + cluster_reg([G("A", (R(odd),))]).encode("utf-16-le")
    assert load_cluster(hive_from_reg(read_reg(utf16))).database.resources[0].name == odd


def look_at_everything(hive: Hive) -> None:
    """Whatever a hive holds, no question about its cluster raises."""
    result = load_cluster(hive)
    known = result.database
    assert all(problem.message and str(problem) for problem in result.problems)
    for kind in KINDS:
        for item in known.objects(kind):
            assert known.label(item).startswith(item.name)
            assert item.at.path == item.key.path == item.path
            assert len(item.facts) + len(item.unknown.values) == len(item.key.values)
            if kind not in ("cluster", "quorum"):
                assert known.find(kind, item.id.swapcase() if item.id.isascii() else item.id) == item
    for resource in known.resources:
        polls(known, resource, ARTICLE)
        persistent_state(known, resource, ARTICLE)
        assert set(known.possible_owners(resource)) <= set(known.collections["node"].ids)
        assert set(known.providers(resource)) <= set(known.collections["resource"].ids)
        assert resource.group is None or resource in known.members(known.group(resource.group))  # type: ignore[arg-type]
    for interface in known.interfaces:
        assert known.node_of(interface) in (*known.nodes, None)
        assert known.network_of(interface) in (*known.networks, None)
    assert (known.witness.resource is None) == (known.witness.kind in ("none", "missing"))


def every_value_is_reached_once(hive: Hive) -> None:
    values, keys = reached(load_cluster(hive).database)
    assert values == Counter(range(len(hive.columns.values)))
    assert keys == Counter(range(len(hive)))


@patient
@given(damaged())
def test_whatever_is_damaged_nothing_raises_and_nothing_is_dropped(hive: Hive) -> None:
    look_at_everything(hive)
    every_value_is_reached_once(hive)


@pytest.mark.parametrize("plan", [Plan(), HALF])
def test_of_a_whole_cluster_nothing_is_dropped_or_unknown(plan: Plan) -> None:
    hive = read_regf(write_regf(cluster(plan)))
    look_at_everything(hive)
    every_value_is_reached_once(hive)
    known = load_cluster(hive).database
    assert not known.leftovers
    assert not [item for kind in KINDS for item in known.objects(kind) if item.unknown]


def test_places_are_those_of_the_hive() -> None:
    hive = read_regf(write_regf(cluster(Plan(nodes=2, vms=2))))
    for item in load_cluster(hive).database.resources:
        for fact in (*item.facts.values(), *item.parameters.values()):
            value = hive.key(fact.at.path or "").value(fact.at.value or "")
            assert value is not None
            assert value.location == fact.at
        assert item.at == Key(hive, item.row).location
