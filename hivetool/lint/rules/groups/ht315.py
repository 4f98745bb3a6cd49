"""A group is locked from moving.

## Why

Its LockedFromMoving is 1: the group can neither be moved nor drained, and a node that owns it cannot be emptied. The
lock is set during an operation and stays if that is interrupted.

## How to mend

Make sure that no backup or migration of the group is running, then set LockedFromMoving to 0.

## Source

The name is the Windows SDK's CLUSREG_NAME_GRP_LOCK_MOVE; what it does is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"LockedFromMoving"=dword:00000001
"""

GOOD = BAD.replace("00000001", "00000000").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Groups with LockedFromMoving 1."""
    for group, locked in subject.stored("group", "LockedFromMoving"):
        if locked == 1:
            yield Found(
                "it is locked and cannot be moved or drained",
                group,
                "LockedFromMoving",
                expected="0",
                fix=set_to(group, "LockedFromMoving", 0),
            )


RULE = Rule(
    code="HT315",
    name="a group is locked from moving",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
