"""A node is in the databases of two clusters.

## Why

A machine belongs to one cluster at a time. If two databases have it, it was taken out of one cluster by force and put
into another, and the first still counts on it: on its vote, and as an owner of its roles.

## How to mend

Evict the node from the cluster in which it no longer is. Two machines of one name in two domains are no fault.

## Source

Experience of administrators who used machines again (sqlozano).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.peers import others
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = r"""
[Cluster]
"ClusterName"="A"

[Cluster\Nodes\1]
"NodeName"="HV01"
---
[Cluster]
"ClusterName"="B"

[Cluster\Nodes\1]
"NodeName"="HV02"
"""

BAD = GOOD.replace("HV02", "hv01").replace('"NodeName"', '; here\n"NodeName"')


def check(subject: Subject) -> Iterator[Found]:
    """Nodes whose stored name another cluster's node has, each with the first such cluster."""
    elsewhere: dict[str, Subject] = {}
    for other in others(subject):
        for _, name in other.stored("node", "NodeName"):
            if isinstance(name, str):
                elsewhere.setdefault(upcase(name), other)
    for node, name in subject.stored("node", "NodeName"):
        there = elsewhere.get(upcase(name)) if isinstance(name, str) and name else None
        if there is not None:
            yield Found(
                f"it is a node of cluster {there.database.name or '(no name)'} too, in {there.file}",
                node,
                "NodeName",
                expected="a node of one cluster",
                fix=by_cmdlet(
                    "evict it from the cluster that it has left",
                    Cmdlet("Remove-ClusterNode", {"Name": node.name}, by_hand=True),
                ),
            )


RULE = Rule(
    code="HTX03",
    name="a node in two clusters",
    severity="warning",
    mark=Mark.PRACTICE,
    needs=frozenset({"several copies"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
