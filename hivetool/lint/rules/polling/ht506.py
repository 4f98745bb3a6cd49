"""The quick check is made more rarely than the thorough one.

## Why

LooksAlive is there to find out early and cheaply what IsAlive then confirms. If it comes later than IsAlive it never
finds anything, and the dear check is made more often than the cheap one.

This is what becomes of the article's advice when it is followed to the letter. The article calls the quick check
IsAlive and the thorough one LooksAlive; Microsoft, and with it Windows, has the names the other way round. The tip to
set IsAlive to 1 or 2 seconds, stored as IsAlivePollInterval, has Windows run the thorough check every second or two
and leaves the quick one at 5.

A prediction by the semantics `article` takes a resource's own numbers by the article's names, so that there they are
as they were meant; one by `windows` shows what Windows makes of them. If the two differ, this is often why.

## How to mend

Exchange the two numbers, so that each has the role that it was meant for in Windows. Exactly 60000 and 5000 are
HT507's.

## Source

MSCS implementing-looksalive and implementing-isalive for the roles; the article for its names; that an exchange is
meant is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, LOOKS_ALIVE, both_set_by, exchanged, own_name, whose
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"IsAlivePollInterval"=dword:00004e20
; here
"LooksAlivePollInterval"=dword:00007530
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00004e20", "dword:0000ea60")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring at least one of two such intervals."""
    for item, looks, alive in both_set_by(subject, LOOKS_ALIVE, IS_ALIVE):
        quick, thorough = looks.number, alive.number
        if quick is not None and thorough is not None and quick > thorough and (quick, thorough) != (60_000, 5_000):
            least = subject.thresholds.quick_poll_least_ms
            yield Found(
                f"LooksAlive polls {whose(item)} every {quick} ms, IsAlive every {thorough} ms",
                item,
                own_name(item, looks, alive),
                expected=f"LooksAlive {max(thorough, least)} ms, IsAlive {quick} ms",
                fix=exchanged(subject.database, item, quick, max(thorough, least)),
            )


RULE = Rule(
    code="HT506",
    name="LooksAlive rarer than IsAlive",
    severity="warning",
    mark=Mark.INFERRED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
