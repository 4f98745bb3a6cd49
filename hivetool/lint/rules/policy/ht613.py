"""A resource on which nothing depends can make the group of a virtual machine fail over.

## Why

Its RestartAction is 2. If such a resource, a disk with old exports for instance, fails more often than it may be
restarted, the group fails over, and the virtual machine is moved for something it does not need.

## How to mend

If the machine can live without the resource, set its RestartAction to 1: it is restarted, and the group stays. If the
machine needs it, make the machine depend on it.

## Source

MSCS failover: a resource that may fail over takes its whole group along. That nothing depends on it means that it can
be spared is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import CONFIGURATION, Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,64,00,00,00,00,00

[Cluster\Resources\d]
"Name"="Old Exports"
"Type"="Physical Disk"
; here
"RestartAction"=dword:00000002

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace('"RestartAction"=dword:00000002', '"RestartAction"=dword:00000001').replace("; here\n", "")

MACHINE_TYPES = frozenset(map(upcase, (VIRTUAL_MACHINE, CONFIGURATION)))


def check(subject: Subject) -> Iterator[Found]:
    """Resources of other types, in the groups of machines, without dependents, whose action is 2."""
    groups = {machine.group for machine in subject.machines} - {None}
    types = subject.database.collections["resource"].type_names
    own = {name: upcase(name) in MACHINE_TYPES for name in {*types}}
    actions = subject.settings("resource", "RestartAction")
    for item, kind, action in zip(subject.database.resources, types, actions, strict=True):
        if action.value == 2 and not own[kind] and item.group in groups and not subject.database.dependents(item):
            yield Found(
                "nothing depends on it, and if it fails the group of a virtual machine fails over",
                item,
                "RestartAction",
                expected="1, or a dependency of the virtual machine on it",
                fix=set_to(item, "RestartAction", 1),
            )


RULE = Rule(
    code="HT613",
    name="a side resource moves the group",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
