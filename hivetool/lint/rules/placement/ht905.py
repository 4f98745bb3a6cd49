"""A node may own no resource of a type.

## Why

The possible owners of a resource type are the nodes on which its DLL is installed. No resource of the type comes online
on any other node, whatever its own list says; for Virtual Machine no machine runs there.

## How to mend

Install what brings the type, for virtual machines the Hyper-V role, on the node; the cluster then adds the node to the
type's owners.

## Source

MSCS, "Possible owners" of resource types. How the list is stored is inferred. It is no more than worth knowing for a
type that no resource has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\ResourceTypes\Virtual Machine]
"DllName"="vmclusres.dll"
; here
"PossibleOwners"=hex(7):31,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\ResourceTypes\Virtual Machine]
"DllName"="vmclusres.dll"
"PossibleOwners"=hex(7):31,00,00,00,32,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Types that list owners, and not every node; a type without a list may be on all."""
    database = subject.database
    counts = Counter(map(upcase, database.collections["resource"].type_names))
    for kind, content in subject.stored("resource type", "PossibleOwners"):
        listed = {upcase(each) for each in content} if isinstance(content, tuple) else set()
        missing = [node.name for node in database.nodes if upcase(node.id) not in listed] if listed else []
        count = counts[upcase(kind.id)]
        if missing:
            yield Found(
                f"{few(missing)} may own none of its {count} resources",
                kind,
                "PossibleOwners",
                expected="every node",
                fix=by_hand(f"install what brings the type on {few(missing)}"),
                severity=None if count else "info",
            )


RULE = Rule(
    code="HT905",
    name="a type that a node lacks",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
