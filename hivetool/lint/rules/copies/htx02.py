"""Files with the same cluster name have different identities.

## Why

ClusterInstanceID tells one cluster from another; it stays as long as the cluster lives. Two files with one name and two
identities are of two clusters, or of one that was destroyed and made anew. Whatever is compared between them means
nothing.

## How to mend

Look from which machine and of what day each file is, and leave out what does not belong.

## Source

Inferred: the identity is made when a cluster is made.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.peers import others
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = r"""
[Cluster]
"ClusterName"="HVCLUSTER"
"ClusterInstanceID"="11111111-1111-4111-8111-111111111111"
---
[Cluster]
"ClusterName"="OTHER"
"ClusterInstanceID"="22222222-2222-4222-8222-222222222222"
"""

BAD = GOOD.replace("OTHER", "hvcluster").replace('"ClusterInstanceID"', '; here\n"ClusterInstanceID"')


def check(subject: Subject) -> Iterator[Found]:
    """A cluster with another identity and the subject's name; the first one that is found."""
    own = subject.database.cluster.text("ClusterInstanceID")
    name = upcase(subject.database.name or "")
    for other in others(subject) if own and name else ():
        identity = other.database.cluster.text("ClusterInstanceID")
        if identity and upcase(other.database.name or "") == name:
            yield Found(
                f"{other.file} has the same cluster name, but the identity {identity}",
                subject.database.cluster,
                "ClusterInstanceID",
                expected="one identity for one name",
                fix=by_hand("leave out the file that is not of this cluster"),
            )
            return


RULE = Rule(
    code="HTX02",
    name="one name for two clusters",
    severity="error",
    mark=Mark.INFERRED,
    needs=frozenset({"several copies"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
