"""A virtual machine is restarted where it is, and never fails over.

## Why

RestartAction is 1: when the allowed restarts are used up, the machine stays failed on its node, even if that node is
what makes it fail. Its group is not moved on its account.

## How to mend

Set RestartAction to 2, "restart, then fail over".

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
"RestartAction"=dword:00000001
"""

GOOD = r"""
[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartAction"=dword:00000002
"""


def check(subject: Subject) -> Iterator[Found]:
    """Machines whose RestartAction is 1."""
    for machine, found in of_machines(subject, "RestartAction"):
        if found.value == 1:
            yield Found(
                "it is restarted on its node and never moved to another one",
                machine,
                "RestartAction",
                expected="2, restart, then fail over",
                fix=set_to(machine, "RestartAction", 2),
            )


RULE = Rule(
    code="HT602",
    name="a machine that never fails over",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
