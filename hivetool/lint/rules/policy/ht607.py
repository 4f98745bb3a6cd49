"""A group never fails over.

## Why

FailoverThreshold is 0: not one failover is allowed in FailoverPeriod. If a resource of the group fails for good, the
group stays failed on its node though others could run it.

## How to mend

Set FailoverThreshold to 0xFFFFFFFF, the default: as many failovers as there are other nodes.

## Source

MSCS groups-failoverthreshold.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import UNSET
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"FailoverThreshold"=dword:00000000
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"FailoverThreshold"=dword:ffffffff
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups that store a threshold of 0."""
    for group, threshold in subject.stored("group", "FailoverThreshold"):
        if threshold == 0:
            yield Found(
                "a failure of its resources never moves it to another node",
                group,
                "FailoverThreshold",
                expected="0xFFFFFFFF, the number of nodes - 1",
                fix=set_to(
                    group, "FailoverThreshold", UNSET, title="set FailoverThreshold to its default, the nodes - 1"
                ),
            )


RULE = Rule(
    code="HT607",
    name="a group that never fails over",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
