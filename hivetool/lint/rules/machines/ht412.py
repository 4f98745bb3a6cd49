"""A virtual machine is turned off when it is taken offline.

## Why

OfflineAction 0 pulls the plug: what the guest has not written is lost, each time somebody takes the resource offline
and each time the cluster does so by itself. Failover Cluster Manager warns that data may be lost.

## How to mend

Store 1 (save) or 2 (shut down), as the guest needs it.

## Source

MSCS virtual-machines-offlineaction.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\v\Parameters]
; here
"OfflineAction"=dword:00000000
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:00000002")


def check(subject: Subject) -> Iterator[Found]:
    """Machines with 0."""
    for machine, action in subject.pairing.machines.each("OfflineAction"):
        if action == 0:
            yield Found(
                "taking it offline turns it off, and the guest loses what it has not written",
                machine,
                "OfflineAction",
                expected="1 (save) or 2 (shut down)",
                fix=set_to(machine, "OfflineAction", 1, title="set OfflineAction to 1 (save)"),
            )


RULE = Rule(
    code="HT412",
    name="offline turns the machine off",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
