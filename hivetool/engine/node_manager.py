"""Node Manager: the list of nodes for a group, and why each node is or is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hivetool.cluster.model import Database, Group, Node
from hivetool.cluster.owners import node_list, not_possible
from hivetool.scenario.model import NodeState

from .decisions import RULES, Case
from .trace import Citation


@dataclass(frozen=True, slots=True)
class Verdict:
    """One node of the list: taken if ``chosen``, with the rule that decided and the reason in words."""

    node: str
    chosen: bool
    decision: Citation
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a node can take a group that is leaving another one (None: none); ``tried`` are nodes it failed on."""

    database: Database
    group: Group
    nodes: Mapping[str, NodeState]
    leaving: str | None
    tried: frozenset[str]


FILTERS: tuple[tuple[Case, Callable[[Question, Node], str | None]], ...] = (
    (Case.NODE_LEFT, lambda question, node: "" if node.id == question.leaving else None),
    (
        Case.NODE_NOT_UP,
        lambda question, node: None if (state := question.nodes[node.id]) is NodeState.UP else state.value,
    ),
    (Case.NODE_NOT_POSSIBLE, lambda question, node: not_possible(question.database, question.group, node)),
    (Case.NODE_TRIED, lambda question, node: "" if node.id in question.tried else None),
)
"""Why a node is not taken, the first that applies: the case, and what gives the word its reason needs (None: no)."""


def judge(question: Question) -> tuple[Verdict, ...]:
    """The nodes of the list down to the first that passes; the last verdict is the chosen one if there is any."""
    verdicts = []
    for node in node_list(question.database, question.group):
        verdict = _verdict(question, node)
        verdicts.append(verdict)
        if verdict.chosen:
            break
    return tuple(verdicts)


def _verdict(question: Question, node: Node) -> Verdict:
    for case, fails in FILTERS:
        word = fails(question, node)
        if word is not None:
            return Verdict(node.id, False, RULES[case].citation, RULES[case].why.format(state=word, resource=word))
    rule = RULES[Case.NODE_CHOSEN]
    return Verdict(node.id, True, rule.citation, rule.why)
