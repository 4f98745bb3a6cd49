"""The root is not a cluster database.

## Why

A cluster database has at least the keys Groups, Nodes and Resources. This root has too few of its signs: it is
another hive (SYSTEM and SOFTWARE are saved beside it in support packages), or only a part of a database, in which
half of what the rules look for is missing for no fault of the cluster.

## How to mend

Name the right file, or the right key with `--root`.

## Source

MSCS cluster-database lists the keys; how many of them are enough is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.source.cluster_root import cluster_key
from hivetool.source.errors import NotAClusterDatabase

BAD = r"""
; here
[Cluster]

[Cluster\ControlSet001]

[Cluster\Select]
"""

GOOD = r"""
[Cluster]

[Cluster\Groups]

[Cluster\Nodes]

[Cluster\Resources]
"""


def check(subject: Subject) -> Iterator[Found]:
    """A root that does not have the shape of a cluster's, or that has less of it than a key below it."""
    hive = subject.database.hive
    try:
        key = cluster_key(hive)
    except NotAClusterDatabase as error:
        yield Found(
            f"it is not a cluster database: {error.looks}",
            expected="the keys Groups, Nodes and Resources",
            fix=by_hand("name the file or the key that is the cluster's"),
            at=hive.root.location,
        )
        return
    if key.row:
        yield Found(
            f"the cluster database is a key further down: {key.path}",
            expected="the keys Groups, Nodes and Resources",
            fix=by_hand("name that key as the root"),
            at=hive.root.location,
        )


RULE = Rule(
    code="HT011",
    name="the root is no cluster database",
    severity="error",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
