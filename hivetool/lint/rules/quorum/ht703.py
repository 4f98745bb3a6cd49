"""No node has a vote: the disk witness alone decides.

## Why

With this "disk only" quorum the cluster runs as long as one node reaches the disk, and stops altogether when the disk
or the way to it fails. It is the one part whose loss nothing makes good.

## How to mend

Give all nodes their votes back and keep the disk as witness beside them.

## Source

Microsoft, "Configure and manage quorum": disk only is not recommended, for the disk is a single point of failure.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.votes import new_witness, votes

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"
"NodeWeight"=dword:00000000

[Cluster\Nodes\2]
"NodeName"="HV02"
"NodeWeight"=dword:00000000

[Cluster\Quorum]
; here
"Resource"="w"

[Cluster\Resources\w]
"Name"="Cluster Disk Witness"
"Type"="Physical Disk"
"""

GOOD = BAD.replace("dword:00000000", "dword:00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """A witness, and nodes of which each has NodeWeight 0."""
    found = votes(subject)
    if found is None or found.voters or found.witness.resource is None:
        return
    witness = found.witness.resource
    fixes = [set_to(node, "NodeWeight", 1) for node in found.without]
    yield Found(
        f"no node has a vote, {subject.database.label(witness)} decides alone",
        found.quorum,
        "Resource",
        expected="votes for the nodes",
        fix=Fix(
            "give every node its vote",
            edits=tuple(edit for fix in fixes for edit in fix.edits),
            cmdlets=(new_witness(DiskWitness=witness.name),) if found.witness.kind == "disk" else (),
        ),
    )


RULE = Rule(
    code="HT703",
    name="only the witness has a vote",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
