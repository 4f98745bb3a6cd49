"""Node Manager: the list of nodes for a group, and why each node is or is not taken."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from hivetool.cluster.model import Group, Node
from hivetool.cluster.owners import not_possible
from hivetool.cluster.sites import preferred_site
from hivetool.scenario.model import NodeState

from .ground import Ground
from .rules import RULES, Case
from .states import RUNNING
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
    """Which node can take a group that is leaving another one (``leaving``, None: none).

    ``nodes`` are the states as the cluster knows them, ``going`` the nodes that shut down. ``is_on`` says whether a
    group is on a node or on its way there, ``count_on`` how many groups a node has. ``tried`` are nodes it failed on.
    ``apart``: nodes with a group of the same anti-affinity class are passed over; ``paused``: paused nodes will do;
    ``best``: from the top of the list, whatever the semantics. ``idle``: whether a group needs no memory now;
    ``kept_for`` gives the node on which memory is kept for a group. ``runs``: something of the group is to be online,
    so that it needs its memory.
    """

    ground: Ground
    group: Group
    nodes: Mapping[str, NodeState]
    going: Set[str]
    leaving: str | None
    is_on: Callable[[str, str], bool]
    count_on: Callable[[str], int]
    tried: frozenset[str] = frozenset()
    apart: bool = True
    paused: bool = False
    best: bool = False
    idle: Callable[[str], bool] = lambda _: False
    kept_for: Callable[[str], str | None] = lambda _: None
    runs: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Node Manager says: the verdicts of each pass, and the rules that were lifted between the passes."""

    passes: tuple[tuple[Verdict, ...], ...]
    lifted: tuple[Case, ...] = ()

    @property
    def node(self) -> str | None:
        """The node to take, None if there is none."""
        last = self.passes[-1]
        return last[-1].node if last and last[-1].chosen else None


def _not_up(question: Question, node: Node) -> str | None:
    state = question.nodes[node.id]
    if node.id in question.going:
        return "shutting down"
    if state is NodeState.UP or (question.paused and state is NodeState.PAUSED):
        return None
    return state.value


def _lacks_memory(question: Question, node: Node) -> str | None:
    ground, group = question.ground, question.group
    needs, has = ground.assume.needs_mb, ground.assume.memory_mb.get(node.id)
    wanted = needs.get(group.id, 0) if question.runs else 0
    if not ground.semantics.considers_capacity.value or has is None or not wanted:
        return None
    free = free_mb(question, node.id)
    return None if wanted <= free else f"{wanted} MB are needed, {max(free, 0)} of {has} MB are free"


def free_mb(question: Question, node: str) -> int:
    """The memory of the node that no other group has, and that is kept for none; less than 0 if they need more."""
    assume, here = question.ground.assume, question.group.id
    used = sum(mb for other, mb in assume.needs_mb.items() if other != here and _holds(question, other, node))
    return assume.memory_mb.get(node, 0) - used


def _holds(question: Question, group: str, node: str) -> bool:
    return question.kept_for(group) == node or (question.is_on(group, node) and not question.idle(group))


def _same_class(question: Question, node: Node) -> str | None:
    if not question.apart:
        return None
    ground, group = question.ground, question.group
    for name in sorted(ground.classes.get(group.id, ())):
        for other in ground.classmates[name]:
            found = ground.database.group(other)
            if found is not None and other != group.id and question.is_on(other, node.id):
                return ground.database.label(found)
    return None


def kept_apart(question: Question, node: Node) -> str | None:
    """The group of the same anti-affinity class for which the enforced rule forbids the node, None if nothing does."""
    return _same_class(question, node) if _enforced(question) else None


def _enforced(question: Question) -> bool:
    return question.ground.number("ClusterEnforcedAntiaffinity").value == 1


FILTERS: tuple[tuple[Case, Callable[[Question, Node], str | None]], ...] = (
    (Case.NODE_LEFT, lambda question, node: "" if node.id == question.leaving else None),
    (Case.NODE_NOT_UP, _not_up),
    (Case.NODE_NOT_POSSIBLE, lambda question, node: not_possible(question.ground.database, question.group, node)),
    (Case.NODE_TRIED, lambda question, node: "" if node.id in question.tried else None),
    (Case.NODE_NO_CAPACITY, _lacks_memory),
    (Case.NODE_APART, _same_class),
)
"""Why a node is not taken, the first that applies: the case, and what gives the word its reason needs (None: no)."""


def ask(question: Question) -> Answer:
    """The node for the group, from the first pass that finds one; what each further pass no longer asks is lifted.

    First no node where the group has failed and none with a group of its class; then the nodes it failed on; then,
    unless the rule is enforced, those with a group of its class.
    """
    passes, lifted = [judge(question)], []
    for case, relaxed in _relaxed(question):
        if passes[-1] and passes[-1][-1].chosen:
            break
        again = judge(relaxed)
        if again and again[-1].chosen:
            passes.append(again)
            lifted.append(case)
            break
    return Answer(tuple(passes), tuple(lifted))


def _relaxed(question: Question) -> Iterator[tuple[Case, Question]]:
    now = question
    if question.tried:
        now = replace(now, tried=frozenset())
        yield Case.ALL_TRIED, now
    if question.group.id in question.ground.classes and not _enforced(question):
        yield Case.APART_LIFTED, replace(now, apart=False)


def nodes_but_for_memory(question: Question) -> tuple[str, ...]:
    """The ids of the nodes that could take the group if they had the memory, in the order in which they are asked."""
    filters = [fails for case, fails in FILTERS if case is not Case.NODE_NO_CAPACITY]
    asked = (question, *(relaxed for _, relaxed in _relaxed(question)))
    nodes = (
        node.id for each in asked for node in node_order(each) if all(fails(each, node) is None for fails in filters)
    )
    return tuple(dict.fromkeys(nodes))


def judge(question: Question) -> tuple[Verdict, ...]:
    """The nodes of the list down to the first that passes; the last verdict is the chosen one if there is any."""
    usual = question.ground.semantics.target.value == "first of the list"
    chosen = Case.NODE_CHOSEN if usual else Case.NODE_TOP if _from_the_top(question) else Case.NODE_NEXT
    verdicts = []
    for node in node_order(question):
        verdict = _verdict(question, node, chosen)
        verdicts.append(verdict)
        if verdict.chosen:
            break
    return tuple(verdicts)


def _verdict(question: Question, node: Node, chosen: Case) -> Verdict:
    for case, fails in FILTERS:
        word = fails(question, node)
        if word is not None:
            return Verdict(node.id, False, RULES[case].citation, RULES[case].why.format(state=word, resource=word))
    return Verdict(node.id, True, RULES[chosen].citation, RULES[chosen].why)


def _from_the_top(question: Question) -> bool:
    semantics = question.ground.semantics
    ordered = semantics.target.value == "next after the owner" and question.leaving is not None
    return question.best or not ordered or _unordered(question)


def _unordered(question: Question) -> bool:
    """Whether the nodes that are no preferred owners are not taken by id.

    That is so for the best node, and where a node is lost and the group has no list (KB299631, VMFP).
    """
    by_id = question.ground.semantics.no_preferred_list.value == "node id"
    lost = question.leaving is None or question.nodes[question.leaving] not in RUNNING
    return not by_id and (question.best or (lost and not question.group.texts("PreferredOwners")))


def node_order(question: Question) -> list[Node]:
    """The nodes in the order in which they are asked: preferred owners, then the others (KB299631).

    It begins after the node that the group leaves, where the semantics say so, and goes on at the top. Nodes of the
    site come first (SITE).
    """
    ground, group = question.ground, question.group
    preferred = [node for text in group.texts("PreferredOwners") if (node := ground.database.node(text)) is not None]
    rest = [node for node in ground.by_id if node not in preferred] if preferred else list(ground.by_id)
    if _unordered(question):
        rest.sort(key=_ORDERS[ground.semantics.no_preferred_list.value](question))
    nodes = [*dict.fromkeys(preferred), *rest]
    if not _from_the_top(question):
        place = next((number for number, node in enumerate(nodes) if node.id == question.leaving), -1)
        nodes = nodes[place + 1 :] + nodes[: place + 1]
    return _by_site(question, nodes)


def _drawn(question: Question) -> Callable[[Node], bytes]:
    seed = f"{question.ground.semantics.seed.value}/{question.group.id}/"
    return lambda node: hashlib.sha256((seed + node.id).encode("utf-8", "surrogatepass")).digest()


_ORDERS: Mapping[str, Callable[[Question], Callable[[Node], Any]]] = MappingProxyType(
    {"fewest groups": lambda question: lambda node: question.count_on(node.id), "random": _drawn}
)
"""How the nodes that are no preferred owners are sorted."""


def _by_site(question: Question, nodes: list[Node]) -> list[Node]:
    ground = question.ground
    if not ground.semantics.considers_sites.value or not ground.sites:
        return nodes
    site = preferred_site(ground.database, question.group) or ground.sites.get(question.leaving or "")
    return nodes if site is None else sorted(nodes, key=lambda node: ground.sites.get(node.id) != site)
