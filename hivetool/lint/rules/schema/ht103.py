"""A number lies outside its documented range.

## Why

The API refuses such a number, so somebody edited the database. What the Cluster Service makes of it is not
documented: it may take it as it is, use the default, or not start.

## How to mend

Set the property to a number in the range. In a copy the nearest one is taken.

## Source

MSCS, the pages of the properties, "Minimum" and "Maximum". Intervals of polling are HT501 to HT503, the failover
period is HT609.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.columns import naming, of_property
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.ranges import allowed, judged, nearest, not_allowed
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
"ClusterName"="HVC01"
; here
"ClusterGroupWaitDelay"=dword:00002710
"""

GOOD = BAD.replace("00002710", "00000e10").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Stored numbers below the least or above the greatest, and none of the special ones."""
    for column in judged(subject, "range"):
        for item, number in not_allowed(column):
            fix = set_to(item, naming(column.prop), nearest(column.prop, number))
            yield of_property(item, column.prop, "it is outside its range", expected=allowed(column.prop), fix=fix)


RULE = Rule(
    code="HT103",
    name="a number outside its range",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
