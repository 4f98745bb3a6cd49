"""FailoverPeriod is 0, or longer than 1193 hours.

## Why

FailoverThreshold counts the failovers of the last FailoverPeriod hours. In no hours there are none, so that the limit
never holds and a broken group wanders on; more than 1193 hours are out of the property's range.

## How to mend

Set FailoverPeriod to 6 hours, the default, or to 1193 where a very long window is meant.

## Source

MSCS groups-failoverperiod.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
; here
"FailoverPeriod"=dword:00000000
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"FailoverPeriod"=dword:00000006
"""

MOST_HOURS, USUAL_HOURS = 1193, 6


def check(subject: Subject) -> Iterator[Found]:
    """Groups that store such a period."""
    for group, hours in subject.stored("group", "FailoverPeriod"):
        if isinstance(hours, int) and not 0 < hours <= MOST_HOURS:
            yield Found(
                f"failovers are counted in a period of {hours} hours",
                group,
                "FailoverPeriod",
                expected=f"1 to {MOST_HOURS} hours",
                fix=set_to(group, "FailoverPeriod", MOST_HOURS if hours else USUAL_HOURS, safe=True),
            )


RULE = Rule(
    code="HT609",
    name="a FailoverPeriod that is none",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
