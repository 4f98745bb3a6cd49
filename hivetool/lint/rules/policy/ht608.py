"""A group may fail over more often than there are other nodes.

## Why

FailoverThreshold is larger than the number of nodes - 1. A group that fails everywhere is carried round the cluster
more than once in each FailoverPeriod, and whoever uses it sees it come and go instead of a clear failure.

## How to mend

Set FailoverThreshold to 0xFFFFFFFF: then it follows the number of nodes.

## Source

MSCS groups-failoverthreshold, whose default is the number of nodes - 1; that more than this is too many is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import UNSET
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Nodes\2]
"NodeName"="HV02"

[Cluster\Groups\g]
"Name"="SQL01"
; here
"FailoverThreshold"=dword:000003e8
"""

GOOD = BAD.replace("dword:000003e8", "dword:00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Groups that store more than the number of nodes - 1; alone a node says nothing, then the limit counts."""
    nodes = len(subject.database.nodes)
    most = nodes - 1 if nodes > 1 else subject.thresholds.failover_most
    for group, threshold in subject.stored("group", "FailoverThreshold"):
        if isinstance(threshold, int) and min(most, subject.thresholds.failover_most) < threshold < UNSET:
            yield Found(
                f"it may fail over {threshold} times in a FailoverPeriod, in a cluster of {nodes} nodes",
                group,
                "FailoverThreshold",
                expected=f"{most} or less, or 0xFFFFFFFF",
                fix=set_to(
                    group, "FailoverThreshold", UNSET, title="set FailoverThreshold to its default, the nodes - 1"
                ),
            )


RULE = Rule(
    code="HT608",
    name="more failovers than other nodes",
    severity="warning",
    mark=Mark.INFERRED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
