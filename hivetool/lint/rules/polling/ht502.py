"""The LooksAlive interval of a resource type is 0.

## Why

0 at the type switches LooksAlive off for every resource of the type that has no interval of its own. A failure is
then seen by the thorough check only, a minute after it happened instead of five seconds.

## How to mend

Give the type back its 5000 ms.

## Source

MSCS resource-types-looksalivepollinterval.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import LOOKS_ALIVE, back, stored_numbers
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Virtual Machine]
"Name"="Virtual Machine"
; here
"LooksAlivePollInterval"=dword:00000000
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:00001388")


def check(subject: Subject) -> Iterator[Found]:
    """Types that store 0."""
    for item, number in stored_numbers(subject, "resource type", LOOKS_ALIVE):
        if number == 0:
            yield Found(
                "its LooksAlive interval is 0: no resource of the type is polled by the quick check",
                item,
                LOOKS_ALIVE,
                expected="5000 ms",
                fix=back(subject.database, item, LOOKS_ALIVE),
            )


RULE = Rule(
    code="HT502",
    name="a type without LooksAlive",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
