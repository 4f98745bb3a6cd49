"""An IsAlive interval is 0.

## Why

IsAlive is the check whose word counts by Microsoft's documentation: when it says no, the resource has failed. Its
interval cannot be 0, neither at a resource nor at a type; what the cluster makes of a 0 that somebody wrote into the
registry is not documented. In the article's reading IsAlive is even the check on which everything rests.

## How to mend

Store no interval at the resource, so that its type's counts; a type gets back 60000 ms.

## Source

MSCS resources-isalivepollinterval and resource-types-isalivepollinterval.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, KINDS, back, stored_numbers
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"IsAlivePollInterval"=dword:00000000
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000000", "dword:0000ea60")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that store 0."""
    for kind in KINDS:
        for item, number in stored_numbers(subject, kind, IS_ALIVE):
            if number == 0:
                yield Found(
                    "its IsAlive interval is 0, which is not allowed",
                    item,
                    IS_ALIVE,
                    expected="10 ms or more",
                    fix=back(subject.database, item, IS_ALIVE),
                )


RULE = Rule(
    code="HT501",
    name="IsAlive is polled never",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
