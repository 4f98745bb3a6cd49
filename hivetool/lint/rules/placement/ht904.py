"""A preferred owner is no possible owner.

## Why

A role never goes to a node that one of its resources may not be on, so that the preference has no effect: failback and
the order of failover are not what the list says.

## How to mend

Make the node a possible owner of all the role's resources, or take it off the preferred owners.

## Source

MS-CMRP 3.1.4.2.53; KB299631 for the order of the nodes.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import edit_list
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
; here
"PreferredOwners"=hex(7):31,00,00,00,32,00,00,00,00,00
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
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
"PreferredOwners"=hex(7):32,00,00,00,33,00,00,00,00,00
"Contains"=hex(7):76,00,00,00,00,00

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"PossibleOwners"=hex(7):32,00,00,00,33,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Nodes in PreferredOwners that some resource of the group may not be on, if there are nodes that all may."""
    database = subject.database
    for common in subject.common_owners.values():
        possible = {upcase(each) for each in common.nodes}
        void = tuple(
            each
            for each in common.group.texts("PreferredOwners")
            if possible and upcase(each) not in possible and database.node(each) is not None
        )
        if void:
            names = [node.name for each in void if (node := database.node(each)) is not None]
            yield Found(
                f"{few(names)} {'is' if len(names) == 1 else 'are'} preferred and may not own all of its resources",
                common.group,
                "PreferredOwners",
                expected="possible owners alone",
                fix=edit_list(common.group, "PreferredOwners", without=void),
            )


RULE = Rule(
    code="HT904",
    name="preferred but not possible",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
