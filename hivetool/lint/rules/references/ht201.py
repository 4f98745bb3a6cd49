"""A group lists a resource that does not exist.

## Why

Somebody deleted the key below Resources alone, which is not supported: the group still counts on the resource, and the
Cluster Service has trouble when it starts.

## How to mend

On a live cluster look for the resource under its id first; what is really gone is taken off the list by deleting the
resource the supported way. In a copy the id is taken off the group's list.

## Source

Microsoft askcore, "Deleting a cluster resource? Do it the supported way"; the public TSS toolset reports it as 5257.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import edit_list, with_cmdlets
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\11111111-1111-4111-8111-111111111111]
"Name"="SQL01"
; here
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Disk"
"Type"="Physical Disk"
"""

GOOD = r"""
[Cluster\Groups\11111111-1111-4111-8111-111111111111]
"Name"="SQL01"
"Contains"=hex(7):61,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Disk"
"Type"="Physical Disk"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Ids in a group's list that are no resource's."""
    groups = subject.database.groups
    for stray in subject.database.membership.strays:
        if stray.why == "missing":
            group = groups[stray.place]
            yield Found(
                f"it lists resource {stray.listed}, which does not exist",
                group,
                "Contains",
                expected="the ids of its resources",
                fix=with_cmdlets(
                    edit_list(group, "Contains", without=(stray.listed,), safe=True),
                    Cmdlet("Remove-ClusterResource", {"Name": stray.listed, "Force": None}, by_hand=True),
                ),
            )


RULE = Rule(
    code="HT201",
    name="a group lists a missing resource",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
