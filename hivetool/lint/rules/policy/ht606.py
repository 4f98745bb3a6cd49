"""A resource that has failed is never tried again.

## Why

RetryPeriodOnFailure is 0xFFFFFFFF: when restarts and failovers are used up, the resource stays failed until a person
comes, even if what ailed it is long over.

## How to mend

Set RetryPeriodOnFailure to an hour, the default, unless a person has to look first.

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
; here
"RetryPeriodOnFailure"=dword:ffffffff
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RetryPeriodOnFailure"=dword:0036ee80
"""

HOUR_MS = 3_600_000
"""The default."""


def check(subject: Subject) -> Iterator[Found]:
    """Resources whose RetryPeriodOnFailure is 0xFFFFFFFF."""
    periods = subject.settings("resource", "RestartPeriod")
    for (item, retry), period in zip(subject.each("resource", "RetryPeriodOnFailure"), periods, strict=True):
        if retry.value == UNSET:
            again = max(HOUR_MS, period.number or 0)
            yield Found(
                "once it has failed for good it is never tried again",
                item,
                "RetryPeriodOnFailure",
                expected=f"{HOUR_MS} ms, an hour",
                fix=by_hand("lower RestartPeriod and RetryPeriodOnFailure, neither of which has an end")
                if again == UNSET
                else set_to(item, "RetryPeriodOnFailure", again),
            )


RULE = Rule(
    code="HT606",
    name="a failure for ever",
    severity="info",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
