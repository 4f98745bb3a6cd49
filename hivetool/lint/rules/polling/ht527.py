"""DeadlockTimeout is shorter than PendingTimeout.

## Why

PendingTimeout is how long a resource may be silent while it comes online or goes offline; DeadlockTimeout is how long
any call into its DLL may take. The lower of the two counts for Online: a machine that is given ten minutes to start
is taken for deadlocked after five, its RHS process is ended, and all resources in it are hit.

## How to mend

Raise DeadlockTimeout to PendingTimeout at least, or lower PendingTimeout.

## Source

MSCS deadlocktimeout.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.intervals import DEADLOCK, PENDING, both_set_by, own_name, standard
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"PendingTimeout"=dword:000927c0
"""

GOOD = BAD.replace("; here\n", "").replace("dword:000927c0", "dword:0002bf20")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring at least one of two such timeouts."""
    for item, deadlock, pending in both_set_by(subject, DEADLOCK, PENDING):
        least, most = pending.number, deadlock.number
        if least is not None and most is not None and most < least:
            yield Found(
                f"its DeadlockTimeout of {most} ms cuts its PendingTimeout of {least} ms short",
                item,
                own_name(item, deadlock, pending),
                expected=f"DeadlockTimeout {least} ms or more",
                fix=set_to(item, DEADLOCK, max(least, standard(DEADLOCK))),
            )


RULE = Rule(
    code="HT527",
    name="a deadlock before the timeout",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
