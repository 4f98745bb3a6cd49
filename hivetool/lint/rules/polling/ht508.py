"""A virtual machine is polled so rarely that a failure is seen late.

## Why

A machine that has failed is down until a check says so. With an IsAlive of more than five minutes, or a LooksAlive of
more than one, that alone is longer than restarting or moving the machine takes.

## How to mend

Let the type's intervals count, or the usual 5000 and 60000 ms.

## Source

Microsoft, "Understanding how Failover Clustering recovers from unresponsive resources", on what the two checks are
for; the article: too rare a check "may result in slightly more downtime"; the two limits are inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE, Resource
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.intervals import IS_ALIVE, LOOKS_ALIVE, back, set_by, whose
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"IsAlivePollInterval"=dword:000927c0
"""

GOOD = BAD.replace("; here\n", "").replace("dword:000927c0", "dword:0000ea60")


def check(subject: Subject) -> Iterator[Found]:
    """Virtual machines, and their type, that bring more than the thresholds."""
    limits = (
        (IS_ALIVE, subject.thresholds.thorough_poll_most_ms),
        (LOOKS_ALIVE, subject.thresholds.quick_poll_most_ms),
    )
    for name, most in limits:
        for item, number in set_by(subject, name):
            kind = item.type if isinstance(item, Resource) else item.id
            if number > most and upcase(kind) == upcase(VIRTUAL_MACHINE):
                yield Found(
                    f"{name.removesuffix('PollInterval')} polls {whose(item)} only every {number} ms",
                    item,
                    name,
                    expected=f"{most} ms or less",
                    fix=back(subject.database, item, name, most=most),
                )


RULE = Rule(
    code="HT508",
    name="a failure is seen late",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
