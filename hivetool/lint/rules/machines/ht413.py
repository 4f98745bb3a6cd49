"""A virtual machine goes offline in another way than nearly all others.

## Why

Machines that were set up alike should go down alike. One that is shut down while all others are saved takes longer to
leave a node that is drained, one that is saved may come back with an old clock: somebody meant it, or forgot it.

## How to mend

Give it the value of the others, unless the difference is meant.

## Source

MSCS virtual-machines-offlineaction has the values; the comparison is ours. Machines that are turned off are HT412's.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Type"="Virtual Machine"

[Cluster\Resources\a\Parameters]
"OfflineAction"=dword:00000001

[Cluster\Resources\b]
"Type"="Virtual Machine"

[Cluster\Resources\b\Parameters]
; here
"OfflineAction"=dword:00000003
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000003", "dword:00000001")


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose value stands out among those that store one."""
    stored = [each for each in subject.pairing.machines.each("OfflineAction") if each[1] is not None]
    usual, places = subject.outliers([action for _, action in stored])
    for place in sorted(places):
        machine, action = stored[place]
        if isinstance(action, int) and isinstance(usual, int) and action != 0:
            yield Found(
                f"its OfflineAction is {action}, that of nearly all others {usual}",
                machine,
                "OfflineAction",
                expected=str(usual),
                fix=set_to(machine, "OfflineAction", usual),
            )


RULE = Rule(
    code="HT413",
    name="an OfflineAction unlike the others",
    severity="info",
    mark=Mark.INFERRED,
    thresholds=MappingProxyType({"outlier_percent": 51}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
