"""Most virtual machines have the same node as their second preferred owner.

## Why

When a machine's first node fails, it goes to the next one on its list. If that is the same for most, they all start on
one node, which may lack the memory, while the others have room.

## How to mend

Vary who comes second from machine to machine, or list the first node alone.

## Source

Inferred from KB299631, which has the order of nodes after a failure. See the threshold second_owner_percent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.owners import machine_groups
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

; here
[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Nodes\3]
"NodeName"="N3"

[Cluster\Groups\g1]
"Name"="VM1"
"PreferredOwners"=hex(7):31,00,00,00,32,00,00,00,00,00
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine VM1"
"Type"="Virtual Machine"

[Cluster\Groups\g2]
"Name"="VM2"
"PreferredOwners"=hex(7):31,00,00,00,32,00,00,00,00,00
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine VM2"
"Type"="Virtual Machine"

[Cluster\Groups\g3]
"Name"="VM3"
"PreferredOwners"=hex(7):33,00,00,00,32,00,00,00,00,00
"Contains"=hex(7):76,00,33,00,00,00,00,00

[Cluster\Resources\v3]
"Name"="Virtual Machine VM3"
"Type"="Virtual Machine"

[Cluster\Groups\g4]
"Name"="VM4"
"PreferredOwners"=hex(7):33,00,00,00,32,00,00,00,00,00
"Contains"=hex(7):76,00,34,00,00,00,00,00

[Cluster\Resources\v4]
"Name"="Virtual Machine VM4"
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("33,00,00,00,32", "32,00,00,00,33").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Nodes that are second for more than some percent of the machines' groups, and for more than there are nodes.

    With two nodes one of them always is.
    """
    database, groups = subject.database, machine_groups(subject.database)
    if len(database.nodes) < 3:
        return
    known = {*database.collections["node"].upcased}
    lists = [[each for each in map(upcase, group.texts("PreferredOwners")) if each in known] for group in groups]
    counts = Counter(each[1] for each in lists if len(each) > 1 and each[0] != each[1])
    for node in database.nodes:
        count = counts[upcase(node.id)]
        if count > len(database.nodes) and count * 100 > len(groups) * subject.thresholds.second_owner_percent:
            yield Found(
                f"{count} of {len(groups)} roles of virtual machines go to it when their first node fails",
                node,
                expected="second owners that vary",
                fix=by_hand("vary the second preferred owner from machine to machine"),
            )


RULE = Rule(
    code="HT911",
    name="one second owner for everybody",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
