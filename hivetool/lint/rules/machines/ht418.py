"""A virtual machine's StartMemory or VirtualNumaCount is missing or absurd.

## Why

From Windows Server 2012 on the cluster looks at both when it chooses a node for the machine. With a wrong number it
takes a node that has no room, or none at all. A property that no machine stores is not asked for.

## How to mend

Update-ClusterVirtualMachineConfiguration reads the machine and stores both.

## Source

MSCS virtual-machines-startmemory and virtual-machines-virtualnumacount; the unit of the memory (MB) and the limit of
256 TB are inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\v\Parameters]
; here
"VirtualNumaCount"=dword:00000000
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:00000001")


MOST = (("StartMemory", 256 * 1024 * 1024), ("VirtualNumaCount", 64))


def check(subject: Subject) -> Iterator[Found]:
    """Machines that lack what others store, or have 0 or more than any machine."""
    for name, most in MOST:
        column = subject.pairing.machines.every(name)
        if all(each is None for each in column):
            continue
        for machine, number in subject.pairing.machines.each(name):
            if not isinstance(number, int) or not 0 < number <= most:
                configuration = subject.pairing.configuration.get(machine.id, machine)
                update = Cmdlet("Update-ClusterVirtualMachineConfiguration", {"Name": configuration.name})
                yield Found(
                    f"{name} is {number}" if isinstance(number, int) else f"{name} is missing",
                    machine,
                    name,
                    expected=f"a number from 1 to {most}",
                    fix=by_cmdlet("update the configuration", update),
                )


RULE = Rule(
    code="HT418",
    name="memory or NUMA that cannot be",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
