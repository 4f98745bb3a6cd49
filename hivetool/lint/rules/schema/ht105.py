"""A choice is none of those that there are.

## Why

The property is one of a short list of numbers, each with its meaning: what to do when a resource fails, how a machine
is taken offline, how urgent a group is. A number that is not in the list has none.

## How to mend

Choose one of the list.

## Source

MSCS, the pages of the properties (resources-restartaction, virtual-machines-offlineaction, groups-autofailbacktype,
networks-role, groups-priority, groups-coldstartsetting, groups-grouptype). A GroupType that is not in the list may be
of a newer Windows and is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.columns import of_property
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.ranges import allowed, judged, not_allowed
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"RestartAction"=dword:00000007
"""

GOOD = BAD.replace("00000007", "00000002").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Stored choices without a meaning."""
    for column in judged(subject, "choice"):
        for item, _ in not_allowed(column):
            yield of_property(
                item,
                column.prop,
                "it is none of the choices",
                expected=allowed(column.prop),
                fix=by_hand(f"choose one for {column.prop.name}: {allowed(column.prop)}"),
                severity="warning" if column.prop.name == "GroupType" else None,
            )


RULE = Rule(
    code="HT105",
    name="a choice that does not exist",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
