from __future__ import annotations

import pytest

from hivetool.cluster.model import Database
from hivetool.cluster.owners import (
    barring,
    expected_owner,
    expected_owners,
    node_list,
    not_possible,
    stored_node_states,
)
from tests.clusters import G, R, Values, cluster_reg, database

UP, DOWN, PAUSED = "up", "down", "paused"


def six(values: Values | None = None, owners: list[str] | None = None) -> Database:
    resource = R("x", {"PossibleOwners": owners} if owners else {})
    return database(cluster_reg([G("G", (resource,), values or {})], list("ABCDEF")))


def states(known: Database, **odd: str) -> dict[str, str]:
    return {node.id: odd.get(node.name, UP) for node in known.nodes}


def test_preferred_owners_come_first_then_the_rest_by_id() -> None:
    """T1 (KB299631): preferred A, C, E gives A, C, E, B, D, F."""
    known = six({"PreferredOwners": ["1", "3", "5"]})
    assert [node.name for node in node_list(known, known.groups[0])] == list("ACEBDF")


def test_without_preferred_owners_by_id() -> None:
    known = database(cluster_reg([G("G")], [f"N{number}" for number in range(1, 13)]))
    assert [node.id for node in node_list(known, known.groups[0])] == [str(number) for number in range(1, 13)]


def test_preferred_owners_that_do_not_exist_or_repeat() -> None:
    known = six({"PreferredOwners": ["9", "2", "2", ""]})
    assert [node.name for node in node_list(known, known.groups[0])] == list("BACDEF")


@pytest.mark.parametrize(
    ("values", "odd", "node", "basis"),
    [
        ({"DefaultOwner": 3}, {}, "3", "DefaultOwner"),
        ({"DefaultOwner": 3}, {"C": PAUSED}, "3", "DefaultOwner"),
        ({"DefaultOwner": 3}, {"C": DOWN}, "1", "first possible node of its list; DefaultOwner is down"),
        ({"DefaultOwner": 3}, {"C": DOWN, "A": PAUSED}, "2", "first possible node of its list; DefaultOwner is down"),
        ({}, {}, "1", "first possible node of its list; DefaultOwner is not stored"),
        ({"DefaultOwner": 77}, {}, "1", "first possible node of its list; DefaultOwner is not stored"),
        ({"PreferredOwners": ["4"]}, {}, "4", "first possible node of its list; DefaultOwner is not stored"),
    ],
)
def test_who_is_expected_to_own_a_group(values: Values, odd: dict[str, str], node: str, basis: str) -> None:
    known = six(values)
    owner = expected_owner(known, known.groups[0], states(known, **odd))
    assert (owner.node, owner.basis) == (node, basis)


def test_without_nodes_nobody_is() -> None:
    known = database(cluster_reg([G("G")], []))
    assert expected_owner(known, known.groups[0], {}).node is None


def test_the_hive_says_who_is_paused() -> None:
    known = database(cluster_reg([], ["A", "B"], node_values={"B": {"Paused": 1}}))
    assert stored_node_states(known) == {"1": UP, "2": PAUSED}


def test_not_possible_names_the_resource() -> None:
    known = six(owners=["1"])
    assert not_possible(known, known.groups[0], known.nodes[0]) is None
    assert not_possible(known, known.groups[0], known.nodes[1]) == "x"


def test_barring_is_the_first_resource_that_may_not_be_there() -> None:
    resources = (R("free"), R("x", {"PossibleOwners": ["1"]}), R("y", {"PossibleOwners": ["1"]}))
    known = database(cluster_reg([G("g", resources)]))
    assert barring(known, known.groups[0], known.nodes[0]) is None
    found = barring(known, known.groups[0], known.nodes[1])
    assert found is not None
    assert found.name == "x"


def test_all_groups_at_once_as_one_by_one() -> None:
    numbers = (None, 0, 1, 2, 3, 7, 0xFFFFFFFF)
    groups = [
        G(
            f"g{number}{len(preferred)}",
            (R(f"r{number}{len(preferred)}", {"PossibleOwners": ["2", "3"]} if number == 2 else {}),),
            {**({} if number is None else {"DefaultOwner": number}), "PreferredOwners": preferred},
        )
        for number in numbers
        for preferred in ([], ["3"], ["4", "x"])
    ]
    known = database(cluster_reg([*groups, G("empty")], list("ABCD")))
    for odd in ({}, {"A": DOWN}, {"A": PAUSED, "C": DOWN}, dict.fromkeys("ABCD", DOWN)):
        now = states(known, **odd)
        assert expected_owners(known, now) == {group.id: expected_owner(known, group, now) for group in known.groups}
