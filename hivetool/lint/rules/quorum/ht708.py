"""Dynamic quorum is switched off.

## Why

With DynamicQuorum 1 the cluster takes away the votes of nodes that leave and survives the loss of one node after
another, down to the last. With 0 it stops as soon as half of the configured votes are gone.

## How to mend

Set DynamicQuorum to 1, unless Microsoft's support asked for 0.

## Source

Microsoft, "Configure and manage quorum"; MSCS clusters-dynamicquorum.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"DynamicQuorum"=dword:00000000
"""

GOOD = r"""
[Cluster]
"DynamicQuorum"=dword:00000001
"""


def check(subject: Subject) -> Iterator[Found]:
    """DynamicQuorum stored as 0."""
    for cluster, value in subject.stored("cluster", "DynamicQuorum"):
        if value == 0:
            yield Found(
                "votes do not follow the nodes that are up",
                cluster,
                "DynamicQuorum",
                expected="1",
                fix=set_to(cluster, "DynamicQuorum", 1),
            )


RULE = Rule(
    code="HT708",
    name="dynamic quorum is off",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
