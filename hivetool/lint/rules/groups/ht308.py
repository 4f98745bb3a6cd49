"""Nothing is brought online when the cluster starts.

## Why

IgnorePersistentStateOnStartup is 1: the Cluster Service forgets at startup what was commanded before, and every role
waits for somebody. It is set for repairs, and forgotten.

## How to mend

Set IgnorePersistentStateOnStartup to 0 when the repair is done.

## Source

MSCS clusters-ignorepersistentstateonstartup.
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
"IgnorePersistentStateOnStartup"=dword:00000001
"""

GOOD = BAD.replace("00000001", "00000000").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """The cluster's own value is 1."""
    cluster = subject.database.cluster
    if cluster.number("IgnorePersistentStateOnStartup") == 1:
        yield Found(
            "no resource comes online by itself when the cluster starts",
            cluster,
            "IgnorePersistentStateOnStartup",
            expected="0",
            fix=set_to(cluster, "IgnorePersistentStateOnStartup", 0),
        )


RULE = Rule(
    code="HT308",
    name="nothing starts by itself",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
