"""Votes and quorum: who has a vote, and whether those who are left hold enough of them.

Arithmetic only. Who is a member, when a loss is noticed and when votes are balanced anew is decided elsewhere.
:data:`READINGS` says what each rule rests on; ``docs/quorum.md`` is made from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hivetool.cluster.in_force import in_force
from hivetool.cluster.model import Database
from hivetool.cluster.schema import LEVELS
from hivetool.cluster.semantics import Basis, Semantics
from hivetool.cluster.settings import effective


@dataclass(frozen=True, slots=True)
class Configured:
    """What the database says of votes.

    ``weights`` are the nodes' NodeWeight, 0 or 1, by id and in the order of ids. ``witness`` is whether there is one,
    ``witness_id`` the id of its resource. ``dynamic_quorum``: votes follow the membership; ``dynamic_witness``: so
    does the witness's. ``loses_tie`` is the node of LowerQuorumPriorityNodeId, None if it names none.
    """

    weights: Mapping[str, int]
    witness: bool = False
    witness_id: str | None = None
    dynamic_quorum: bool = True
    dynamic_witness: bool = True
    loses_tie: str | None = None

    @property
    def voters(self) -> tuple[str, ...]:
        """The nodes that may have a vote, in the order of ids."""
        return tuple(node for node, weight in self.weights.items() if weight == 1)


@dataclass(frozen=True, slots=True)
class Votes:
    """Who has a vote now: each node of the cluster by id, 0 or 1 (its DynamicWeight), and the witness."""

    nodes: Mapping[str, int]
    witness: int = 0

    @property
    def total(self) -> int:
        """All votes."""
        return sum(self.nodes.values()) + self.witness


@dataclass(frozen=True, slots=True)
class Count:
    """The votes of those who are there, of all votes."""

    present: int
    total: int

    @property
    def needed(self) -> int:
        """The fewest votes that are more than half."""
        return self.total // 2 + 1

    @property
    def enough(self) -> bool:
        """Whether this is quorum: strictly more than half."""
        return self.present >= self.needed

    def __str__(self) -> str:
        """Such as ``2 of 3 votes``."""
        return f"{self.present} of {self.total} {'vote' if self.total == 1 else 'votes'}"


def configured(database: Database, semantics: Semantics) -> Configured:
    """What the database says of votes; a value that is out of range counts as not stored.

    A witness whose resource is missing is none. The functional level says whether the witness is dynamic, and where
    no level is stored it is taken to be.
    """
    weights = zip(database.nodes, in_force(database, "node", "NodeWeight", semantics), strict=True)
    ordered = sorted(weights, key=lambda found: found[0].order)
    witness = database.witness
    level = database.cluster.number("ClusterFunctionalLevel")
    loser = database.cluster.number("LowerQuorumPriorityNodeId")
    node = database.node(str(loser)) if loser else None
    return Configured(
        MappingProxyType({node.id: weight.number or 0 for node, weight in ordered}),
        witness.kind not in ("none", "missing"),
        witness.resource.id if witness.resource is not None else None,
        effective(database, database.cluster, "DynamicQuorum", semantics).value != 0,
        level is None or level >= min(LEVELS),
        node.id if node is not None else None,
    )


def balanced(
    known: Configured,
    members: Iterable[str],
    semantics: Semantics,
    before: Votes | None = None,
    *,
    witness_reachable: bool = True,
) -> Votes:
    """The votes when these nodes, by id, are the members.

    Who is no member has no vote, and the total is odd: the witness votes beside an even number of nodes, and
    without a witness one node of an even number has no vote. ``before`` are the votes up to now: with a witness three
    votes do not become fewer, so the last voting node keeps the witness and the vote of the node that left last.
    Without ``before`` nobody is known to have left, and the last node has the only vote.

    A witness that is not reachable has no vote. The witness alone votes only where no node is configured to; if those
    that are configured to vote are no members, nobody has a vote. Without dynamic quorum every configured vote counts,
    whoever is there.
    """
    if not known.dynamic_quorum:
        return _votes(known, known.voters, known.witness)
    there = frozenset(members)
    voters = tuple(node for node in known.voters if node in there)
    if known.voters and not voters:
        return _votes(known, (), False)
    if known.witness and not known.dynamic_witness:
        return _votes(known, voters, True)
    if not (known.witness and witness_reachable):
        return _votes(known, _odd(known, voters, semantics), False)
    if before is not None and _at_the_least(before, voters):
        return before
    return _votes(known, voters, len(voters) % 2 == 0)


_LEAST = 3
"""Votes that do not become fewer while there is a witness."""


def _at_the_least(before: Votes, voters: Collection[str]) -> bool:
    """Whether these voters are what is left of two that voted with the witness."""
    had_votes = all(before.nodes.get(node) == 1 for node in voters)
    return had_votes and before.witness == 1 and before.total == _LEAST


def _odd(known: Configured, voters: tuple[str, ...], semantics: Semantics) -> tuple[str, ...]:
    """These voters without one, if their number is even and there are any."""
    if len(voters) % 2 or not voters:
        return voters
    unlucky = voters[-1] if semantics.vote_removed.value == "highest id" else voters[0]
    if known.loses_tie in voters:
        unlucky = known.loses_tie
    return tuple(node for node in voters if node != unlucky)


def _votes(known: Configured, voters: Collection[str], witness: bool) -> Votes:
    return Votes(MappingProxyType({node: int(node in voters) for node in known.weights}), int(witness))


def given_up(votes: Votes, leaving: Iterable[str]) -> Votes:
    """The votes once these nodes, which are shut down properly, have given up theirs, before they are balanced."""
    gone = frozenset(leaving)
    return Votes(
        MappingProxyType({node: 0 if node in gone else vote for node, vote in votes.nodes.items()}), votes.witness
    )


def count(held: Votes, present: Iterable[str], *, witness_reachable: bool = True) -> Count:
    """The votes of these nodes, by id, and the witness, of the votes held before the loss.

    The witness votes with somebody, never alone; of several parts of a cluster it is reachable for one.
    """
    there = frozenset(node for node in present if node in held.nodes)
    nodes = sum(held.nodes[node] for node in there)
    return Count(nodes + (held.witness if there and witness_reachable else 0), held.total)


def keeps_quorum(held: Votes, present: Iterable[str], *, witness_reachable: bool = True) -> bool:
    """Whether these nodes, by id, hold more than half of the votes that were held before the loss."""
    return count(held, present, witness_reachable=witness_reachable).enough


def can_form(last_held: Votes, up: Iterable[str], *, witness_reachable: bool = True) -> bool:
    """Whether these nodes, by id, can form the cluster after it has stopped.

    DOCUMENTED (QUORUM): a cluster starts with the majority with which it would continue. ASSUMED: it is that of the
    votes last held, so that a node that had none then cannot start the cluster, and does not hinder it.
    """
    return keeps_quorum(last_held, up, witness_reachable=witness_reachable)


def held_at_start(known: Configured, up: Collection[str], semantics: Semantics) -> Votes:
    """The votes at the beginning, and those last held before a cold start; ``up`` are the nodes up then, by id.

    The hive does not hold them. ASSUMED: a node that is down at the beginning went down earlier and has no dynamic
    vote, before a cold start as well. If no node that may vote is up, all went down together: every one of them has its
    vote still, and the cluster forms with the majority of all.
    """
    anybody = any(node in up for node in known.voters)
    return balanced(known, up if anybody else known.weights, semantics)


@dataclass(frozen=True, slots=True)
class Reading:
    """A rule of this module in one sentence, and what it rests on."""

    rule: str
    basis: Basis
    source: str


_D, _A = Basis.DOCUMENTED, Basis.ASSUMED
_UNDERSTAND = "QUORUM, understand-quorum"
_MANAGE = "QUORUM, manage-cluster-quorum"

READINGS: tuple[Reading, ...] = (
    Reading("Quorum is strictly more than half of the votes held before the loss.", _D, _UNDERSTAND),
    Reading("Votes are balanced anew only after the nodes that are left have quorum.", _D, _UNDERSTAND),
    Reading("Only a node whose NodeWeight is 1 can have a vote.", _D, _MANAGE),
    Reading("A node that is no member has no vote.", _D, f"{_UNDERSTAND}: the majority is among the survivors"),
    Reading("The witness votes beside an even number of voting nodes, not beside an odd one.", _D, _UNDERSTAND),
    Reading("Without a witness one node of an even number has no vote.", _D, _UNDERSTAND),
    Reading(
        "LowerQuorumPriorityNodeId names that node, if it is a voting member.",
        _A,
        "PowerShell Cluster: it loses a tie; in 2016 the preferred site takes its place, which is not considered",
    ),
    Reading(
        "With a witness three votes do not become fewer: the last voting node needs the witness, and the node that "
        "left last keeps its vote.",
        _D,
        "askcore 2016-03-21, Behavior of Dynamic Witness; whose vote the third is, is assumed",
    ),
    Reading("With no voting node in the configuration the witness alone has a vote.", _D, f"{_MANAGE}: disk only"),
    Reading(
        "If only nodes without a vote are members, nobody has one, not even the witness.",
        _A,
        "the last node's vote is not known to pass to the witness",
    ),
    Reading(
        "A witness that cannot be reached has no vote once votes are balanced anew.",
        _A,
        "understand-quorum: a dynamic witness reduces the risk of its failure",
    ),
    Reading(
        "A node that is shut down properly gives up its vote first, then the votes are balanced.",
        _D,
        "understand-quorum: the vote passes to the other of two nodes. START shows 0, 1, 1 of three nodes without a "
        "witness, which is taken for the moment before the balancing",
    ),
    Reading(
        "With DynamicQuorum 0 every configured vote and the witness's count always.",
        _D,
        f"{_MANAGE}: votes without dynamic management",
    ),
    Reading(
        "Below functional level 8 (2012 R2) the witness always has its vote.",
        _A,
        "the dynamic witness came with 2012 R2",
    ),
    Reading(
        "A cluster that has stopped forms with more than half of the votes last held.",
        _A,
        f"{_MANAGE}: votes decide whether it can start; that those last held count is assumed",
    ),
    Reading(
        "A node that is down at the beginning has no vote, before a cold start as well; if all voting nodes are down, "
        "all have kept theirs.",
        _A,
        "the hive does not hold the present votes",
    ),
)
"""What each rule rests on."""


@dataclass(slots=True)
class Loss:
    """Nodes that were noticed to be gone within one span of the heartbeats, and the votes held before."""

    votes: Votes
    nodes: set[str]
