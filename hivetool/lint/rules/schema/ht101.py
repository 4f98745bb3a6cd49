"""Something that every cluster database has is missing.

## Why

A cluster has a name, an id, and the keys Groups, Nodes, Resources and ResourceTypes. Without one of them the Cluster
Service does not start, or the file is a part of a database and no rule about the rest means anything.

## How to mend

Take the whole database, or the missing part from the copy of another node.

## Source

MSCS cluster-database names the keys; that a start needs all of them is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import FOLDERS
from hivetool.cluster.soundness import REQUIRED
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
; here
[Cluster]
"ClusterName"="HVC01"

[Cluster\Groups]
[Cluster\Nodes]
[Cluster\Resources]
[Cluster\ResourceTypes]
"""

GOOD = BAD.replace("; here\n", "").replace(
    '"HVC01"\n', '"HVC01"\n"ClusterInstanceID"="0f4a7c2e-1111-4111-8111-111111111111"\n'
)

VALUES = ("ClusterName", "ClusterInstanceID")


def check(subject: Subject) -> Iterator[Found]:
    """Values of the root and keys below it that are not stored at all."""
    cluster = subject.database.cluster
    fix = by_hand("take it from the copy of another node")
    for name in VALUES:
        if cluster.key.value(name) is None:
            yield Found(f"the cluster has no {name}", cluster, name, expected="it is stored", fix=fix)
    for kind in REQUIRED:
        if subject.database.collections[kind].row is None:
            yield Found(
                f"the cluster has no key {FOLDERS[kind]}",
                cluster,
                expected="the key is there",
                actual="no such key",
                fix=fix,
            )


RULE = Rule(
    code="HT101",
    name="a required value or key is missing",
    severity="error",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
