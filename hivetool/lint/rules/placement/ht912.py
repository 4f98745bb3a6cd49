"""Failback and the load balancer both move the same virtual machines.

## Why

Every half hour the balancer moves machines to nodes with less load, and failback moves them to their preferred owners
again. A machine may go back and forth without end.

## How to mend

Choose one of the two: set AutoBalancerMode to 0 or 1, or forbid failback for those machines.

## Source

Practice, from guides to the balancer; MSCS clusters-autobalancermode, groups-autofailbacktype. Where AutoBalancerMode
is not stored, its default since Windows Server 2016 is 2 and this is no more than worth knowing.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.owners import machine_groups
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster]
; here
"AutoBalancerMode"=dword:00000002

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g1]
"Name"="SQL01"
"PreferredOwners"=hex(7):31,00,00,00,00,00
"AutoFailbackType"=dword:00000001
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""

GOOD = r"""
[Cluster]
"AutoBalancerMode"=dword:00000002

[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g1]
"Name"="SQL01"
"PreferredOwners"=hex(7):31,00,00,00,00,00
"AutoFailbackType"=dword:00000000
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"""


FIRST_LEVEL = 9
"""ClusterFunctionalLevel of Windows Server 2016, which brought the balancer."""
ALWAYS = 2
"""AutoBalancerMode: when a node joins and every half hour."""


def check(subject: Subject) -> Iterator[Found]:
    """The balancer's mode, if machines have preferred owners and failback."""
    cluster = subject.database.cluster
    stored = cluster.number("AutoBalancerMode")
    is_default = stored is None and (cluster.number("ClusterFunctionalLevel") or 0) >= FIRST_LEVEL
    if stored != ALWAYS and not is_default:
        return
    moved = [
        subject.database.label(group)
        for group in machine_groups(subject.database)
        if group.number("AutoFailbackType") == 1 and group.texts("PreferredOwners")
    ]
    if moved:
        yield Found(
            f"the balancer also moves what fails back: {few(moved)}",
            cluster,
            "AutoBalancerMode",
            expected="0 or 1 beside failback",
            fix=set_to(cluster, "AutoBalancerMode", 0),
            severity=None if stored is not None else "info",
        )


RULE = Rule(
    code="HT912",
    name="balancer and failback at odds",
    severity="warning",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
