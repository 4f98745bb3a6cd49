from __future__ import annotations

from tests.clusters import CONFIG, G, R, cluster_reg, database, group_id, resource_id

MACHINE = R("Virtual Machine A", {"PersistentState": 1}, needs=("Configuration A",))
CONFIGURATION = R("Configuration A", {"PersistentState": 1, "PossibleOwners": ["2", "9", "1"]}, CONFIG)


def test_objects_are_found_by_id_without_case() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    found = known.resource(resource_id("Virtual Machine A").upper())
    assert found is not None
    assert (found.name, found.group) == ("Virtual Machine A", group_id("A"))
    assert known.resource("no such id") is None
    assert known.node("1") is known.nodes[0]


def test_possible_owners() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    configuration, machine = known.resources
    assert known.possible_owners(configuration) == ("2", "1"), "node 9 does not exist"
    assert known.possible_owners(machine) == ("1", "2", "3"), "none listed: every node"


def test_top_level_is_what_nothing_depends_on() -> None:
    known = database(cluster_reg([G("A", (CONFIGURATION, MACHINE))]))
    assert [item.name for item in known.top_level(known.groups[0])] == ["Virtual Machine A"]
    assert known.providers(known.resources[1]) == (resource_id("Configuration A"),)


def test_a_repeated_name_is_shown_with_its_id() -> None:
    known = database(cluster_reg([G("A", (MACHINE, CONFIGURATION)), G("a"), G("B")]))
    assert known.label(known.groups[0]) == "A"
    other = known.groups[2]
    twins = database(cluster_reg([G("A"), G("B")]).replace('"Name"="A"', '"Name"="B"'))
    assert [twins.label(group) for group in twins.groups] == [f"B {{{group.id}}}" for group in twins.groups]
    assert known.label(other) == "B"


def test_nodes_count_by_number() -> None:
    nodes = [f"N{number}" for number in range(1, 12)]
    known = database(cluster_reg([], nodes))
    assert [node.name for node in sorted(known.nodes, key=lambda node: node.order)] == nodes


def test_what_is_stored_in_the_wrong_form_counts_as_not_stored() -> None:
    known = database(cluster_reg([G("A", (R("x", {"PersistentState": 1}),))]))
    resource = known.resources[0]
    assert resource.number("Name") is None
    assert resource.text("PersistentState") is None
    assert resource.texts("Name") == ()
    assert resource.number("PersistentState") == 1
