"""A virtual machine with this VmID is in two clusters.

## Why

Hyper-V gives every machine an id of its own. If two clusters have a machine with one id, one of the two was copied with
its files, or moved away and left behind in the first cluster. Started in both, they fight for their disks and their
addresses.

## How to mend

Find out which of the two is alive, and remove the role of the other. If a replica is kept in the other cluster on
purpose, by Hyper-V Replica for instance, nothing is wrong.

## Source

Inferred from the meaning of VmID (MSCS virtual-machines-vmid).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.peers import others
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = r"""
[Cluster]
"ClusterName"="A"

[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\a\Parameters]
"VmID"="11111111-1111-4111-8111-111111111111"
---
[Cluster]
"ClusterName"="B"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"

[Cluster\Resources\b\Parameters]
"VmID"="22222222-2222-4222-8222-222222222222"
"""

BAD = GOOD.replace("22222222-2222-4222-8222-222222222222", "11111111-1111-4111-8111-111111111111").replace(
    '"VmID"', '; here\n"VmID"'
)


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose VmID another cluster's machine has, each with the first such cluster."""
    elsewhere: dict[str, tuple[Subject, int]] = {}
    for other in others(subject):
        for place, identity in enumerate(other.vm_ids):
            elsewhere.setdefault(identity, (other, place))
    elsewhere.pop("", None)
    for machine, identity in zip(subject.machines, subject.vm_ids, strict=True):
        if identity in elsewhere:
            other, place = elsewhere[identity]
            there = other.database.label(other.machines[place])
            yield Found(
                f"{there} of cluster {other.database.name or '(no name)'} has the same id, in {other.file}",
                machine,
                "VmID",
                expected="an id of its own",
                fix=by_hand("find out which of the two machines is alive, and remove the role of the other"),
            )


RULE = Rule(
    code="HTX04",
    name="a machine in two clusters",
    severity="warning",
    mark=Mark.INFERRED,
    needs=frozenset({"several copies"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
