"""Failback is allowed, but the group has no preferred owners.

## Why

AutoFailbackType is 1, and PreferredOwners lists nobody: there is no node to go back to, and the setting has no effect.
Whoever set it believes that the group returns.

## How to mend

List the preferred owners, best first, or set AutoFailbackType to 0, which is what happens now.

## Source

MSCS groups-autofailbacktype.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.policy import failbacks
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"AutoFailbackType"=dword:00000001
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"AutoFailbackType"=dword:00000000
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups with failback and an empty list of preferred owners."""
    for each in failbacks(subject):
        if each.allowed and not each.preferred:
            yield Found(
                "it has no preferred owner that it could go back to",
                each.group,
                "AutoFailbackType",
                expected="0, or preferred owners",
                fix=set_to(each.group, "AutoFailbackType", 0),
            )


RULE = Rule(
    code="HT610",
    name="failback to nobody",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
