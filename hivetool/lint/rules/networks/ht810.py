"""Adapters of two nodes have the same id.

## Why

Nodes that were made from one image, which was not generalized before, may have network adapters of the same GUID. The
cluster takes them for one: validation stops with "An item with the same key has already been added", and networks
appear and vanish.

## How to mend

Remove the adapter from the node in the Device Manager and let Windows find it again, which gives it a new id; make the
image anew with sysprep.

## Source

Microsoft KB2002405.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import NetworkInterface
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\NetworkInterfaces\i]
"Name"="N1 - Ethernet"
"Node"="1"
"AdapterId"="0F1E2D3C-0000-4000-8000-000000000001"

[Cluster\NetworkInterfaces\j]
"Name"="N2 - Ethernet"
"Node"="2"
; here
"AdapterId"="{0f1e2d3c-0000-4000-8000-000000000001}"
"""

GOOD = BAD.replace("000001}", "000002}").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Interfaces whose AdapterId one of another node has before them."""
    database = subject.database
    first: dict[str, NetworkInterface] = {}
    for item in database.interfaces:
        adapter = upcase(item.text("AdapterId") or "").strip("{}")
        other = first.setdefault(adapter, item)
        if adapter and _owner(subject, other) != _owner(subject, item):
            yield Found(
                f"{database.label(other)} has the same adapter id",
                item,
                "AdapterId",
                expected="an id of its own",
                fix=by_hand("remove the adapter from the node and let Windows find it again"),
            )


def _owner(subject: Subject, item: NetworkInterface) -> str:
    node = subject.database.node_of(item)
    return node.id if node is not None else upcase(item.text("Node") or "")


RULE = Rule(
    code="HT810",
    name="one adapter id on two nodes",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
