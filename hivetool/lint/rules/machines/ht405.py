"""A virtual machine or its configuration has no VmID, or one that is no GUID.

## Why

The VmID is all that connects the resource with a machine of Hyper-V; the property is required. Without it the
resource DLL does not know which machine it is asked about, and the resource cannot come online.

## How to mend

The machine and its configuration carry the same VmID: where only one lacks it, a copy gets the other's. On a live
cluster `Get-VM` shows the id; take the resource out of the cluster and make the machine highly available again.

## Source

MSCS virtual-machines-vmid and virtual-machine-configurations-vmid, which have it as required.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\v\Parameters]
; here
"VmID"="00000000-0000-0000-0000-000000000000"
"""

GOOD = BAD.replace("; here\n", "").replace(
    "00000000-0000-0000-0000-000000000000", "3f2b6c1e-5a70-4d3c-9b1f-6f0c1d2e3a4b"
)


def check(subject: Subject) -> Iterator[Found]:
    """Machines and configurations without a GUID."""
    pairing = subject.pairing
    for item in (*pairing.machines.resources, *pairing.configurations.resources):
        known = pairing.vm_ids.get(item.id)
        if known not in pairing.usable_vm_ids:
            yield Found(
                "it has no VmID" if known is None else "its VmID is no GUID of a machine",
                item,
                "VmID",
                expected="the GUID of its virtual machine",
                fix=_fix(subject, item),
            )


def _fix(subject: Subject, item: Resource) -> Fix:
    pairing = subject.pairing
    other = pairing.configuration.get(item.id) or pairing.machine.get(item.id)
    known = pairing.vm_ids.get(other.id) if other is not None else None
    if other is not None and known in pairing.usable_vm_ids:
        return set_to(item, "VmID", known, title=f"give it the VmID of {other.name}")
    return by_hand("look up the machine's id with Get-VM and make the machine highly available again")


RULE = Rule(
    code="HT405",
    name="no usable VmID",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
