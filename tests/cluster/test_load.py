from __future__ import annotations

import pytest

from tests.clusters import G, R, article_groups, cluster_reg, database, group_id, loaded, resource_id


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
    assert (known.nodes, known.groups, known.resources) == ((), (), ())


def test_value_names_compare_without_case() -> None:
    reg = cluster_reg([G("A", (R("x", {"PersistentState": 1}),))]).replace("PersistentState", "PERSISTENTstate")
    assert database(reg).resources[0].number("PersistentState") == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('"PersistentState"="1"', "cluster-value-type"),
        ('"PersistentState"=hex(4):01,00', "cluster-value-data"),
        ('"PersistentState"=hex(b):01,00,00,00,00,00,00,00', "cluster-value-type"),
    ],
)
def test_values_of_a_wrong_form_are_left_out_and_reported(line: str, code: str) -> None:
    reg = cluster_reg([G("A", (R("x", {"PersistentState": 1}),))])
    result = loaded(reg.replace('"PersistentState"=dword:00000001', line))
    (problem,) = result.problems
    assert (problem.code, problem.at.value) == (code, "PersistentState")
    assert result.database.resources[0].number("PersistentState") is None


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
    reg = cluster_reg([G("A", (R(odd),))])
    from hivetool.cluster.load import load_cluster
    from hivetool.regtext.reader import read_reg
    from hivetool.regtext.tree import hive_from_reg

    utf16 = b"\xff\xfe" + reg.encode("utf-16-le")
    assert load_cluster(hive_from_reg(read_reg(utf16))).database.resources[0].name == odd


def test_a_dependency_without_a_dependent() -> None:
    reg = cluster_reg([G("A", (R("x", needs=("y",)), R("y")))])
    result = loaded(reg.replace(f'"dependent"="{resource_id("x")}"', '"dependent"="nobody"'))
    assert [problem.code for problem in result.problems] == ["cluster-dependency"]
    assert result.database.dependencies == ()


def test_a_cycle_is_left_out_and_reported() -> None:
    reg = cluster_reg([G("A", (R("x", needs=("y",)), R("y", needs=("x",)), R("z", needs=("x",))))])
    result = loaded(reg)
    assert [problem.code for problem in result.problems] == ["cluster-dependency-cycle"] * 2
    assert [item.dependent for item in result.database.dependencies] == [resource_id("z")]
