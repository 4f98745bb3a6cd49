"""A heartbeat threshold is still the 5 of Windows Server 2012.

## Why

Windows Server 2016 raised the thresholds to 10 within a subnet and to 20 across, since 5 missed heartbeats are soon
reached on a busy network. A 5 that is stored was mostly left by an old guide or an upgrade.

## How to mend

Set it to the newer value, if nobody wanted the shorter one.

## Source

Microsoft, "IaaS with SQL Server: tuning failover cluster network thresholds"; MSCS clusters-samesubnetthreshold,
clusters-crosssubnetthreshold.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.traffic import default_of

BAD = r"""
[Cluster]
"ClusterFunctionalLevel"=dword:0000000b
; here
"SameSubnetThreshold"=dword:00000005
"""

GOOD = r"""
[Cluster]
"ClusterFunctionalLevel"=dword:00000008
"SameSubnetThreshold"=dword:00000005
"""


OLD = 5
"""The default of both until Windows Server 2012 R2."""


def check(subject: Subject) -> Iterator[Found]:
    """A stored 5 where the functional level has another default."""
    cluster = subject.database.cluster
    for name in ("SameSubnetThreshold", "CrossSubnetThreshold"):
        usual = default_of(subject, name)
        if cluster.number(name) == OLD and usual > OLD:
            yield Found(
                f"{name} is {OLD}, which was usual before 2016",
                cluster,
                name,
                expected=str(usual),
                fix=set_to(cluster, name, usual),
            )


RULE = Rule(
    code="HT808",
    name="heartbeat thresholds of an older version",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
