"""A virtual machine has less than half a minute to start.

## Why

PendingTimeout is how long a machine may be silent while it comes online. One with much memory, or with a saved state
to read, needs more: it fails while it is starting well, is started again, and then goes to another node for the same.

## How to mend

Let the type's timeout count, or the usual 180000 ms.

## Source

MSCS resources-pendingtimeout for the meaning; the limit is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE, Resource
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.intervals import PENDING, back, set_by, whose
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"PendingTimeout"=dword:00002710
"""

GOOD = BAD.replace("; here\n", "").replace("dword:00002710", "dword:0002bf20")


def check(subject: Subject) -> Iterator[Found]:
    """Virtual machines, and their type, that bring less than the threshold."""
    least = subject.thresholds.pending_least_ms
    for item, number in set_by(subject, PENDING):
        kind = item.type if isinstance(item, Resource) else item.id
        if number < least and upcase(kind) == upcase(VIRTUAL_MACHINE):
            yield Found(
                f"its PendingTimeout gives {whose(item)} {number} ms to start",
                item,
                PENDING,
                expected=f"{least} ms or more",
                fix=back(subject.database, item, PENDING, least),
            )


RULE = Rule(
    code="HT530",
    name="too little time to start",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
