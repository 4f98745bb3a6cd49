"""One RHS process has more health calls to make than it can.

## Why

Every resource is polled twice: every LooksAlive interval and every IsAlive interval. All that share an RHS process
add up: a hundred resources at the usual 5 and 60 seconds are 22 calls a second, at 1 second they are 100. A call may
take 300 ms, so that beyond some number of calls checks come late, and failures are seen late. Who shares a process
and how many calls that makes is hivetool's prediction.

## How to mend

Lengthen the intervals of those resources that have short ones of their own, or give these a process of their own
(SeparateMonitor).

## Source

The article: a shorter interval makes "performance issue on the cluster"; the sum and its limit are inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.processes import node_of, place, processes
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="HyperV VMs"
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00
"DefaultOwner"=dword:00000001

; here
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\a]
"Type"="Virtual Machine"
"LooksAlivePollInterval"=dword:000001f4

[Cluster\Resources\b]
"Type"="Virtual Machine"
"LooksAlivePollInterval"=dword:000001f4
"""

GOOD = BAD.replace("; here\n", "").replace("dword:000001f4", "dword:000007d0")


def check(subject: Subject) -> Iterator[Found]:
    """Predicted processes above the threshold, at their nodes."""
    most = subject.thresholds.calls_per_second
    for process in processes(subject):
        if process.calls_per_second > most:
            yield Found(
                f"{place(subject, process)} has {process.calls_per_second:,.0f} health calls a second to make, for"
                f" {len(process.resources)} resources",
                node_of(subject, process),
                expected=f"{most} or fewer",
                fix=by_hand("lengthen the short intervals of its resources, or set SeparateMonitor of some to 1"),
            )


RULE = Rule(
    code="HT511",
    name="too many checks in one RHS process",
    severity="warning",
    mark=Mark.INFERRED,
    needs=frozenset({"engine"}),
    thresholds=MappingProxyType({"calls_per_second": 3}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
