"""Anti-affinity is enforced in a cluster of two nodes.

## Why

When one node is down, the groups of a class have one node left, and all but one of them stay offline until the other
node is back: the cluster gives no availability to just those roles that were to be protected.

## How to mend

Set ClusterEnforcedAntiAffinity to 0: the groups still keep apart while they can.

## Source

Microsoft, "Cluster affinity": with two nodes, one of which is down, the second group does not run.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.classes import is_enforced, members
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster]
; here
"ClusterEnforcedAntiaffinity"=dword:00000001

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00
"""

GOOD = r"""
[Cluster]
"ClusterEnforcedAntiaffinity"=dword:00000000

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """The switch, if there are two nodes and a class of two groups or more."""
    crowded = [name for name, groups in members(subject).items() if len(groups) > 1]
    if crowded and len(subject.database.nodes) == 2 and is_enforced(subject):
        cluster = subject.database.cluster
        yield Found(
            f"with a node down one group alone runs of class {few([repr(name) for name in crowded])}",
            cluster,
            "ClusterEnforcedAntiaffinity",
            expected="0 with two nodes",
            fix=set_to(cluster, "ClusterEnforcedAntiaffinity", 0),
        )


RULE = Rule(
    code="HT907",
    name="enforced anti-affinity on two nodes",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
