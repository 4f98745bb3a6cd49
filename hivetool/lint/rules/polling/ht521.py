"""A resource that is known to crash shares its RHS process with others.

## Why

When a resource DLL crashes it takes its RHS process down, and every other resource of that process with it. The
article's example is a virtual machine that crashes every day at noon in a cluster with hundreds of them: all the
others stop responding as well. A hive does not say who crashes; name those resources in the configuration, under
`crashing`, from what the cluster log and the events 1146 and 1230 say.

## How to mend

Let it run in a process of its own. SeparateMonitor takes effect when the resource has been offline and online again.

## Source

The article, "Run this Resource in a Separate Resource Monitor"; MSCS resources-separatemonitor; RHS-REC, after a
deadlock Windows sets it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import set_to, with_cmdlets
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; crashes: b
[Cluster\Groups\g]
"Name"="HyperV VMs"
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

; here
[Cluster\Resources\b]
"Name"="Virtual Machine NOON"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace('NOON"', 'NOON"\n"SeparateMonitor"=dword:00000001')


def check(subject: Subject) -> Iterator[Found]:
    """What the configuration names and what has no process of its own."""
    for identity in sorted(subject.crashing):
        item = subject.database.resource(identity)
        if item is not None and not item.separate_monitor:
            again = Cmdlet("Stop-ClusterResource", {"Name": item.name}, by_hand=True)
            yield Found(
                "it is known to crash, and shares its RHS process",
                item,
                "SeparateMonitor",
                expected="1",
                fix=with_cmdlets(set_to(item, "SeparateMonitor", 1, safe=True), again),
            )


RULE = Rule(
    code="HT521",
    name="a crashing resource is not isolated",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
