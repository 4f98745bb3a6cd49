"""Only one network carries the cluster's own traffic.

## Why

The nodes know of each other by heartbeats. If all of these go over one network, then one switch, one cable or one
driver is enough for every node to take the others for dead, and roles stop that had no need to.

## How to mend

Let the cluster use a second network: set its Role to 1 (cluster only), or connect one.

## Source

IT Pro Today, "Six Common Problems with Failover Clusters"; the values of Role are those of MSCS networks-role.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import carriers

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Networks\a]
"Name"="Management"
; here
"Role"=dword:00000003

[Cluster\Networks\b]
"Name"="Storage"
"Role"=dword:00000000
"""

GOOD = BAD.replace('"Role"=dword:00000000', '"Role"=dword:00000001').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """The only network with Role 1 or 3 of a cluster of several nodes, or the first one where none has."""
    networks, used = subject.database.networks, carriers(subject)
    if len(subject.database.nodes) < 2 or not networks or len(used) > 1:
        return
    yield Found(
        "no other network carries cluster traffic" if used else "no network carries cluster traffic",
        used[0] if used else networks[0],
        "Role",
        expected="two networks with Role 1 or 3",
        fix=by_hand("let a second network carry cluster traffic: set its Role to 1, or connect one"),
    )


RULE = Rule(
    code="HT801",
    name="only one network carries heartbeats",
    severity="error",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
