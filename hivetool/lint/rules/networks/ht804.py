"""Virtual machines run, and the cluster uses one of its networks alone.

## Why

Shared volumes and live migrations need the cluster's networks as much as the heartbeats do: a node that loses its path
to the storage redirects its reads and writes over them. With one network there is no other way if it fails, and all of
this competes for it.

## How to mend

Set Role of a second network to 1, unless it is one for iSCSI, which the cluster should leave alone.

## Source

Microsoft, "High-availability virtual machine troubleshooting guidance"; MSCS networks-role.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import carriers

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Networks\a]
"Name"="Management"
"Role"=dword:00000003

[Cluster\Networks\b]
"Name"="Cluster"
; here
"Role"=dword:00000000

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace('"Role"=dword:00000000', '"Role"=dword:00000001').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Networks with Role 0 where just one other carries cluster traffic and there are virtual machines."""
    used = carriers(subject)
    if len(used) != 1 or len(subject.database.nodes) < 2 or not subject.machines:
        return
    only = subject.database.label(used[0])
    for network, role in subject.each("network", "Role"):
        if role.number == 0:
            yield Found(
                f"the cluster does not use it, so that all its traffic has {only} alone",
                network,
                "Role",
                expected="1, unless it carries iSCSI",
                fix=set_to(network, "Role", 1),
            )


RULE = Rule(
    code="HT804",
    name="networks unused beside a single one",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
