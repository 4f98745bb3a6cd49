"""A switch is neither 0 nor 1.

## Why

The property is yes or no. What another number means is not documented; one program takes everything but 0 for yes,
the next compares with 1. PersistentState alone has a third number, 0xFFFFFFFF: as the group.

## How to mend

Set it to 0 or 1. In a copy it becomes 1, which is what most programs make of it.

## Source

MSCS, the pages of the properties; KB259243 for PersistentState.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.columns import naming, of_property
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.ranges import allowed, judged, not_allowed
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"SeparateMonitor"=dword:00000002
"""

GOOD = BAD.replace("00000002", "00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Stored switches that are something else."""
    for column in judged(subject, "switch"):
        for item, _ in not_allowed(column):
            fix = set_to(item, naming(column.prop), 1)
            yield of_property(item, column.prop, "it is neither 0 nor 1", expected=allowed(column.prop), fix=fix)


RULE = Rule(
    code="HT104",
    name="a switch that is neither 0 nor 1",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
