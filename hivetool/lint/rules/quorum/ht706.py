"""The disk witness is a shared volume, or in the group of a role.

## Why

The witness belongs to the core group and to nothing else. As a Cluster Shared Volume it would be open on all nodes at
once, and in the group of a role it would move, fail and be taken offline with the role.

## How to mend

Use a small disk of its own, of half a gigabyte or more, as witness, and leave the data disk to its role.

## Source

Microsoft, "Configure and manage quorum": the witness is a dedicated disk that is no Cluster Shared Volume.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Group
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import new_witness

BAD = r"""
[Cluster\Groups\g]
"Name"="Volume1"
"GroupType"=dword:00000004
"Contains"=hex(7):77,00,00,00,00,00

[Cluster\Quorum]
; here
"Resource"="w"

[Cluster\Resources\w]
"Name"="Volume1"
"Type"="Physical Disk"
"""

GOOD = BAD.replace("dword:00000004", "dword:00000001").replace("Volume1", "Cluster Group").replace("; here\n", "")

SHARED_VOLUME, ROLES = 4, range(100, 9999)
"""GroupType (CLUSGROUP_TYPE)."""


def check(subject: Subject) -> Iterator[Found]:
    """A witness of type Physical Disk in such a group."""
    witness = subject.database.witness
    if witness.kind != "disk" or witness.resource is None or witness.resource.group is None:
        return
    group = subject.database.group(witness.resource.group)
    if group is not None and (serves := _serves(group)):
        yield Found(
            f"{subject.database.label(witness.resource)} is {serves} {subject.database.label(group)}",
            subject.database.quorum_key,
            "Resource",
            expected="a disk in the core group",
            fix=by_cmdlet("use a disk of its own as witness", new_witness(DiskWitness="disk")),
        )


def _serves(group: Group) -> str:
    """What the disks of the group are for, ``""`` for the core group and others of the cluster's own."""
    kind = group.number("GroupType")
    if kind == SHARED_VOLUME:
        return "the Cluster Shared Volume"
    return "in the group of the role" if kind in ROLES else ""


RULE = Rule(
    code="HT706",
    name="disk witness that serves others",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
