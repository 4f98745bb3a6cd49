"""DeadlockTimeout or PendingTimeout is an hour or more.

## Why

Microsoft advises to raise both while a resource DLL is debugged, so that the debugger may stop it. Left that way, a
resource that hangs is noticed after an hour: nothing is restarted, nothing fails over meanwhile.

## How to mend

Let the type's timeouts count, or the usual 180000 (PendingTimeout) and 300000 ms (DeadlockTimeout).

## Source

MSCS deadlocktimeout and resources-pendingtimeout; what is too long is a threshold.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.lint.finding import Fix, Found
from hivetool.lint.intervals import DEADLOCK, PENDING, back, set_by
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"DeadlockTimeout"=dword:006ddd00
"""

GOOD = BAD.replace("; here\n", "").replace("dword:006ddd00", "dword:000493e0")


def check(subject: Subject) -> Iterator[Found]:
    """Types and resources that bring the threshold or more; one remedy is for both timeouts, as they go together."""
    most = subject.thresholds.debug_timeout_ms
    long: dict[ClusterObject, dict[str, int]] = {}
    for name in (DEADLOCK, PENDING):
        for item, number in set_by(subject, name):
            if number >= most:
                long.setdefault(item, {})[name] = number
    for item, numbers in long.items():
        fixes = [back(subject.database, item, name, most=max(most - 1, 0)) for name in numbers]
        fix = Fix(
            " and ".join(each.title for each in fixes), False, tuple(edit for each in fixes for edit in each.edits)
        )
        for name, number in numbers.items():
            yield Found(
                f"its {name} is {number} ms, as for debugging",
                item,
                name,
                expected=f"less than {most} ms",
                fix=fix,
            )


RULE = Rule(
    code="HT529",
    name="timeouts as for debugging",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
