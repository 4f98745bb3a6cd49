"""Several virtual machines or roles need the same disk.

## Why

A disk that is no shared volume is online on one node at a time. Whatever needs it is on that node too: the machines
always move together, and none of them can be moved or repaired alone.

## How to mend

Make the disk a cluster shared volume, or give each machine a disk of its own.

## Source

Practice with Hyper-V: one disk, one machine, unless it is a shared volume.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from hivetool.lint.chains import from_below, name_of
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.roles import DISK, group_ids, shared_volumes
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\w]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"

[Cluster\Dependencies\1]
"dependent"="v"
"dependency"="[d]"

[Cluster\Dependencies\2]
"dependent"="w"
"dependency"="[d]"
"""

GOOD = BAD.replace('"dependent"="w"', '"dependent"="v"').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Disks that two virtual machines, or resources of two groups, depend on, be it through others between them."""
    volumes = {volume.id for volume in shared_volumes(subject)}
    disks = [disk for disk in subject.of_type(DISK) if disk.id not in volumes]
    above = _above(subject) if disks else {}
    for disk in disks:
        users, groups = above.get(disk.id, ((), ()))
        if len(users) > 1 or len(groups) > 1:
            named = " and ".join(name_of(subject, each) for each in users) if len(users) > 1 else "several groups"
            yield Found(
                f"{named} need it, so that they always move together",
                disk,
                expected="a disk for each, or a shared volume",
                fix=by_hand("make the disk a cluster shared volume, or give each a disk of its own"),
            )


def _above(subject: Subject) -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By a resource's id two of the machines, and two of the groups, in which something depends on it."""
    graph, group_of = subject.database.graph, group_ids(subject)
    machines = {machine.id for machine in subject.machines}
    found: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
    for identity in reversed(from_below(graph)):
        users: dict[str, None] = {}
        groups: dict[str, None] = {}
        for dependent in graph.dependents.get(identity, ()):
            theirs, homes = found[dependent]
            users.update(dict.fromkeys((dependent, *theirs) if dependent in machines else theirs))
            home = group_of[dependent]
            groups.update(dict.fromkeys((home, *homes) if home is not None else homes))
        found[identity] = tuple(islice(users, 2)), tuple(islice(groups, 2))
    return found


RULE = Rule(
    code="HT312",
    name="one disk for several machines",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
