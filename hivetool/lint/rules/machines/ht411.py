"""A group has more than one virtual machine.

## Why

A group fails over as a whole: when one of its machines cannot be kept online, the others go to another node with it
and are down meanwhile. They cannot be placed or moved one by one either. The article's example puts all machines into
one group; since Windows Server 2008 R2 the cluster makes a group for each, unless they share a disk.

## How to mend

Give each machine a group of its own and move its resources there, unless they share a disk and have to stay together.

## Source

The article's group "HyperV VMs"; practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="HyperV VMs"
; here
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace("61,00,00,00,62,00,00,00,00,00", "61,00,00,00,00,00")


def check(subject: Subject) -> Iterator[Found]:
    """Groups with two machines or more."""
    for identity, members in subject.pairing.groups.items():
        group = subject.database.group(identity)
        if group is not None and len(members.machines) > 1:
            yield Found(
                f"it has {len(members.machines)} virtual machines, which fail over together",
                group,
                "Contains",
                expected="one virtual machine",
                fix=by_hand("give each machine a group of its own, unless they share a disk"),
            )


RULE = Rule(
    code="HT411",
    name="several virtual machines in one group",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
