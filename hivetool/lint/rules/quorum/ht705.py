"""A disk is the witness of a cluster with Storage Spaces Direct.

## Why

The disks of Storage Spaces Direct live in the nodes and depend on the cluster themselves. A disk that needs the cluster
cannot decide whether there is one; this is not supported.

## How to mend

Use a cloud witness, or a share outside the cluster.

## Source

Microsoft, "Configure and manage quorum".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import share_or_cloud

BAD = r"""
[Cluster]
"S2DEnabled"=dword:00000001

[Cluster\Quorum]
; here
"Resource"="w"

[Cluster\Resources\w]
"Name"="Cluster Disk Witness"
"Type"="Physical Disk"
"""

GOOD = BAD.replace("; here\n", "").replace("Physical Disk", "Cloud Witness")


def check(subject: Subject) -> Iterator[Found]:
    """A witness of type Physical Disk, and S2DEnabled."""
    witness = subject.database.witness
    if witness.kind == "disk" and witness.resource is not None and subject.database.cluster.number("S2DEnabled") == 1:
        yield Found(
            f"{subject.database.label(witness.resource)} is a disk, and Storage Spaces Direct is on",
            subject.database.quorum_key,
            "Resource",
            expected="a share or a cloud witness",
            fix=by_cmdlet("replace the witness", *share_or_cloud()),
        )


RULE = Rule(
    code="HT705",
    name="disk witness with Storage Spaces Direct",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
