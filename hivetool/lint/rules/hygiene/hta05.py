"""The nodes have a newer Windows than the cluster's functional level.

## Why

After a rolling upgrade the cluster behaves as the old version until it is told otherwise: new features are missing, and
Microsoft supports the mixed state for some weeks only. While some nodes still have the old version, that is as it must
be, and no more than worth knowing.

## How to mend

When all nodes are upgraded, run Update-ClusterFunctionalLevel. There is no way back to the old version then.

## Source

Microsoft, "Cluster operating system rolling upgrade"; MSCS clusters-clusterfunctionallevel, nodes-nodehighestversion,
nodes-buildnumber. That nodes store their version under these names is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import LEVELS
from hivetool.lint.builds import level_of
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet, by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"ClusterFunctionalLevel"=dword:0000000a

[Cluster\Nodes\1]
"NodeName"="N1"
"BuildNumber"=dword:00004f7c
"""

GOOD = r"""
[Cluster]
"ClusterFunctionalLevel"=dword:0000000b

[Cluster\Nodes\1]
"NodeName"="N1"
"BuildNumber"=dword:00004f7c
"""


def check(subject: Subject) -> Iterator[Found]:
    """A functional level below that of all nodes whose version is known, or of some."""
    cluster, nodes = subject.database.cluster, subject.database.nodes
    level = cluster.number("ClusterFunctionalLevel")
    reached = [each for node in nodes if (each := level_of(node)) is not None]
    newer = [each for each in reached if level is not None and level < each]
    if level is None or level not in LEVELS or not newer:
        return
    is_whole = len(newer) == len(reached)
    cmdlet = Cmdlet("Update-ClusterFunctionalLevel", by_hand=True)
    yield Found(
        f"{len(newer)} of {len(nodes)} nodes have {LEVELS[max(newer)]} and the cluster works as {LEVELS[level]}",
        cluster,
        "ClusterFunctionalLevel",
        expected=str(min(newer)),
        fix=by_cmdlet("raise the functional level", cmdlet) if is_whole else by_hand("upgrade the other nodes"),
        severity=None if is_whole else "info",
    )


RULE = Rule(
    code="HTA05",
    name="an upgrade that was not finished",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
