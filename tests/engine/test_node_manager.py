from __future__ import annotations

import pytest

from hivetool.cluster.model import Database
from hivetool.engine.node_manager import Question, barring, first_owner, judge, node_list, not_possible
from hivetool.scenario.model import NodeState
from tests.clusters import G, R, Values, cluster_reg, database

UP, DOWN, PAUSED = NodeState.UP, NodeState.DOWN, NodeState.PAUSED


def six(values: Values | None = None, owners: list[str] | None = None) -> Database:
    resource = R("x", {"PossibleOwners": owners} if owners else {})
    return database(cluster_reg([G("G", (resource,), values or {})], list("ABCDEF")))


def states(known: Database, **odd: NodeState) -> dict[str, NodeState]:
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


def test_the_first_of_the_list_that_passes_is_taken_and_every_other_says_why() -> None:
    known = six({"PreferredOwners": ["6", "5"]}, ["1", "2", "3", "4", "6"])
    verdicts = judge(Question(known, known.groups[0], states(known, A=DOWN, B=PAUSED), "6", frozenset({"3"})))
    assert [(known.nodes[int(verdict.node) - 1].name, verdict.decision.id, verdict.why) for verdict in verdicts] == [
        ("F", "NM-02", "the group is leaving it"),
        ("E", "NM-04", "it is no possible owner of x"),
        ("A", "NM-03", "it is down"),
        ("B", "NM-03", "it is paused"),
        ("C", "NM-05", "the group has already failed there"),
        ("D", "NM-01", "the first available node at the top of the list"),
    ]
    assert [verdict.chosen for verdict in verdicts] == [False] * 5 + [True]


def test_no_nodes() -> None:
    known = database(cluster_reg([G("G")], []))
    assert judge(Question(known, known.groups[0], {}, None, frozenset())) == ()
    assert first_owner(known, known.groups[0], {}).node is None


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
def test_who_owns_a_group_at_the_start(values: Values, odd: dict[str, NodeState], node: str, basis: str) -> None:
    known = six(values)
    owner = first_owner(known, known.groups[0], states(known, **odd))
    assert (owner.node, owner.basis) == (node, basis)


def test_not_possible_names_the_resource() -> None:
    known = six(owners=["1"])
    assert not_possible(known, known.groups[0], known.nodes[0]) is None
    assert not_possible(known, known.groups[0], known.nodes[1]) == "x"


def test_barring_is_the_first_resource_that_may_not_be_there() -> None:
    known = database(
        cluster_reg([G("g", (R("free"), R("x", {"PossibleOwners": ["1"]}), R("y", {"PossibleOwners": ["1"]})))])
    )
    assert barring(known, known.groups[0], known.nodes[0]) is None
    found = barring(known, known.groups[0], known.nodes[1])
    assert found is not None
    assert found.name == "x"
