"""A group goes back to its preferred node as soon as that node is up.

## Why

AutoFailbackType is 1 and there is no window of hours. The group is moved once more the moment its node returns, in the
middle of the day and before anybody knows that the node is well; if it fails again, the group goes to and fro.

## How to mend

Set both FailbackWindowStart and FailbackWindowEnd, to local hours in which a move does no harm, or prevent failback and
move the group by hand.

## Source

MSCS groups-failbackwindowstart and groups-failbackwindowend: without a window the group returns at once. That this is a
nuisance is practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import set_to
from hivetool.lint.policy import HOURS_OF_WINDOW, failbacks
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"AutoFailbackType"=dword:00000001
"PreferredOwners"=hex(7):31,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"AutoFailbackType"=dword:00000001
"PreferredOwners"=hex(7):31,00,00,00,00,00
"FailbackWindowStart"=dword:00000016
"FailbackWindowEnd"=dword:00000004
"""

EVENING = 22


def check(subject: Subject) -> Iterator[Found]:
    """Groups with failback to somebody and neither hour of a window."""
    for each in failbacks(subject):
        if each.allowed and each.preferred and each.start is None and each.end is None:
            end = (EVENING + HOURS_OF_WINDOW) % 24
            window = (
                set_to(each.group, "FailbackWindowStart", EVENING),
                set_to(each.group, "FailbackWindowEnd", end),
            )
            yield Found(
                "it goes back as soon as its preferred node is up, at any hour",
                each.group,
                "AutoFailbackType",
                expected="a window: FailbackWindowStart and FailbackWindowEnd",
                fix=Fix(
                    f"let it go back at night, from {EVENING} to {end}, or in hours that suit you",
                    edits=tuple(edit for fix in window for edit in fix.edits),
                ),
            )


RULE = Rule(
    code="HT611",
    name="failback at any hour",
    severity="warning",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
