"""A failback window has only one of its two hours, or both are the same.

## Why

A window counts only if FailbackWindowStart and FailbackWindowEnd are both set. With one of them alone there is none,
and the group goes back at any hour though somebody meant to prevent that. Of two equal hours nobody can say whether
they mean no hour or the whole day. Where failback is not allowed, it is told as mere information.

## How to mend

Set the missing hour; where failback is not allowed, remove both.

## Source

MSCS groups-failbackwindowstart and groups-failbackwindowend.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import no_longer, set_to
from hivetool.lint.policy import HOURS_OF_WINDOW, Failback, failbacks
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"AutoFailbackType"=dword:00000001
"PreferredOwners"=hex(7):31,00,00,00,00,00
; here
"FailbackWindowStart"=dword:00000016
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"AutoFailbackType"=dword:00000001
"PreferredOwners"=hex(7):31,00,00,00,00,00
"FailbackWindowStart"=dword:00000016
"FailbackWindowEnd"=dword:00000004
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups with such hours, whether failback is allowed or not."""
    for each in failbacks(subject):
        if each.has_window or (each.start is None and each.end is None):
            continue
        name, other = ("FailbackWindowStart", "FailbackWindowEnd")
        if each.start is None:
            name, other = other, name
        yield Found(
            f"{other} is not set" if None in (each.start, each.end) else f"{other} is the same hour, {each.end}",
            each.group,
            name,
            expected="two different hours, or neither",
            severity=None if each.allowed else "info",
            fix=_whole(each),
        )


def _whole(each: Failback) -> Fix:
    """The window made whole, or taken away where it has no effect."""
    if not each.allowed:
        both = [no_longer(each.group, name) for name in ("FailbackWindowStart", "FailbackWindowEnd")]
        return Fix("store no failback window", True, tuple(edit for fix in both for edit in fix.edits))
    if each.start is None:
        return set_to(each.group, "FailbackWindowStart", ((each.end or 0) - HOURS_OF_WINDOW) % 24)
    return set_to(each.group, "FailbackWindowEnd", (each.start + HOURS_OF_WINDOW) % 24)


RULE = Rule(
    code="HT612",
    name="half a failback window",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
