"""A role is not started with the cluster.

## Why

Its ColdStartSetting is 1, "do not start": when the whole cluster starts, as after a power failure, the role stays
offline, though it fails over as any other.

## How to mend

Set ColdStartSetting to 0 if the role is to be there again after a power failure.

## Source

MSCS groups-coldstartsetting.
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
"ColdStartSetting"=dword:00000001
"""

GOOD = BAD.replace("00000001", "00000000").replace("; here\n", "")

DO_NOT_START = 1


def check(subject: Subject) -> Iterator[Found]:
    """Roles with ColdStartSetting 1."""
    for group, setting in subject.stored("group", "ColdStartSetting"):
        if setting == DO_NOT_START and isinstance(group, Group) and not is_own(group):
            yield Found(
                "it stays offline when the cluster starts",
                group,
                "ColdStartSetting",
                expected="0, always start",
                fix=set_to(group, "ColdStartSetting", 0),
            )


RULE = Rule(
    code="HT310",
    name="a role without cold start",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
