"""A node was drained or paused when the database was saved.

## Why

A paused node gets no roles, so that the others have more than their share. If it was for maintenance, that may be over.

## How to mend

Resume the node when it is to own roles again.

## Source

MSCS nodes-nodedrainstatus; MS-CMRP 3.1.1.6 for the pause, whose place is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import SCHEMA
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"
; here
"NodeDrainStatus"=dword:00000002

[Cluster\Nodes\2]
"NodeName"="N2"
; here
"Paused"=dword:00000001
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"
"NodeDrainStatus"=dword:00000000
"Paused"=dword:00000000
"""


def check(subject: Subject) -> Iterator[Found]:
    """Nodes with a drain status that is not 0, and those that are only paused."""
    for node in subject.database.nodes:
        status = node.number("NodeDrainStatus") or 0
        word = SCHEMA["node"]["NodeDrainStatus"].word(status) if status else None
        value = "NodeDrainStatus" if word is not None else "Paused"
        if word is not None or node.number("Paused") == 1:
            cmdlet = Cmdlet("Resume-ClusterNode", {"Name": node.name}, by_hand=True)
            yield Found(
                f"when this was saved: {word or 'paused'}",
                node,
                value,
                expected="0",
                fix=by_cmdlet("resume it when it is to own roles again", cmdlet),
            )


RULE = Rule(
    code="HTA10",
    name="a node drained or paused",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
