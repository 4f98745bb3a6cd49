"""The cluster points to a core resource or group that does not exist.

## Why

The cluster's own name, its core group and the group of spare disks are found by ids at the top of the database. If one
of them leads nowhere, the Cluster Service does not find what it starts with.

## How to mend

Restore the database, or the key that is missing, from a copy of another node or a backup.

## Source

Seen: public scripts read these values on real clusters; that it cannot start is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.lost import lost
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"AvailableStorage"="x"

[Cluster\Groups\g]
"Name"="Available Storage"
"""

GOOD = BAD.replace('"x"', '"g"').replace("; here\n", "")

POINTERS = (("ClusterNameResource", "a resource"), ("ClusterGroup", "a group"), ("AvailableStorage", "a group"))


def check(subject: Subject) -> Iterator[Found]:
    """Ids at the root that are no resource's and no group's."""
    for name, what in POINTERS:
        for cluster, missing in lost(subject, "cluster", name):
            yield Found(
                f"{name} is {missing[0]}, which does not exist",
                cluster,
                name,
                expected=f"the id of {what}",
                fix=by_hand("restore what is missing from a copy of another node or a backup"),
            )


RULE = Rule(
    code="HT213",
    name="a core pointer that leads nowhere",
    severity="error",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
