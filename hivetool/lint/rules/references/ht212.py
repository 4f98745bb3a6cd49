"""The quorum names a witness that cannot be one.

## Why

The cluster counts on a vote that nobody can give: the resource does not exist, is of a type that is good for no
witness, or is not among the core resources that follow the quorum. With half of the nodes lost, the cluster stops.

## How to mend

Configure the witness anew with Set-ClusterQuorum; which one, a person has to say.

## Source

Microsoft, "Configuring the witness resource": what a witness is, and that it is among the cluster core resources. One
that is in a role or a shared volume is another matter (HT313, HT706).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.roles import SHARED_VOLUME, core_group, is_role
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Quorum]
; here
"Resource"="x"
"""

GOOD = r"""
[Cluster\Quorum]
"Resource"="d"

[Cluster\Resources\d]
"Name"="Witness"
"Type"="Physical Disk"
"""


def check(subject: Subject) -> Iterator[Found]:
    """What the value Resource of the quorum's key names."""
    quorum, witness = subject.database.quorum_key, subject.database.witness
    wrong = {"missing": "which does not exist", "other": "which is of no type for a witness"}.get(witness.kind, "")
    if not wrong and witness.resource is not None:
        wrong = _misplaced(subject, witness.resource)
    if quorum is not None and wrong:
        named = subject.database.label(witness.resource) if witness.resource is not None else witness.id
        yield Found(
            f"the witness is {named}, {wrong}",
            quorum,
            "Resource",
            expected="a disk, a share or a cloud witness among the core resources",
            fix=by_cmdlet("configure the witness anew", Cmdlet("Set-ClusterQuorum", by_hand=True)),
        )


def _misplaced(subject: Subject, witness: Resource) -> str:
    """Where it is, if that is neither the core group, nor a role, nor a shared volume's; "" if it cannot be told."""
    core = core_group(subject)
    if core is None or witness.group == core.id:
        return ""
    group = subject.database.group(witness.group or "")
    if group is None:
        return "which is in no group"
    other = is_role(group) or group.number("GroupType") == SHARED_VOLUME
    return "" if other else f"which is in {subject.database.label(group)}"


RULE = Rule(
    code="HT212",
    name="a witness that is none",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
