"""A value of the cluster has nearly the name of the switch that enforces anti-affinity.

## Why

The switch is ClusterEnforcedAntiaffinity; Microsoft's own pages write it in several ways. Upper and lower case do not
matter, but a missing letter does: nothing reads the value, and anti-affinity is not enforced.

## How to mend

Store the number under the right name and remove the other, if it is still to be enforced.

## Source

SDK CLUSTER_ENFORCED_ANTIAFFINITY; MSCS clusters-clusterenforcedantiaffinity.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from hivetool.cluster.assign import edit_of
from hivetool.hive.edit import DeleteValue
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Value
from hivetool.lint.finding import Fix, Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
; here
"ClusterEnforceAntiAffinity"=dword:00000001
"""

GOOD = r"""
[Cluster]
"ClusterEnforcedAntiAffinity"=dword:00000001
"""


NAME = "ClusterEnforcedAntiaffinity"
"""As the SDK has it."""
_ALIKE = 0.85
"""From this ratio of difflib on two names are nearly the same."""


def check(subject: Subject) -> Iterator[Found]:
    """Values of the root key whose name is nearly the switch's."""
    wanted = upcase(NAME)
    for value in subject.database.facts.unknown:
        name = upcase(value.name[: 2 * len(NAME)])
        if name != wanted and difflib.get_close_matches(name, [wanted], 1, _ALIKE):
            yield Found(
                f"nothing reads {value.name}; the switch is {NAME}",
                subject.database.cluster,
                value.name,
                expected=NAME,
                fix=_renamed(subject, value),
                at=value.location,
                key="",
            )


def _renamed(subject: Subject, value: Value) -> Fix:
    cluster = subject.database.cluster
    is_number = value.type == ValueType.REG_DWORD and len(value.data) == 4 and NAME not in cluster.facts
    edit = edit_of(cluster, NAME, int.from_bytes(value.data, "little")) if is_number else None
    gone = DeleteValue("", value.name)
    if edit is None:
        return Fix(f"remove {value.name}", edits=(gone,))
    return Fix(f"rename it to {NAME}", edits=(edit, gone))


RULE = Rule(
    code="HTA11",
    name="the anti-affinity switch mistyped",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
