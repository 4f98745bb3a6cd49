"""A node or the cluster has more virtual machines than are supported.

## Why

Microsoft tests and supports so many running machines on a node and so many in a cluster. Beyond that starts, moves
and the drain of a node take longer than anybody has tried. A node's machines are those of the groups that it is
expected to own.

## How to mend

Spread the machines over more nodes, or over another cluster.

## Source

Microsoft's tables of Hyper-V's maximums, 1,024 running machines a node and 8,000 in a cluster; they differ from
version to version, so that both are thresholds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="HyperV VMs"
"Contains"=hex(7):61,00,00,00,62,00,00,00,00,00
"DefaultOwner"=dword:00000001

; here
[Cluster\Nodes\1]
"NodeName"="HV01"

[Cluster\Resources\a]
"Type"="Virtual Machine"

[Cluster\Resources\b]
"Type"="Virtual Machine"
"""

GOOD = BAD.replace("; here\n", "").replace("61,00,00,00,62,00,00,00,00,00", "61,00,00,00,00,00")


def check(subject: Subject) -> Iterator[Found]:
    """The cluster, then each node, with more machines than its limit."""
    limit = subject.thresholds.machines_per_cluster
    if len(subject.machines) > limit:
        yield Found(
            f"there are {len(subject.machines)} virtual machines, {limit} are supported",
            subject.database.cluster,
            expected=f"{limit} or fewer",
            fix=by_hand("spread the machines over another cluster"),
        )
    limit = subject.thresholds.machines_per_node
    counts: Counter[str] = Counter()
    for identity, members in subject.pairing.groups.items():
        counts[subject.owners[identity].node or ""] += len(members.machines)
    for node in subject.database.nodes:
        if counts[node.id] > limit:
            yield Found(
                f"it is expected to run {counts[node.id]} virtual machines, {limit} are supported",
                node,
                expected=f"{limit} or fewer",
                fix=by_hand("spread the machines over more nodes"),
            )


RULE = Rule(
    code="HT419",
    name="more machines than supported",
    severity="warning",
    mark=Mark.PRACTICE,
    thresholds=MappingProxyType({"machines_per_node": 1, "machines_per_cluster": 2}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
