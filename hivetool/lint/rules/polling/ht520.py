"""Very many resources share one RHS process.

## Why

All resources of a node run in one RHS process unless they are told apart. When the resource DLL crashes or hangs over
one of them, the process goes down and takes all others along. The article's example has hundreds of virtual machines,
one of which crashes every day at noon: until RHS is back nobody watches the rest.

A cluster for hundreds of machines always has such processes; the finding says how large they are and names the node
with the largest. What matters is to know which resource is the one that crashes.

## How to mend

Set SeparateMonitor to 1 for the resources that are known to crash or hang, and for their configurations; it counts
once they have been offline and online again. Separating all of them costs a process for each (HT522).

## Source

The article, "You have 100s of Virtual Machines configured in the Failover Cluster"; Microsoft, "What is RHS and what
does it do"; the number is a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.processes import node_of, place, shared
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
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace('"Name"="Virtual Machine SQL02"', '"SeparateMonitor"=dword:00000001')


def check(subject: Subject) -> Iterator[Found]:
    """The largest shared process, with how many others are as crowded; a few hundred are only worth knowing."""
    least = subject.thresholds.shared_resources
    crowded = sorted(
        (each for each in shared(subject) if len(each.resources) >= least), key=lambda each: -len(each.resources)
    )
    if crowded:
        largest, others = crowded[0], len(crowded) - 1
        more = f"; {others} more have {least} or more" if others else ""
        yield Found(
            f"{place(subject, largest)} has {len(largest.resources)} resources: a crash of one takes all down{more}",
            node_of(subject, largest),
            expected=f"fewer than {least}",
            severity="warning" if len(largest.resources) >= subject.thresholds.shared_resources_many else "info",
            fix=by_hand("set SeparateMonitor to 1 for those that are known to crash"),
        )


RULE = Rule(
    code="HT520",
    name="a crowded RHS process",
    severity="warning",
    mark=Mark.DOCUMENTED,
    thresholds=MappingProxyType({"shared_resources": 2, "shared_resources_many": 2}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
