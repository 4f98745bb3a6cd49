"""A virtual machine is never restarted after a failure.

## Why

RestartAction is 0: whatever happens to the machine, the cluster leaves it failed. It is neither started again where it
is nor moved to another node, so that being in a cluster gains it nothing.

## How to mend

Set RestartAction to 2, "restart, then fail over", unless somebody wants the machine left alone; then say so in its
Description.

## Source

MSCS resources-restartaction.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.policy import of_machines
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"RestartAction"=dword:00000000
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartAction"=dword:00000002
"""


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose RestartAction is 0."""
    for machine, found in of_machines(subject, "RestartAction"):
        if found.value == 0:
            yield Found(
                "after a failure it is neither restarted nor moved to another node",
                machine,
                "RestartAction",
                expected="2, restart, then fail over",
                fix=set_to(machine, "RestartAction", 2),
            )


RULE = Rule(
    code="HT601",
    name="a machine that is not restarted",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
