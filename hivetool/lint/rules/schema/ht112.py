"""A flag that only the Cluster Service sets is in the saved database.

## Why

FixQuorum and PreventQuorum say how a node was started: with a forced quorum, or waiting for one. The API does not let
anybody set them, and they are gone once the cluster runs as it should. In a saved database they come from a start by
force that nobody followed up, or from an edit.

## How to mend

Find out whether the cluster was forced to start, and start the other nodes with PreventQuorum if it was. In a copy
the value is deleted.

## Source

MSCS clusters-fixquorum and clusters-preventquorum, "Access: read-only"; KB947713.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import no_longer
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
"ClusterName"="HVC01"
; here
"PreventQuorum"=dword:00000001
"""

GOOD = BAD.replace("00000001", "00000000").replace("; here\n", "")

FLAGS = ("FixQuorum", "PreventQuorum")


def check(subject: Subject) -> Iterator[Found]:
    """Flags of a start that are stored and not 0."""
    cluster = subject.database.cluster
    for name in FLAGS:
        if cluster.number(name):
            yield Found(
                "only the Cluster Service sets it, and not for long",
                cluster,
                name,
                expected="0, or not stored",
                fix=no_longer(cluster, name),
            )


RULE = Rule(
    code="HT112",
    name="a read-only flag was left set",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
