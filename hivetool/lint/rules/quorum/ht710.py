"""The database says that the cluster was started by force, or kept from forming.

## Why

FixQuorum 1 means that a quorum was forced with too few votes, PreventQuorum 1 that a node was started without the right
to form one. Both are for emergencies. Changes on the nodes that were away are lost in favor of those that were forced,
and somebody has to see what that did.

## How to mend

Bring the missing nodes back, then restart the Cluster Service of the forced node the usual way. Look through what was
changed meanwhile. Do not write the values: both are states.

## Source

MSCS clusters-fixquorum and clusters-preventquorum; KB947713.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"FixQuorum"=dword:00000001
"""

GOOD = r"""
[Cluster]
"FixQuorum"=dword:00000000
"""

_STATES = (
    ("FixQuorum", "the quorum was forced"),
    ("PreventQuorum", "it was started without the right to form a quorum"),
)


def check(subject: Subject) -> Iterator[Found]:
    """FixQuorum or PreventQuorum, if stored and not 0."""
    for name, message in _STATES:
        for cluster, value in subject.stored("cluster", name):
            if value != 0:
                yield Found(
                    message,
                    cluster,
                    name,
                    expected="0",
                    fix=by_hand("bring all nodes back, then restart the Cluster Service that was forced as usual"),
                )


RULE = Rule(
    code="HT710",
    name="a quorum that was forced",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
