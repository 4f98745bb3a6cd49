"""The virtual machines may run on every node but the newest.

## Why

Possible owners that were listed by hand do not grow with the cluster: a node that joins later is in none of the lists.
It stays empty, and the others are as full as before.

## How to mend

Put the node into the lists, or remove the lists where they name every other node anyway.

## Source

Practice. The node with the highest number is taken for the newest; a few machines that leave it out are taken for
meant: see the threshold newest_node_percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.assign import edit_of
from hivetool.cluster.model import Node
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Fix, Found
from hivetool.lint.owners import newest_node
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

; here
[Cluster\Nodes\3]
"NodeName"="N3"

[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):76,00,00,00,63,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PossibleOwners"=hex(7):31,00,00,00,32,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
"PossibleOwners"=hex(7):31,00,00,00,32,00,00,00,00,00
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
"PossibleOwners"=hex(7):31,00,00,00,33,00,00,00,00,00

[Cluster\Resources\c]
"Name"="Virtual Machine Configuration SQL01"
"Type"="Virtual Machine Configuration"
"PossibleOwners"=hex(7):31,00,00,00,33,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """The newest node, if most machines list exactly the others. With two nodes that is another rule's."""
    database, node = subject.database, newest_node(subject.database)
    if node is None or len(database.nodes) < 3 or not subject.machines:
        return
    owners = database.collections["resource"].every("PossibleOwners")
    short = {each for each in {*owners} if isinstance(each, tuple) and _is_without(subject, node, each)}
    stale = {item.id for item, each in zip(database.resources, owners, strict=True) if each in short}
    count, total = sum(item.id in stale for item in subject.machines), len(subject.machines)
    if count * 100 > total * subject.thresholds.newest_node_percent:
        yield Found(
            f"{count} of {total} virtual machines may run on every node but this one, which joined last",
            node,
            expected="in the possible owners of the virtual machines",
            fix=_with_node(subject, node, stale),
        )


def _is_without(subject: Subject, node: Node, owners: tuple[str, ...]) -> bool:
    """Whether a list has every node but this one."""
    nodes = {*subject.database.collections["node"].upcased}
    return nodes - {upcase(each) for each in owners} == {upcase(node.id)}


def _with_node(subject: Subject, node: Node, stale: set[str]) -> Fix:
    items = [item for item in subject.database.resources if item.id in stale]
    edits = [edit_of(item, "PossibleOwners", (*item.texts("PossibleOwners"), node.id)) for item in items]
    title = f"put {node.name} into the possible owners of {len(items)} resources"
    return Fix(title, edits=tuple(edit for edit in edits if edit is not None))


RULE = Rule(
    code="HT903",
    name="newest node in nobody's owners",
    severity="warning",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
