from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE, WINDOWS, overridden
from hivetool.engine.ground import ground_of
from hivetool.engine.node_manager import Question, judge, node_order
from hivetool.scenario.model import NodeState
from tests.clusters import G, R, Values, cluster_reg, database

UP, DOWN, PAUSED = NodeState.UP, NodeState.DOWN, NodeState.PAUSED


def six(values: Values | None = None, owners: list[str] | None = None) -> Database:
    resource = R("x", {"PossibleOwners": owners} if owners else {})
    return database(cluster_reg([G("G", (resource,), values or {})], list("ABCDEF")))


def question(known: Database, leaving: str | None, tried: frozenset[str] = frozenset(), **odd: NodeState) -> Question:
    states = {node.id: odd.get(node.name, UP) for node in known.nodes}
    ground = ground_of(known, ARTICLE)
    owners = {group.id: ground.owners[group.id].node for group in known.groups}

    def is_on(group: str, node: str) -> bool:
        return owners.get(group) == node

    return Question(ground, known.groups[0], states, frozenset(), leaving, is_on, lambda node: 0, tried)


def test_the_first_of_the_list_that_passes_is_taken_and_every_other_says_why() -> None:
    known = six({"PreferredOwners": ["6", "5"]}, ["1", "2", "3", "4", "6"])
    verdicts = judge(question(known, "6", tried=frozenset({"3"}), A=DOWN, B=PAUSED))
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
    assert judge(question(known, None)) == ()


def order(known: Database, leaving: str | None, *given: str, best: bool = False, **odd: NodeState) -> str:
    states = {node.id: odd.get(node.name, UP) for node in known.nodes}
    ground = ground_of(known, overridden(WINDOWS, given))
    crowd = {"1": 3, "2": 2, "3": 0, "4": 1, "5": 1, "6": 5}
    asked = Question(
        ground, known.groups[0], states, frozenset(), leaving, lambda group, node: node == leaving, crowd.__getitem__
    )
    return "".join(node.name for node in node_order(replace(asked, best=best)))


def test_the_best_node_is_looked_for_from_the_top_and_the_next_one_after_the_owner() -> None:
    """T1 and T2 (KB299631)."""
    known = six({"PreferredOwners": ["1", "3", "5"]})
    assert [order(known, leaving) for leaving in "135246"] == [
        "CEBDFA",
        "EBDFAC",
        "BDFACE",
        "DFACEB",
        "FACEBD",
        "ACEBDF",
    ]
    assert order(known, "3", best=True) == "ACEBDF"


@pytest.mark.parametrize(
    ("best", "state", "listed", "expected"),
    [
        (False, UP, False, "CDEFAB"),
        (False, DOWN, False, "CDEBAF"),
        (True, UP, False, "CDEBAF"),
        (False, DOWN, True, "EACDFB"),
        (True, UP, True, "BECDAF"),
    ],
)
def test_the_groups_of_nodes_count_for_a_lost_node_and_the_best_one(
    best: bool, state: NodeState, listed: bool, expected: str
) -> None:
    """T3, T4 and T6 (KB299631, VMFP): the failure of a resource goes by the list, and so does a group that has one."""
    known = six({"PreferredOwners": ["2", "5"]} if listed else {})
    assert order(known, "2", "no_preferred_list=fewest groups", best=best, B=state) == expected


def test_a_random_order_depends_on_the_seed_alone() -> None:
    orders = {order(six(), "2", "no_preferred_list=random", f"seed={seed}", B=DOWN) for seed in range(40)}
    assert len(orders) > 10
    assert {"".join(sorted(each)) for each in orders} == {"ABCDEF"}
    assert order(six(), "2", "no_preferred_list=random", "seed=1") == "CDEFAB"
