"""A role that was commanded online does not start by itself.

## Why

Its Priority is 0, "no automatic start": after a failure of its node or a restart of the cluster it stays offline until
somebody starts it, though it is one of those that should run.

## How to mend

Give it a priority: 1000 low, 2000 medium, 3000 high. If it is not to start by itself, take it offline.

## Source

MSCS groups-priority.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Group
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.roles import is_own
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"Priority"=dword:00000000
"PersistentState"=dword:00000001
"""

GOOD = BAD.replace('"Priority"=dword:00000000', '"Priority"=dword:000007d0').replace("; here\n", "")

MEDIUM = 2000


def check(subject: Subject) -> Iterator[Found]:
    """Roles of Priority 0 whose own record, or that of one of their resources, is 1."""
    for group, priority in subject.stored("group", "Priority"):
        if priority == 0 and isinstance(group, Group) and not is_own(group) and _is_commanded_online(subject, group):
            yield Found(
                "it was commanded online, but does not start by itself",
                group,
                "Priority",
                expected="1000, 2000 or 3000",
                fix=set_to(group, "Priority", MEDIUM),
            )


def _is_commanded_online(subject: Subject, group: Group) -> bool:
    records = (item.number("PersistentState") for item in (group, *subject.database.members(group)))
    return any(record == 1 for record in records)


RULE = Rule(
    code="HT309",
    name="a role without automatic start",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
