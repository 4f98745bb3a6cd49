"""RetryPeriodOnFailure is shorter than RestartPeriod.

## Why

A failed resource would be tried again before the period of its restarts is over, so that the two counts run into each
other. The documentation forbids it: RestartPeriod is the least that RetryPeriodOnFailure may be.

## How to mend

Set RetryPeriodOnFailure to RestartPeriod or more; an hour is the default.

## Source

MSCS resources-retryperiodonfailure.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import UNSET
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartPeriod"=dword:000dbba0
; here
"RetryPeriodOnFailure"=dword:0000ea60
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartPeriod"=dword:000dbba0
"RetryPeriodOnFailure"=dword:000dbba0
"""


def check(subject: Subject) -> Iterator[Found]:
    """Resources of which one of the two is stored, and the one is less than the other."""
    periods = subject.settings("resource", "RestartPeriod")
    for (item, retry), period in zip(subject.each("resource", "RetryPeriodOnFailure"), periods, strict=True):
        most, least = retry.number, period.number
        if most is None or least is None or most >= least:
            continue
        yield Found(
            f"it is tried again after {most} ms, though its restarts count for {least} ms",
            item,
            "RetryPeriodOnFailure" if retry.origin == "resource" else "RestartPeriod",
            expected=f"a RetryPeriodOnFailure of {least} ms or more",
            fix=by_hand("lower RestartPeriod, which has no end")
            if least == UNSET
            else set_to(item, "RetryPeriodOnFailure", least, safe=True),
        )


RULE = Rule(
    code="HT605",
    name="RetryPeriodOnFailure below RestartPeriod",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
