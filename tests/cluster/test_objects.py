from __future__ import annotations

import pytest

from hivetool.cluster.objects import ClusterObject, Resource, is_node_number
from hivetool.cluster.schema import KINDS
from tests.clusters import CONFIG, ROOT, VM, G, R, cluster_reg, database, loaded, resource_id

MACHINE = R("Virtual Machine A", {"PersistentState": 1, "RestartAction": 2, "PossibleOwners": ["1"]})
MORE = (
    f"\n[{ROOT}\\Resources\\{resource_id(MACHINE.name)}\\Parameters]\n"
    '"VmID"="x"\n"OfflineAction"=dword:00000002\n"Unheard"=dword:00000001\n'
    f"\n[{ROOT}\\Resources\\{resource_id(MACHINE.name)}\\Parameters\\Deep]\n"
    f"\n[{ROOT}\\Resources\\{resource_id(MACHINE.name)}\\Other\\Deeper]\n"
)


def machine(more: str = MORE) -> Resource:
    return database(cluster_reg([G("A", (MACHINE, R("Configuration A", {}, CONFIG)))]) + more).resources[0]


def test_own_and_private_properties() -> None:
    found = machine()
    assert set(found.facts) == {"Name", "Type", "PersistentState", "RestartAction", "PossibleOwners"}
    assert {name: fact.value for name, fact in found.parameters.items()} == {"VmID": "x", "OfflineAction": 2}
    assert found.parameters["VmID"].at.path == f"{found.path}\\Parameters"
    assert (found.private_type, found.is_virtual_machine) == (VM, True)


def test_what_is_unknown_is_kept() -> None:
    unknown = machine().unknown
    assert [value.name for value in unknown.parameters] == ["Unheard"]
    assert [key.name for key in unknown.keys] == ["Other", "Deep"]
    assert unknown.values == ()


def test_nothing_stored_is_nothing() -> None:
    found = machine("")
    assert len(found.parameters) == 0
    assert not found.unknown


def test_stored_in_the_wrong_form_counts_as_not_stored() -> None:
    found = machine()
    assert (found.number("Name"), found.text("PersistentState"), found.texts("Name")) == (None, None, ())
    assert (found.number("PersistentState"), found.text("Name"), found.texts("PossibleOwners")) == (
        1,
        "Virtual Machine A",
        ("1",),
    )
    assert found.content("Unheard") is None


def test_objects_are_equal_if_they_are_the_same_key() -> None:
    known = database(cluster_reg([G("A", (MACHINE,)), G("B")]))
    again = known.resource(known.resources[0].id.upper())
    assert again == known.resources[0]
    assert hash(again) == hash(known.resources[0])
    assert known.groups[0] != known.groups[1]
    assert known.groups[0] != known.resources[0]
    assert known.groups[0] != "A"
    assert repr(known.groups[0]) == "<Group 'A'>"


def test_nodes_count_by_number() -> None:
    nodes = [f"N{number}" for number in range(1, 12)]
    known = database(cluster_reg([], nodes) + f"\n[{ROOT}\\Nodes\\x]\n\n[{ROOT}\\Nodes\\{'9' * 200}]\n")
    assert [node.name for node in sorted(known.nodes, key=lambda node: node.order)][:11] == nodes


@pytest.mark.parametrize(("text", "number"), [("1", True), ("64", True), ("", False), ("x", False), ("²", False)])
def test_ids_of_nodes(text: str, number: bool) -> None:
    assert is_node_number(text) is number


def test_a_group_says_what_kind_it_is() -> None:
    known = database(cluster_reg([G("A", values={"GroupType": 111}), G("B"), G("C", values={"GroupType": 7})]))
    assert [group.type for group in known.groups] == ["virtual machine", None, None]


def test_the_cluster_is_an_object_too() -> None:
    result = loaded(
        cluster_reg([G("A")], root={"Odd": 1}) + f'\n[{ROOT}\\Dedup\\x]\n\n[{ROOT}\\Parameters]\n"y"=dword:1\n'
    )
    cluster = result.database.cluster
    assert (cluster.id, cluster.name, cluster.path) == ("", "HVCLUSTER", "")
    assert [value.name for value in cluster.unknown.values] == ["Odd"]
    assert [value.name for value in cluster.unknown.parameters] == ["y"]
    assert [key.name for key in cluster.unknown.keys] == ["Dedup"]


def test_every_kind_has_its_class() -> None:
    classes = {each.kind for each in every_class(ClusterObject) if hasattr(each, "kind")}
    assert classes == set(KINDS)


def every_class(kind: type[ClusterObject]) -> list[type[ClusterObject]]:
    return [each for below in kind.__subclasses__() for each in (below, *every_class(below))]
