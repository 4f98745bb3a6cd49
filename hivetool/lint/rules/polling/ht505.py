"""The thorough check is made every few seconds in an RHS process with many resources.

## Why

IsAlive is the thorough check by Microsoft's names: for a virtual machine it may look at the configuration, its files
and the guest. Made every few seconds for many resources of one process it keeps RHS busy, and calls that matter
(Online, Offline) wait behind it.

The article names the checks the other way round. Its tip, to decrease "IsAlive" from 5 seconds to 1 or 2, is meant
for the quick check, which the registry calls LooksAlivePollInterval; followed to the letter in IsAlivePollInterval it
makes the thorough check of Windows run that often. If that is what happened, the number belongs into
LooksAlivePollInterval (see HT506).

## How to mend

Let the type's interval count, or the usual 60000 ms; for a faster failover shorten LooksAlivePollInterval instead, or
give the few resources that need it a process of their own (SeparateMonitor).

## Source

The article, on performance and on its tip; Microsoft, "Understanding how Failover Clustering recovers from
unresponsive resources"; that 50 resources are many is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.cluster.model import ClusterObject, Resource
from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, back, whose
from hivetool.lint.processes import neighbors
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="HyperV VMs"
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"IsAlivePollInterval"=dword:000007d0
"LooksAlivePollInterval"=dword:000003e8

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace("dword:000007d0", "dword:00002710")


def check(subject: Subject) -> Iterator[Found]:
    """What brings such an interval into a full process: the resource itself, or its type, which is told once."""
    least, most = subject.thresholds.thorough_poll_least_ms, subject.thresholds.thorough_poll_resources
    if all(each.number is None or each.number >= least for each in {*subject.settings("resource", IS_ALIVE)}):
        return
    crowds = neighbors(subject)
    told: dict[ClusterObject, tuple[int, int]] = {}
    for item, found in subject.each("resource", IS_ALIVE):
        crowd = crowds.get(item.id, 0)
        if found.number is not None and found.number < least and crowd > most:
            kind = subject.database.type_of(item) if isinstance(item, Resource) else None
            holder = kind if found.origin == "resource type" else item if found.origin == "resource" else None
            if holder is not None:
                told[holder] = (found.number, max(crowd, told.get(holder, (0, 0))[1]))
    for holder, (number, crowd) in told.items():
        yield Found(
            f"IsAlive polls {whose(holder)} every {number} ms, in an RHS process of {crowd} resources",
            holder,
            IS_ALIVE,
            expected=f"{least} ms or more",
            fix=back(subject.database, holder, IS_ALIVE, least),
        )


RULE = Rule(
    code="HT505",
    name="IsAlive too often in a crowd",
    severity="warning",
    mark=Mark.DOCUMENTED,
    thresholds=MappingProxyType({"thorough_poll_resources": 1}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
