"""DeadlockTimeout is below a minute.

## Why

The usual five minutes are long because storage may be slow for a while: a path fails over, a volume is moved. With a
short timeout a call that only waits for a disk is taken for a deadlock; RHS is ended and all resources in the process
are hit, over something that would have passed by itself.

## How to mend

Let the type's timeout count, or the usual 300000 ms.

## Source

Microsoft, "Understanding how Failover Clustering recovers from unresponsive resources"; MSCS deadlocktimeout; the
limit is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.intervals import DEADLOCK, back, set_by
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"DeadlockTimeout"=dword:0000afc8
"PendingTimeout"=dword:00007530
"""

GOOD = BAD.replace("; here\n", "").replace("dword:0000afc8", "dword:000493e0")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring less than the threshold."""
    least = subject.thresholds.deadlock_least_ms
    for item, number in set_by(subject, DEADLOCK):
        if number < least:
            yield Found(
                f"its DeadlockTimeout is {number} ms, so that slow storage passes for a deadlock",
                item,
                DEADLOCK,
                expected=f"{least} ms or more",
                fix=back(subject.database, item, DEADLOCK, least),
            )


RULE = Rule(
    code="HT528",
    name="a deadlock too soon",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
