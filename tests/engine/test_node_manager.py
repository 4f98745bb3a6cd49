from __future__ import annotations

from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.ground import ground_of
from hivetool.engine.node_manager import Question, judge
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
    return Question(ground, known.groups[0], states, frozenset(), leaving, owners.get, lambda node: 0, tried)


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
