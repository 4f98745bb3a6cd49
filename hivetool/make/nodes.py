"""The nodes. Up and down is not stored, nor is the number of votes that dynamic quorum leaves (MS-CMRP 3.1.1.6)."""

from __future__ import annotations

from .plan import Plan
from .tree import Branch


def node_name(number: int | str) -> str:
    """The computer name of the node with this number: ``HV01``."""
    return f"HV{int(number):02}"


def node_branches(plan: Plan) -> tuple[Branch, ...]:
    """``Nodes`` key by key: name and vote are what is known to be stored of every node."""
    return tuple(
        Branch(number, {"NodeName": node_name(number), "NodeWeight": 1}, (Branch("Parameters"),))
        for number in plan.node_ids
    )
