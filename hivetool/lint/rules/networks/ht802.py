"""A node has two interfaces in one network.

## Why

The cluster makes one network of each subnet and uses one interface of a node in it. A second adapter in the same subnet
is no second path: it stands idle, and answers may leave by another adapter than the one that was asked.

## How to mend

Team the two adapters, or give one of them a subnet of its own.

## Source

IT Pro Today, "Six Common Problems with Failover Clusters".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import NetworkInterface
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Networks\a]
"Name"="Management"

[Cluster\NetworkInterfaces\i]
"Name"="N1 - Ethernet"
"Node"="1"
"Network"="a"

[Cluster\NetworkInterfaces\j]
"Name"="N1 - Ethernet 2"
"Node"="1"
; here
"Network"="a"
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Networks\a]
"Name"="Management"

[Cluster\Networks\b]
"Name"="Cluster"

[Cluster\NetworkInterfaces\i]
"Name"="N1 - Ethernet"
"Node"="1"
"Network"="a"

[Cluster\NetworkInterfaces\j]
"Name"="N1 - Ethernet 2"
"Node"="1"
"Network"="b"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Every interface whose node has one in the same network before it."""
    database = subject.database
    first: dict[tuple[str, str], NetworkInterface] = {}
    for item in database.interfaces:
        node, network = database.node_of(item), database.network_of(item)
        if node is None or network is None:
            continue
        other = first.setdefault((node.id, network.id), item)
        if other is not item:
            yield Found(
                f"{database.label(node)} is in {database.label(network)} with {database.label(other)} already",
                item,
                "Network",
                expected="one interface of a node in each network",
                fix=by_hand("team the two adapters, or give one of them a subnet of its own"),
            )


RULE = Rule(
    code="HT802",
    name="two interfaces of one node in a network",
    severity="warning",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
