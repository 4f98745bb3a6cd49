"""A group has no resources.

## Why

Nothing can run in it: it is what is left of a role whose resources were deleted or moved away. It stays in every list,
and its rules for failover mislead whoever reads them.

## How to mend

Delete the group if nobody is going to fill it.

## Source

Practice. Microsoft askcore, "Deleting a cluster resource? Do it the supported way", has how roles are deleted whole.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import remove_key
from hivetool.lint.roles import is_available_storage, is_own
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster\Groups\g]
"Name"="SQL01"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Groups\h]
"Name"="Available Storage"

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups without resources that exist, but not the cluster's own, nor one whose resources another group has."""
    taken = {stray.place for stray in subject.database.membership.strays if stray.why == "taken"}
    for place, group in enumerate(subject.database.groups):
        if group.resources or place in taken or is_own(group) or is_available_storage(subject, group):
            continue
        yield Found(
            "it has no resources",
            group,
            expected="at least one resource",
            fix=remove_key(
                group.path,
                "delete the group",
                cmdlets=(Cmdlet("Remove-ClusterGroup", {"Name": group.name}, by_hand=True),),
            ),
        )


RULE = Rule(
    code="HT301",
    name="a group without resources",
    severity="warning",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
