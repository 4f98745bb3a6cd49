"""A group's last owner is a node that does not exist.

## Why

DefaultOwner says on which node the group was last, and where it is looked for when the cluster starts. If that node is
gone, the hint is lost and the group starts wherever its list of nodes begins.

## How to mend

Nothing has to be done on a live cluster: the next move of the group writes the value. In a copy it is set to "none".

## Source

MSCS groups-defaultowner.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import UNSET
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.lost import lost
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Groups\g]
"Name"="SQL01"
; here
"DefaultOwner"=dword:00000009
"""

GOOD = BAD.replace("00000009", "00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Numbers under DefaultOwner that are no node's and do not mean "none"."""
    for group, missing in lost(subject, "group", "DefaultOwner"):
        yield Found(
            f"it was last on node {missing[0]}, which does not exist",
            group,
            "DefaultOwner",
            expected="the number of a node",
            fix=set_to(group, "DefaultOwner", UNSET, safe=True, title="set DefaultOwner to none"),
        )


RULE = Rule(
    code="HT207",
    name="a last owner that is no node",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
