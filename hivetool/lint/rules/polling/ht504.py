"""The quick check is made more often than once a second.

## Why

A resource DLL may take up to 300 ms for one health call. At less than a second RHS is hardly ever done with one check
before the next is due, and all resources of the process wait for one another; below 300 ms (an error here) it can
never be done.

Which check this is about needs a word. The registry and Microsoft call the quick check LooksAlive (5 seconds by
default) and the thorough one IsAlive (60 seconds). The article has the names the other way round: its IsAlive is
quick and made every 5 seconds, its LooksAlive thorough and made every 60. Windows goes by the names in the registry,
and by these the value is too short. By the article's names it is worse: of a shorter LooksAlive it says "you would
see performance issue on the cluster". Its tip, to poll every 1 or 2 seconds for a faster failover, is about the quick
check: that belongs into LooksAlivePollInterval, and even there a second is the least.

## How to mend

Store no interval of its own, so that the type's counts; a type gets back 5000 ms.

## Source

MSCS implementing-looksalive ("no more than 300 ms"); the article, on decreasing the interval, and its tip of 1 or 2
seconds.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import LOOKS_ALIVE, back, set_by, whose
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"LooksAlivePollInterval"=dword:000001f4
"""

GOOD = BAD.replace("; here\n", "").replace("dword:000001f4", "dword:000003e8")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring less than the thresholds."""
    least, error = subject.thresholds.quick_poll_least_ms, subject.thresholds.quick_poll_error_ms
    for item, number in set_by(subject, LOOKS_ALIVE):
        if number < least:
            yield Found(
                f"LooksAlive polls {whose(item)} every {number} ms",
                item,
                LOOKS_ALIVE,
                expected=f"{least} ms or more",
                fix=back(subject.database, item, LOOKS_ALIVE, least),
                severity="error" if number < error else None,
            )


RULE = Rule(
    code="HT504",
    name="LooksAlive is polled too often",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
