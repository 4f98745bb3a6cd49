"""A resource's poll interval is below 10 ms.

## Why

The least interval that the cluster accepts is 10 ms. Less cannot have been set by any supported tool; somebody wrote
it into the registry, often seconds where milliseconds are meant. hivetool takes it for not stored.

## How to mend

Store none, so that the type's counts, or the number of milliseconds that was meant.

## Source

MSCS resources-looksalivepollinterval and resources-isalivepollinterval. An IsAlive of 0 is HT501's.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, LOOKS_ALIVE, back, stored_numbers
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"LooksAlivePollInterval"=dword:00000005
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00000005", "dword:00001388")


LEAST = 10


def check(subject: Subject) -> Iterator[Found]:
    """Resources that store such a number."""
    for name in (LOOKS_ALIVE, IS_ALIVE):
        for item, number in stored_numbers(subject, "resource", name):
            if number < LEAST and (name, number) != (IS_ALIVE, 0):
                yield Found(
                    f"its interval is {number} ms, the minimum is {LEAST}",
                    item,
                    name,
                    expected=f"{LEAST} ms or more",
                    fix=back(subject.database, item, name),
                )


RULE = Rule(
    code="HT503",
    name="an interval below the minimum",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
