"""A role may only be on the node where it was last.

## Why

Its possible owners leave that node alone: when it fails or is patched, the role is down until it is back. Often one
pinned it for a while and forgot it.

## How to mend

Let the role's resources be on other nodes as well. In a copy their lists are removed, so that every node is possible.

## Source

Practice; MS-CMRP 3.1.4.2.53, MSCS groups-defaultowner.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.owners import every_node
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g]
"Name"="SQL01"
"DefaultOwner"=dword:00000002
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"PossibleOwners"=hex(7):32,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g]
"Name"="SQL01"
"DefaultOwner"=dword:00000002
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PossibleOwners"=hex(7):32,00,00,00,31,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups whose only common possible owner is their DefaultOwner, in a cluster of several nodes."""
    database = subject.database
    if len(database.nodes) < 2:
        return
    for common in subject.common_owners.values():
        if common.nodes != (str(common.group.number("DefaultOwner")),):
            continue
        node, resource = database.node(common.nodes[0]), common.narrowing[0]
        yield Found(
            f"it may be on no other node than {node.name if node is not None else common.nodes[0]}, where it was last",
            common.group,
            "PossibleOwners",
            expected="at least two nodes",
            fix=every_node(common),
            key=resource.path,
            at=resource.facts["PossibleOwners"].at,
            actual="1 in common",
        )


RULE = Rule(
    code="HT902",
    name="pinned to its last owner",
    severity="error",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
