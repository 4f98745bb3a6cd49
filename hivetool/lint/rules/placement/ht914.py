"""With a node down the others need more memory than any of them is seen to have.

## Why

The virtual machines of a node that fails start on the others. If what they all start with, spread over one node less,
is more for each than any node carries now, nothing in the database shows that it fits.

## How to mend

Compare the sum with the memory that the nodes have. Nothing is wrong if they have that much.

## Source

Inferred: the database knows what machines start with, and not what a node has. That StartMemory is in megabytes is
inferred too.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.memory import node_loads_mb
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster]
"ClusterName"="C"

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g1]
"Name"="SQL01"
"DefaultOwner"=dword:00000001
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

[Cluster\Resources\v1\Parameters]
"StartMemory"=dword:00001000

[Cluster\Groups\g2]
"Name"="Web"
"DefaultOwner"=dword:00000002
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine Web"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

[Cluster\Resources\v2\Parameters]
"StartMemory"=dword:00000800
"""

GOOD = r"""
[Cluster]
"ClusterName"="C"

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g1]
"Name"="SQL01"
"DefaultOwner"=dword:00000001
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

[Cluster\Resources\v1\Parameters]
"StartMemory"=dword:00001000

[Cluster\Groups\g2]
"Name"="Web"
"DefaultOwner"=dword:00000001
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine Web"
"Type"="Virtual Machine"
"PersistentState"=dword:00000001

[Cluster\Resources\v2\Parameters]
"StartMemory"=dword:00000800
"""


def check(subject: Subject) -> Iterator[Found]:
    """The cluster, if its machines' memory spread over one node less is more than the fullest node has now."""
    loads = node_loads_mb(subject)
    total, rest = sum(loads.values()), len(loads) - 1
    if rest < 1 or total <= max(loads.values()) * rest:
        return
    each, now = -(-total // rest), max(loads.values())
    yield Found(
        f"with a node down each other one carries {each:,} MB on average; none has more than {now:,} MB now",
        subject.database.cluster,
        expected="nodes with that much memory",
        fix=by_hand("compare it with the memory that the nodes have"),
    )


RULE = Rule(
    code="HT914",
    name="memory when a node is down",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
