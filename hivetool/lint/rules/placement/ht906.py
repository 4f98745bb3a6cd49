"""An anti-affinity class has more groups than there are nodes.

## Why

Groups of one class keep to different nodes. With more of them than nodes that cannot be: as a rule two of them share a
node after all, and where ClusterEnforcedAntiAffinity is 1 one of them stays offline (event 1639).

## How to mend

Take groups out of the class, or split it into several.

## Source

Microsoft, "Cluster affinity"; MSCS groups-antiaffinityclassnames. An error where it is enforced.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.classes import is_enforced, members
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
; here
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
"AntiAffinityClassNames"=hex(7):44,00,43,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Classes with more groups than nodes, at the first group too many."""
    count, enforced = len(subject.database.nodes), is_enforced(subject)
    for name, groups in members(subject).items():
        if 0 < count < len(groups):
            yield Found(
                f"class {name!r} has {len(groups)} groups, the cluster {count} nodes",
                groups[count],
                "AntiAffinityClassNames",
                expected=f"at most {count} groups in a class",
                fix=by_hand("take groups out of the class, or split it"),
                severity="error" if enforced else None,
            )


RULE = Rule(
    code="HT906",
    name="more in a class than nodes",
    severity="info",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
