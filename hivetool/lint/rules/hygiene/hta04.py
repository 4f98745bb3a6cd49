"""The cluster's log is small, or is kept at a level that soon fills it.

## Why

The log of each node begins anew when it is full. With little room, or at level 4 or 5, what happened in the night is
overwritten before somebody looks.

## How to mend

Set ClusterLogLevel to 3 and ClusterLogSize to 300 or more; raise the level only while looking for a fault.

## Source

MSCS clusters-clusterloglevel, clusters-clusterlogsize. See the thresholds log_level_most and log_size_mb.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"ClusterLogLevel"=dword:00000005
; here
"ClusterLogSize"=dword:00000008
"""

GOOD = r"""
[Cluster]
"ClusterLogLevel"=dword:00000003
"ClusterLogSize"=dword:00000400
"""


def check(subject: Subject) -> Iterator[Found]:
    """A stored level above the threshold, a stored size below the other."""
    cluster, limits = subject.database.cluster, subject.thresholds
    level, size = cluster.number("ClusterLogLevel"), cluster.number("ClusterLogSize")
    if level is not None and level > limits.log_level_most:
        fix = set_to(cluster, "ClusterLogLevel", limits.log_level_most)
        message = f"level {level} fills the log"
        yield Found(message, cluster, "ClusterLogLevel", expected=f"at most {limits.log_level_most}", fix=fix)
    if size is not None and size < limits.log_size_mb:
        fix = set_to(cluster, "ClusterLogSize", limits.log_size_mb)
        message = f"{size} MB are soon full"
        yield Found(message, cluster, "ClusterLogSize", expected=f"at least {limits.log_size_mb} MB", fix=fix)


RULE = Rule(
    code="HTA04",
    name="a log that soon wraps",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
