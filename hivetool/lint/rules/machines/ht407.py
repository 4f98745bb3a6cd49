"""Two virtual machines, or two configurations, have the same VmID.

## Why

Machines of Hyper-V need ids of their own. Two resources with one id are one machine that was clustered twice, or a
copy that was imported with the id of its original: two nodes may then work on the same machine, and what one does to
it the other takes for a failure.

## How to mend

Find out whether there is one machine or two. Of one, remove the second pair of resources; a copy has to be imported
again with a new id (`Import-VM -Copy -GenerateNewId`) and made highly available anew.

## Source

Microsoft, "Hyper-V virtual machines: start, state and access failures", on unique ids.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.pairing import repeated
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\a\Parameters]
"VmID"="3f2b6c1e-5a70-4d3c-9b1f-6f0c1d2e3a4b"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"

[Cluster\Resources\b\Parameters]
; here
"VmID"="{3F2B6C1E-5A70-4D3C-9B1F-6F0C1D2E3A4B}"
"""

GOOD = BAD.replace("; here\n", "").replace("{3F2B6C1E", "{3F2B6C1F")


def check(subject: Subject) -> Iterator[Found]:
    """Of the machines, and of the configurations, those whose sound id another has before them."""
    pairing = subject.pairing
    sound = {identity: known for identity, known in pairing.vm_ids.items() if known in pairing.usable_vm_ids}
    for items in (pairing.machines.resources, pairing.configurations.resources):
        for item, first in repeated(items, sound):
            yield Found(
                f"its VmID is also that of {subject.database.label(first)}",
                item,
                "VmID",
                expected="an id of its own",
                fix=by_hand("remove the second pair of resources, or import the copy again with a new id"),
            )


RULE = Rule(
    code="HT407",
    name="one VmID twice",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
