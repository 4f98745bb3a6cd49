"""A virtual machine has an RHS process of its own and its configuration has none, or the reverse.

## Why

Both resources stand for one machine, and the same resource DLL works on both. If the machine is separated because it
crashes, its configuration still sits among all others and can take them down. After a crash the cluster sets the flag
of the one resource that crashed.

## How to mend

Set SeparateMonitor to 1 for the other as well; it counts once that has been offline and online again.

## Source

The article, on the check box for a separate resource monitor; that both belong together is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
; here
"SeparateMonitor"=dword:00000000

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"SeparateMonitor"=dword:00000001
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:00000001")


def check(subject: Subject) -> Iterator[Found]:
    """Pairs of which one has the flag; the other is told."""
    for machine, configuration in subject.pairing.pairs():
        if machine.separate_monitor != configuration.separate_monitor:
            apart, other = (machine, configuration) if machine.separate_monitor else (configuration, machine)
            yield Found(
                f"it shares an RHS process, {subject.database.label(apart)} has its own",
                other,
                "SeparateMonitor",
                expected="1, as its other half",
                fix=set_to(other, "SeparateMonitor", 1),
            )


RULE = Rule(
    code="HT523",
    name="a machine apart, its other half not",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
