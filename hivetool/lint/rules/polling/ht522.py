"""Many resources have an RHS process of their own.

## Why

SeparateMonitor is meant for the few resources that are known to crash, or that are being debugged. Each costs a
process on its node, with its memory and its own copy of the resource DLL. After a crash or a deadlock the cluster
sets the flag by itself and never takes it back, so that they pile up.

## How to mend

Set SeparateMonitor to 0 where the reason is gone; it counts once the resource has been offline and online again.

## Source

The article, on the check box for a separate resource monitor; SQL Server's documentation uses it for debugging; the
number is a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster]
"ClusterName"="HV-CLUSTER"

[Cluster\Resources\a]
"Type"="Virtual Machine"
"SeparateMonitor"=dword:00000001

[Cluster\Resources\b]
"Type"="Virtual Machine"
"SeparateMonitor"=dword:00000001
"""

GOOD = BAD.replace("; here\n", "").replace('"SeparateMonitor"=dword:00000001\n\n', "\n")


def check(subject: Subject) -> Iterator[Found]:
    """The cluster, if more resources than the threshold have the flag."""
    most = subject.thresholds.separate_monitors
    apart = subject.database.collections["resource"].every("SeparateMonitor").count(1)
    if apart > most:
        yield Found(
            f"{apart} resources have an RHS process of their own",
            subject.database.cluster,
            expected=f"{most} or fewer",
            fix=by_hand("set SeparateMonitor to 0 where the reason is gone"),
        )


RULE = Rule(
    code="HT522",
    name="many RHS processes",
    severity="info",
    mark=Mark.INFERRED,
    thresholds=MappingProxyType({"separate_monitors": 1}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
