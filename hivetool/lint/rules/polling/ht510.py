"""A virtual machine is polled otherwise than nearly all others.

## Why

Machines that were set up alike should be watched alike. A few that are not were changed by hand, for a reason that
may be gone: nobody will think of them when the others are changed.

## How to mend

Let the type's intervals count, unless the difference is meant.

## Source

A question that administrators ask: who changed this, and where else? The comparison is ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import no_longer, set_to
from hivetool.lint.intervals import IS_ALIVE, LOOKS_ALIVE, inherited
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Resources\b]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
; here
"LooksAlivePollInterval"=dword:00003a98
"""

GOOD = BAD.replace('; here\n"LooksAlivePollInterval"=dword:00003a98\n', "")


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose own interval stands out among those in force for all machines."""
    ids = {machine.id for machine in subject.machines}
    for name in (LOOKS_ALIVE, IS_ALIVE):
        polled = [(item, found) for item, found in subject.each("resource", name) if item.id in ids]
        usual, places = subject.outliers([found.number for _, found in polled])
        for place in sorted(places):
            item, found = polled[place]
            if found.origin == "resource" and isinstance(usual, int):
                is_inherited = inherited(subject.database, item, name) == usual
                yield Found(
                    f"its {name} is {found.number} ms, that of nearly all others {usual} ms",
                    item,
                    name,
                    expected=f"{usual} ms",
                    fix=no_longer(item, name) if is_inherited else set_to(item, name, usual),
                )


RULE = Rule(
    code="HT510",
    name="intervals unlike the others",
    severity="info",
    mark=Mark.INFERRED,
    thresholds=MappingProxyType({"outlier_percent": 51}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
