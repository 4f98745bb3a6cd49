"""The resources of a role have no node in common, or one alone.

## Why

A role moves as a whole, so it can only be on a node that every one of its resources may be on. With no such node it is
not brought online anywhere; with one it has nowhere to go when that node fails.

## How to mend

Give all resources of the role the same possible owners. In a copy their lists are removed, so that every node is
possible.

## Source

Windows IT Pro, questions and answers on possible owners; MS-CMRP 3.1.4.2.53 lets a move fail to a node that is no
possible owner of every resource. A role that may only be where it was last is HT902's.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.owners import Common, every_node
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Nodes\3]
"NodeName"="N3"

[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"PossibleOwners"=hex(7):31,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
"PossibleOwners"=hex(7):32,00,00,00,33,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Nodes\3]
"NodeName"="N3"

[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PossibleOwners"=hex(7):31,00,00,00,32,00,00,00,33,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
"PossibleOwners"=hex(7):32,00,00,00,33,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups whose resources' lists leave no node, or one that is not the last owner, in a cluster of several."""
    if len(subject.database.nodes) < 2:
        return
    for common in subject.common_owners.values():
        is_last = common.nodes == (str(common.group.number("DefaultOwner")),)
        if len(common.nodes) < 2 and not is_last:
            yield _found(subject, common)


def _found(subject: Subject, common: Common) -> Found:
    resource, nodes = common.narrowing[0], common.nodes
    only = subject.database.node(nodes[0]) if nodes else None
    names = few([subject.database.label(item) for item in common.narrowing])
    return Found(
        f"no node may own all of {names}" if only is None else f"only {only.name} may own all of {names}",
        common.group,
        "PossibleOwners",
        expected="at least two nodes in common",
        fix=every_node(common),
        key=resource.path,
        at=resource.facts["PossibleOwners"].at,
        actual=f"{len(nodes)} in common",
    )


RULE = Rule(
    code="HT901",
    name="no node in common",
    severity="error",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
