"""A list of owners names a node that does not exist.

## Why

The node was evicted and stayed on the list. Numbers are given again: a node that joins later may get the old number,
and with it a place on lists that nobody meant for it. And a list that looks like two nodes is one without failover.

## How to mend

State the owners anew with the nodes that exist. A list of possible owners that names nobody else is left as it is,
because an empty one means every node.

## Source

KB299631 has how the lists are used; that evicted nodes stay on them is seen in the field.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import Kind
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, edit_list
from hivetool.lint.lost import lost
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
; here
"PossibleOwners"=hex(7):31,00,00,00,39,00,00,00,00,00

[Cluster\Groups\g]
"Name"="SQL01"
; here
"PreferredOwners"=hex(7):39,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
"PossibleOwners"=hex(7):31,00,00,00,00,00
"""

LISTS: tuple[tuple[Kind, str], ...] = (
    ("resource", "PossibleOwners"),
    ("resource type", "PossibleOwners"),
    ("group", "PreferredOwners"),
)


def check(subject: Subject) -> Iterator[Found]:
    """Numbers on the lists of resources, types and groups that are no node's."""
    for kind, name in LISTS:
        for item, missing in lost(subject, kind, name):
            yield Found(
                f"{name} has node {few(missing)}, which does not exist",
                item,
                name,
                expected="ids of nodes",
                fix=_fix(item, name, missing),
            )


def _fix(item: ClusterObject, name: str, missing: tuple[str, ...]) -> Fix:
    if name == "PossibleOwners" and len(missing) == len(item.texts(name)):
        return by_hand("say which nodes may own it, as the list names none that exists")
    return edit_list(item, name, without=missing, safe=True)


RULE = Rule(
    code="HT206",
    name="an owner that is no node",
    severity="warning",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
