"""A network is for clients alone.

## Why

Role 2 is not supported since Windows Server 2008: a network is not used by the cluster, used by the cluster alone, or
by the cluster and its clients.

## How to mend

Set Role to 3. If the cluster should not use the network, set it to 0.

## Source

MSCS networks-role.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Networks\n]
"Name"="Management"
; here
"Role"=dword:00000002
"""

GOOD = BAD.replace("00000002", "00000003").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Networks of Role 2."""
    for network, role in subject.stored("network", "Role"):
        if role == 2:
            yield Found(
                "the network is for clients alone, which is not supported",
                network,
                "Role",
                expected="0, 1 or 3",
                fix=set_to(network, "Role", 3),
            )


RULE = Rule(
    code="HT106",
    name="a network for clients alone",
    severity="warning",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
