"""Node Manager: the list of nodes for a group, and why each node is or is not taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from hivetool.cluster.model import Database, Group, Node, Resource
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


def node_list(database: Database, group: Group) -> tuple[Node, ...]:
    """The group's preferred owners in their order, then the other nodes by id (KB299631)."""
    preferred = [node for identity in group.texts("PreferredOwners") if (node := database.node(identity)) is not None]
    rest = sorted(database.nodes, key=lambda node: node.order)
    return tuple(dict.fromkeys([*preferred, *rest]))


def barring(database: Database, group: Group, node: Node) -> Resource | None:
    """The first resource of the group that may not be owned by the node, None if all may."""
    members = database.members(group)
    return next((resource for resource in members if node.id not in database.possible_owners(resource)), None)


def not_possible(database: Database, group: Group, node: Node) -> str | None:
    """The name of the first resource that may not be owned by the node, None if all may."""
    resource = barring(database, group, node)
    return database.label(resource) if resource is not None else None


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


@dataclass(frozen=True, slots=True)
class Owner:
    """The node that is taken to own a group at the start. ``node`` None: none can. ``basis`` says why."""

    node: str | None
    basis: str


def first_owner(database: Database, group: Group, nodes: Mapping[str, NodeState]) -> Owner:
    """DefaultOwner if that node is up or paused, else the first node of the list that is up and possible.

    The hive does not hold the present owner (MS-CMRP 3.1.1); DefaultOwner is where the group was last.
    """
    number = group.number("DefaultOwner")
    last = database.node(str(number)) if number is not None else None
    if last is not None and nodes[last.id] in (NodeState.UP, NodeState.PAUSED):
        return Owner(last.id, "DefaultOwner")
    verdicts = judge(Question(database, group, nodes, None, frozenset()))
    if verdicts and verdicts[-1].chosen:
        missing = "DefaultOwner is not stored" if last is None else f"DefaultOwner is {nodes[last.id].value}"
        return Owner(verdicts[-1].node, f"first possible node of its list; {missing}")
    return Owner(None, "no node can own it")
