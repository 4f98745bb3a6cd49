"""The allowed restarts do not fit into the period in which they are counted.

## Why

A resource fails over when it has been restarted RestartThreshold times within RestartPeriod. If the waits before the
restarts (RestartDelay) alone take longer than that, the count is never reached: the resource is restarted for ever on a
node where it cannot live. It is the same, at one remove, where every attempt hangs until PendingTimeout: then it is
told as mere information.

## How to mend

Make RestartPeriod long enough for RestartThreshold attempts, each with its RestartDelay and PendingTimeout, or lower
the threshold. RetryPeriodOnFailure must not be shorter than RestartPeriod.

## Source

MSCS resources-restartthreshold, whose example counts failures within the period; that a count which is never reached
means no failover follows from it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import ClusterObject
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"RestartThreshold"=dword:0000000a
"RestartDelay"=dword:00007530
"RestartPeriod"=dword:0000ea60
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartThreshold"=dword:00000003
"RestartDelay"=dword:00007530
"RestartPeriod"=dword:000dbba0
"""

_NAMES = ("RestartThreshold", "RestartPeriod", "RestartDelay", "PendingTimeout")


def check(subject: Subject) -> Iterator[Found]:
    """Resources that are restarted at all, with too little time for it, as far as they store any of it themselves."""
    columns = [subject.settings("resource", name) for name in (*_NAMES, "RetryPeriodOnFailure", "RestartAction")]
    fits: set[tuple[InForce, ...]] = set()
    for item, *row in zip(subject.database.resources, *columns, strict=True):
        if (case := tuple(row)) in fits:
            continue
        stored = next((name for name, found in zip(_NAMES, row, strict=False) if found.origin == "resource"), None)
        threshold, period, delay, pending, retry, action = (found.number or 0 for found in row)
        least, most = threshold * delay, threshold * (delay + pending)
        if stored is None or action == 0 or most <= period:
            fits.add(case)
            continue
        each = f"{delay} ms" if least > period else f"{delay} + {pending} ms, if PendingTimeout passes,"
        yield Found(
            f"{threshold} restarts at {each} each do not fit into a RestartPeriod of {period} ms",
            item,
            stored,
            expected=f"a RestartPeriod of {most} ms, or fewer restarts",
            severity=None if least > period else "info",
            fix=_longer(item, most, retry),
        )


def _longer(item: ClusterObject, period: int, retry: int) -> Fix:
    if period > retry:
        return by_hand(
            "lower RestartThreshold, RestartDelay or PendingTimeout until the restarts fit into RestartPeriod"
        )
    return set_to(item, "RestartPeriod", period)


RULE = Rule(
    code="HT604",
    name="restarts without end",
    severity="warning",
    mark=Mark.INFERRED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
