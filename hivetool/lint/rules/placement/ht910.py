"""Nearly all virtual machines have preferred owners.

## Why

Preferred owners are for exceptions, as nodes of different size. On every machine they bind all of them to a plan that
somebody made once: the cluster spreads them less well by itself, and the plan has to be mended with every node.

## How to mend

Keep them for the machines that need them, and empty the lists of the others.

## Source

KB299631 advises lists for clusters whose load would be uneven without them. See the threshold preferred_percent.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.owners import machine_groups
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
"PreferredOwners"=hex(7):31,00,00,00,00,00
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Groups\g2]
"Name"="Web"
"PreferredOwners"=hex(7):32,00,00,00,00,00
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine Web"
"Type"="Virtual Machine"
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
"PreferredOwners"=hex(7):31,00,00,00,00,00
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Groups\g2]
"Name"="Web"
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine Web"
"Type"="Virtual Machine"
"""


def check(subject: Subject) -> Iterator[Found]:
    """The cluster, if more than some percent of its machines' groups, of at least two, have preferred owners."""
    groups = machine_groups(subject.database)
    count, total = sum(bool(group.texts("PreferredOwners")) for group in groups), len(groups)
    if total > 1 and count * 100 > total * subject.thresholds.preferred_percent:
        yield Found(
            f"{count} of {total} roles of virtual machines have preferred owners",
            subject.database.cluster,
            expected="preferred owners for the exceptions",
            fix=by_hand("keep preferred owners for the machines that need them"),
        )


RULE = Rule(
    code="HT910",
    name="preferred owners nearly everywhere",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
