"""A resource is to have an RHS process of its own and still shares one.

## Why

SeparateMonitor counts from the next time the resource goes offline and online. Until then it stays where it is, and
its crash still takes the others down. It shows where the database has the id of the process (MonitorProcessId):
another resource on the same node has the same one.

## How to mend

Take the resource offline and bring it online again, at a time when that does no harm. No edit of a copy does that.

## Source

MSCS resources-separatemonitor and monitorprocessid; that the second is found in the hive is not certain, so that
silence proves nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00
"DefaultOwner"=dword:00000001

[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
"MonitorProcessId"=dword:00000fa0

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"MonitorProcessId"=dword:00000fa0
; here
"SeparateMonitor"=dword:00000001
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000fa0", "dword:00000fa4", 1)


def check(subject: Subject) -> Iterator[Found]:
    """Resources with the flag whose process, on the node of their group, is another's as well."""
    hosted: dict[Resource, tuple[str, object]] = {}
    for item, process in subject.stored("resource", "MonitorProcessId"):
        if isinstance(item, Resource) and item.group is not None and process:
            hosted[item] = (subject.owners[item.group].node or "", process)
    counts = Counter(hosted.values())
    for item, place in hosted.items():
        if item.separate_monitor and counts[place] > 1:
            yield Found(
                f"it still shares process {place[1]}: the flag counts once it has been offline and online again",
                item,
                "SeparateMonitor",
                expected="a process of its own",
                fix=by_cmdlet(
                    "take it offline and bring it online again",
                    Cmdlet("Stop-ClusterResource", {"Name": item.name}, by_hand=True),
                    Cmdlet("Start-ClusterResource", {"Name": item.name}, by_hand=True),
                ),
            )


RULE = Rule(
    code="HT524",
    name="a separation that does not count yet",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
