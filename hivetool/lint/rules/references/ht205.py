"""Checkpoints are kept for a resource that does not exist.

## Why

Checkpoints are registry keys or containers of keys that follow their resource from node to node. If the resource is
gone, they were forgotten when it was deleted by hand, and other parts of it may have been forgotten too.

## How to mend

Look whether the resource was meant to be deleted. In a copy the key of the checkpoints is deleted.

## Source

Microsoft askcore, "Deleting a cluster resource? Do it the supported way"; the public TSS toolset reports it as 5259.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import remove_key
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\s]
"Name"="Service"
"Type"="Generic Service"

; here
[Cluster\Checkpoints\x]
"00000001"="SOFTWARE\\Contoso"
"""

GOOD = r"""
[Cluster\Resources\s]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Checkpoints\s]
"00000001"="SOFTWARE\\Contoso"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Keys below Checkpoints whose name is no resource's id."""
    resources = subject.database.collections["resource"].by_id
    for item, upcased in zip(
        subject.database.checkpoints, subject.database.collections["checkpoint"].upcased, strict=True
    ):
        if upcased not in resources:
            empty = not item.key.values and not item.key.subkeys
            yield Found(
                f"they are of resource {item.id}, which does not exist",
                item,
                expected="the id of a resource",
                fix=remove_key(item.path, "delete the checkpoints", safe=empty),
            )


RULE = Rule(
    code="HT205",
    name="checkpoints of a missing resource",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
