"""The nodes have different builds of Windows, and no upgrade is under way.

## Why

Nodes of one cluster are to be alike. A machine that was created on the newer one may not migrate to the other, and
a fault that shows on one node alone is hard to find.

## How to mend

Bring all nodes to the same version and the same updates.

## Source

Microsoft, "High-availability virtual machine troubleshooting guidance", step 4; MSCS nodes-buildnumber. That nodes
store their build under this name is inferred. An upgrade that is under way is HTA05's.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.builds import level_of
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
"ClusterFunctionalLevel"=dword:0000000b

[Cluster\Nodes\1]
"NodeName"="N1"
"BuildNumber"=dword:00004f7c

[Cluster\Nodes\2]
"NodeName"="N2"
; here
"BuildNumber"=dword:00004563
"""

GOOD = r"""
[Cluster]
"ClusterFunctionalLevel"=dword:0000000a

[Cluster\Nodes\1]
"NodeName"="N1"
"BuildNumber"=dword:00004f7c

[Cluster\Nodes\2]
"NodeName"="N2"
"BuildNumber"=dword:00004563
"""


def check(subject: Subject) -> Iterator[Found]:
    """Nodes whose build is lower than the highest, unless the functional level is below what some node can."""
    nodes, level = subject.database.nodes, subject.database.cluster.number("ClusterFunctionalLevel")
    highest = max((each for node in nodes if (each := level_of(node)) is not None), default=0)
    if level is not None and level < highest:
        return
    builds = {node.id: build for node in nodes if (build := node.number("BuildNumber")) is not None}
    newest = max(builds.values(), default=0)
    for node in nodes:
        if builds.get(node.id, newest) < newest:
            yield Found(
                f"other nodes have build {newest}",
                node,
                "BuildNumber",
                expected=str(newest),
                fix=by_hand("bring all nodes to the same version of Windows"),
            )


RULE = Rule(
    code="HTA06",
    name="nodes of different builds",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
