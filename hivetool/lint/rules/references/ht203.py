"""A resource is in two groups.

## Why

A resource belongs to one group and moves with it. If two groups list it, it depends on chance which of them owns it,
and the other one fails as soon as it runs on another node.

## How to mend

Decide which group it belongs to, and leave it on that list alone.

## Source

MSCS resource-dependencies has a resource and what it depends on in the same group; that two lists are an error follows
from that.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Groups\h]
"Name"="SQL02"
; here
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Groups\h]
"Name"="SQL02"

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
"""


def check(subject: Subject) -> Iterator[Found]:
    """What a group lists though one before it has it; the same item twice on one list is another matter."""
    database = subject.database
    for stray in database.membership.strays:
        if stray.why != "taken":
            continue
        group = database.groups[stray.place]
        first = database.group(database.membership.group_of[upcase(stray.listed)])
        resource = database.resource(stray.listed)
        if first is None or resource is None or first == group:
            continue
        yield Found(
            f"it lists {database.label(resource)}, which {database.label(first)} lists too",
            group,
            "Contains",
            expected="each resource in one group",
            fix=by_cmdlet(
                "leave the resource in one of the two groups",
                Cmdlet("Move-ClusterResource", {"Name": resource.name, "Group": first.name}, by_hand=True),
            ),
        )


RULE = Rule(
    code="HT203",
    name="a resource is in two groups",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
