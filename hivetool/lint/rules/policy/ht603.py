"""A resource fails over at its first failure, without a restart.

## Why

RestartThreshold is 0 and RestartAction 2: the cluster does not try to start the resource again on its node. Every short
disturbance moves the whole group, with all that depends on it.

## How to mend

Allow at least one restart, as new resources have it. Leave it where a restart on the same node is known to be useless.

## Source

MSCS resources-restartthreshold and resources-restartaction; one restart is the default since Windows Server 2008
(KB947712).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"RestartThreshold"=dword:00000000
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartThreshold"=dword:00000001
"""


def check(subject: Subject) -> Iterator[Found]:
    """Resources that store a threshold of 0 and whose action is 2, stored or not."""
    actions = subject.settings("resource", "RestartAction")
    for (item, threshold), action in zip(subject.each("resource", "RestartThreshold"), actions, strict=True):
        if threshold.value == 0 and action.value == 2:
            yield Found(
                "it is not restarted on its node before its group fails over",
                item,
                "RestartThreshold",
                expected="1 or more",
                fix=set_to(item, "RestartThreshold", 1),
            )


RULE = Rule(
    code="HT603",
    name="a failover without a restart",
    severity="info",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
