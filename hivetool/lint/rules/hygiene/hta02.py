"""A role, resource or network still has the name that Windows proposed.

## Why

"New Virtual Machine" or "Cluster Disk 7" says neither what it is nor whose. In an outage somebody takes the
wrong one.

## How to mend

Give it a name that says what it is for.

## Source

Practice. The names are those that Hyper-V Manager and the Failover Cluster Manager propose in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.cluster.schema import Kind
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import CONFIGURATION, Subject

BAD = r"""
[Cluster\Groups\g]
; here
"Name"="New Virtual Machine (2)"

[Cluster\Resources\d]
; here
"Name"="Cluster Disk 7"
"Type"="Physical Disk"
"""

GOOD = r"""
[Cluster\Groups\g]
"Name"="SQL01"

[Cluster\Resources\d]
"Name"="Quorum Disk"
"Type"="Physical Disk"
"""


_PROPOSED = re.compile(
    r"(VIRTUAL MACHINE |SCVMM )?NEW VIRTUAL MACHINE( \([0-9]+\))?"
    r"|(VIRTUAL MACHINE ){1,2}\([0-9]+\)"
    r"|CLUSTER (DISK|NETWORK|VIRTUAL DISK) [0-9]+"
)
_KINDS: tuple[Kind, ...] = ("group", "resource", "network")


def check(subject: Subject) -> Iterator[Found]:
    """Groups, resources and networks of such a name; configurations have their machine's."""
    configuration = upcase(CONFIGURATION)
    for kind in _KINDS:
        items = subject.database.objects(kind)
        for place, name in enumerate(subject.database.collections[kind].upcased_names):
            if _PROPOSED.fullmatch(name) and upcase(items[place].private_type) != configuration:
                yield Found(
                    "its name is the one that Windows proposes",
                    items[place],
                    "Name",
                    expected="a name that says what it is for",
                    fix=by_hand("give it a name that says what it is for"),
                )


RULE = Rule(
    code="HTA02",
    name="a name that says nothing",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
