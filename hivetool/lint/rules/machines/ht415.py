"""The heartbeat of a guest is not watched, though that of others is.

## Why

With CheckHeartbeat 1 a guest that no longer answers is a failure of the resource, which the cluster restarts or
moves. With 0 it hangs until somebody notices. Either all guests are meant to be watched or none; and watching an
application in the guest (CheckApplicationHealth) does nothing useful while the guest itself is not watched.

## How to mend

Set CheckHeartbeat to 1, if the guest has the integration services.

## Source

MSCS virtual-machines-checkheartbeat and virtual-machines-checkapplicationhealth; that most should decide is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Type"="Virtual Machine"

[Cluster\Resources\a\Parameters]
; here
"CheckHeartbeat"=dword:00000000
"CheckApplicationHealth"=dword:00000001
"""

GOOD = BAD.replace("; here\n", "").replace('"CheckHeartbeat"=dword:00000000', '"CheckHeartbeat"=dword:00000001')


def check(subject: Subject) -> Iterator[Found]:
    """Machines with 0 among more that have 1, and those whose applications are watched."""
    machines = subject.pairing.machines
    stored = machines.every("CheckHeartbeat")
    is_rare = 0 < stored.count(0) < stored.count(1)
    applications = machines.every("CheckApplicationHealth")
    for (machine, watched), application in zip(machines.each("CheckHeartbeat"), applications, strict=True):
        if watched == 0 and (is_rare or application == 1):
            why = "its applications are watched" if application == 1 else "those of most others are"
            yield Found(
                f"the heartbeat of its guest is not watched, and {why}",
                machine,
                "CheckHeartbeat",
                expected="1",
                fix=set_to(machine, "CheckHeartbeat", 1),
            )


RULE = Rule(
    code="HT415",
    name="a heartbeat that is not checked",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
