"""A virtual machine and its configuration carry different VmIDs.

## Why

Both resources stand for one machine of Hyper-V. With two ids the cluster registers one machine and starts another, or
none.

## How to mend

Look with `Get-VM` which of the two ids is the machine's, take the wrong resource out of the cluster and make the
machine highly available again.

## Source

MSCS virtual-machines-vmid and virtual-machine-configurations-vmid; that both must be equal is inferred, and so in
every hive seen.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"

[Cluster\Resources\c\Parameters]
; here
"VmID"="77777777-5a70-4d3c-9b1f-6f0c1d2e3a4b"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\v\Parameters]
"VmID"="3f2b6c1e-5a70-4d3c-9b1f-6f0c1d2e3a4b"
"""

GOOD = BAD.replace("; here\n", "").replace("77777777", "3F2B6C1E")


def check(subject: Subject) -> Iterator[Found]:
    """Pairs with two sound ids that are not one and the same, without case and braces."""
    pairing = subject.pairing
    for machine, configuration in pairing.pairs():
        own, other = pairing.vm_ids.get(configuration.id), pairing.vm_ids.get(machine.id)
        if own != other and own in pairing.usable_vm_ids and other in pairing.usable_vm_ids:
            yield Found(
                f"its VmID is not that of {subject.database.label(machine)}, {other}",
                configuration,
                "VmID",
                expected=other,
                fix=by_cmdlet(
                    "look which of the two machines exists, and take the wrong resource out of the cluster",
                    *(Cmdlet("Get-VM", {"Id": each}, by_hand=True) for each in (own, other)),
                ),
            )


RULE = Rule(
    code="HT406",
    name="two VmIDs in one machine",
    severity="error",
    mark=Mark.INFERRED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
