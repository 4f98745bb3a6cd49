"""A resource of another maker's type shares an RHS process with virtual machines.

## Why

Its DLL is loaded into the process that watches the machines: if it crashes or hangs, that process is ended and all
resources in it are hit. By Microsoft's experience the DLLs of others are the usual suspects. A type counts as another
maker's if neither its name nor its DLL is known to be Microsoft's; generic scripts and applications run in
Microsoft's own.

## How to mend

Set SeparateMonitor of the resource to 1; it counts once the resource has been offline and online again.

## Source

Microsoft, "What is RHS and what does it do".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.makers import is_foreign
from hivetool.lint.processes import shared
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):62,00,00,00,76,00,00,00,00,00

[Cluster\ResourceTypes\Contoso Backup]
"DllName"="contosores.dll"

[Cluster\Resources\b]
"Name"="Contoso Backup"
"Type"="Contoso Backup"
; here
"SeparateMonitor"=dword:00000000

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:00000001")


def check(subject: Subject) -> Iterator[Found]:
    """Resources of such types in the predicted processes of machines."""
    foreign = {upcase(kind.id): kind for kind in subject.database.types if is_foreign(kind)}
    if not foreign:
        return
    machines = {machine.id for machine in subject.machines}
    for process in shared(subject):
        if machines.isdisjoint(process.resources):
            continue
        for item in filter(None, map(subject.database.resource, process.resources)):
            kind = foreign.get(upcase(item.type))
            if kind is not None:
                yield Found(
                    f"its DLL, {kind.dll or 'which is not stored'}, runs in the RHS process of virtual machines",
                    item,
                    "SeparateMonitor",
                    expected="1",
                    fix=set_to(item, "SeparateMonitor", 1),
                )


RULE = Rule(
    code="HT525",
    name="another maker's DLL among the machines",
    severity="warning",
    mark=Mark.DOCUMENTED,
    needs=frozenset({"engine"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
