"""A group of Virtual Machine Manager has no virtual machine any more.

## Why

VMM puts each machine into a group "SCVMM NAME Resources". When the machine was deleted past VMM, the group stayed: it
confuses who looks for the machine, and a script that goes by names.

## How to mend

Remove the group if it is empty; look first at what is in it if it is not.

## Source

Practice with clusters under Virtual Machine Manager.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.cluster.model import Group
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_hand, remove_key
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
; here
[Cluster\Groups\g]
"Name"="SCVMM SQL01 Resources"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SCVMM SQL01 Resources"
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="SCVMM SQL01"
"Type"="Virtual Machine"
"""


_OF_VMM = re.compile(r"SCVMM .*RESOURCES( \([0-9]+\))?", re.DOTALL)


def check(subject: Subject) -> Iterator[Found]:
    """Groups with a name of VMM's and without a Virtual Machine."""
    groups = subject.database.groups
    for place, name in enumerate(subject.database.collections["group"].upcased_names):
        if _OF_VMM.fullmatch(name):
            members = subject.database.members(groups[place])
            if not any(item.is_virtual_machine for item in members):
                yield _found(groups[place], [item.name for item in members])


def _found(group: Group, members: list[str]) -> Found:
    cmdlet = Cmdlet("Remove-ClusterGroup", {"Name": group.name}, by_hand=True)
    if members:
        fix, message = (
            by_hand("look what it still has, and remove it"),
            f"it has no virtual machine, but {few(members)}",
        )
    else:
        fix, message = remove_key(group.path, "remove the group", cmdlets=(cmdlet,)), "it is empty"
    return Found(message, group, expected="a virtual machine", fix=fix)


RULE = Rule(
    code="HTA01",
    name="a group that VMM left",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
