"""Virtual machines have other settings here than in the other clusters.

## Why

Clusters that are run by the same people are mostly meant to restart, move and check their machines in the same way. If
one has another policy, it was set up by hand or missed a change, and what fails there behaves otherwise than expected.

## How to mend

Decide which policy is meant, and set it everywhere. Leave clusters of different kinds out of one run.

## Source

Public practice of keeping cluster settings as desired state (FailoverClusterDsc).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hivetool.cluster.in_force import InForce
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.peers import others
from hivetool.lint.policy import RESTART_SETTINGS, of_machines, with_unit
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

GOOD = r"""
[Cluster]
"ClusterName"="A"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
"RestartDelay"=dword:000001f4
---
[Cluster]
"ClusterName"="B"

[Cluster\Resources\v]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"RestartDelay"=dword:000001f4
"""

BAD = GOOD.replace("000001f4", "00002328", 1).replace("[Cluster]", "; here\n[Cluster]")

SETTINGS = (*RESTART_SETTINGS, "PendingTimeout", "DeadlockTimeout", "LooksAlivePollInterval", "IsAlivePollInterval")


def check(subject: Subject) -> Iterator[Found]:
    """For each setting what most machines have, if it is not what most of the other clusters have."""
    clusters = [other for other in others(subject) if other.machines]
    for name in SETTINGS if clusters and subject.machines else ():
        own = _usual(subject, name)
        there = Counter(with_unit(found, found.value) for found in (_usual(other, name) for other in clusters))
        here = with_unit(own, own.value)
        usual, count = there.most_common(1)[0]
        if usual != here and count >= there[here] + 1:
            yield Found(
                f"most virtual machines have a {name} of {here} here, and of {usual} in {count} of"
                f" {len(clusters)} other clusters",
                subject.database.cluster,
                name,
                expected=usual,
                actual=here,
                fix=by_hand(f"decide which {name} is meant, and set it in every cluster"),
            )


def _usual(subject: Subject, name: str) -> InForce:
    """What is in force with most of its machines."""
    settings = [found for _, found in of_machines(subject, name)]
    value, _ = Counter(found.value for found in settings).most_common(1)[0]
    return next(found for found in settings if found.value == value)


RULE = Rule(
    code="HTX05",
    name="policy that differs between clusters",
    severity="info",
    mark=Mark.SEEN,
    needs=frozenset({"several copies"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
