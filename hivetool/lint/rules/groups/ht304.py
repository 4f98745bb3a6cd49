"""A group's type does not fit what is in it.

## Why

The type says what kind of role a group is. Failover Cluster Manager shows the role by it and offers what suits it, and
tools look for virtual machines by it: one in a group of unknown type is overlooked.

## How to mend

The type of a virtual machine's group is 111. The tools give it when the role is made, so that a group of another type
is best made anew; in a copy it is set.

## Source

MSCS groups-grouptype; what the tools make of it is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Group
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.roles import UNKNOWN, VIRTUAL_MACHINES
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import CONFIGURATION, Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"GroupType"=dword:0000270f
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("270f", "006f").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Groups of virtual machines with other resources only, and virtual machines in groups of unknown type."""
    machines = {machine.group for machine in subject.machines}
    parts = machines | {item.group for item in subject.of_type(CONFIGURATION)}
    for group, number in subject.stored("group", "GroupType"):
        if number == UNKNOWN and group.id in machines:
            yield Found(
                "its type is unknown, but it has a virtual machine",
                group,
                "GroupType",
                expected=f"{VIRTUAL_MACHINES}, virtual machine",
                fix=set_to(group, "GroupType", VIRTUAL_MACHINES),
            )
        elif number == VIRTUAL_MACHINES and group.id not in parts and isinstance(group, Group) and group.resources:
            yield Found(
                "its type is that of a virtual machine, but it has none",
                group,
                "GroupType",
                expected="the type of what it has",
                fix=by_hand("make the role anew, or bring back the virtual machine"),
            )


RULE = Rule(
    code="HT304",
    name="a group's type and its contents disagree",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
