"""Votes once more, by counting on fingers: a dict of votes by node number, and the witness under 0."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

WITNESS = 0
Votes = dict[int, int]


@dataclass
class Voting:
    """What is configured: the NodeWeight of each node, and whether there is a witness and dynamic quorum."""

    weights: dict[int, int]
    witness: bool
    dynamic: bool

    def balanced(self, members: Collection[int], before: Votes | None) -> Votes:
        """The votes when these nodes are the members; ``before``: those held up to now."""
        votes = dict.fromkeys([WITNESS, *self.weights], 0)
        if not self.dynamic:
            return votes | self.weights | {WITNESS: int(self.witness)}
        voters = [node for node in members if self.weights[node] == 1]
        for node in voters:
            votes[node] = 1
        configured = [node for node, weight in self.weights.items() if weight == 1]
        if configured and not voters:
            return votes
        if self.witness:
            if before is not None and before[WITNESS] == 1 and sum(before.values()) == 3 and len(voters) <= 2:
                held = all(before[node] == 1 for node in voters)
                return before if held else votes | {WITNESS: int(len(voters) % 2 == 0)}
            votes[WITNESS] = int(len(voters) % 2 == 0)
        elif voters and len(voters) % 2 == 0:
            votes[max(voters)] = 0
        return votes


def enough(votes: Votes, present: Collection[int]) -> bool:
    """Whether these nodes and the witness hold more than half; the witness votes with somebody, never alone."""
    held = sum(votes[node] for node in present) + (votes[WITNESS] if present else 0)
    return 2 * held > sum(votes.values())
