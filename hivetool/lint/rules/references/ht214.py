"""An affinity rule or a fault domain names something that does not exist.

## Why

A rule that keeps groups together or apart has nothing to say about a group that is gone, and with one group left it
says nothing at all. A fault domain whose parent is gone stands in no site any more.

## How to mend

Take the group out of the rule, or give the fault domain its parent. In a copy the missing group is taken off the list.

## Source

Seen in cluster logs, which list rules and fault domains; the names of the keys are inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import by_cmdlet, by_hand, edit_list, with_cmdlets
from hivetool.lint.lost import is_there, lost
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Groups\a]
"Name"="DC01"

[Cluster\Groups\b]
"Name"="DC02"

[Cluster\AffinityRules\r]
"Name"="Apart"
; here
"Groups"=hex(7):61,00,00,00,62,00,00,00,78,00,00,00,00,00
"""

GOOD = BAD.replace("62,00,00,00,78,00", "62,00").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Groups of rules, by id or name, or group sets; parents of fault domains."""
    for rule, listed in lost(subject, "affinity rule", "Groups"):
        missing = tuple(
            each for each in listed if not (is_there(subject, "group", each) or is_there(subject, "group set", each))
        )
        if missing:
            yield Found(
                f"it is about group {few(missing)}, which does not exist",
                rule,
                "Groups",
                expected="ids of groups",
                fix=_without(rule, missing),
            )
    for domain, missing in lost(subject, "fault domain", "FaultDomainParent"):
        yield Found(
            f"it stands in {missing[0]}, which does not exist",
            domain,
            "FaultDomainParent",
            expected="a fault domain",
            fix=by_cmdlet(
                "say where the fault domain stands",
                Cmdlet("Set-ClusterFaultDomain", {"Name": domain.name}, by_hand=True),
            ),
        )


def _without(rule: ClusterObject, missing: tuple[str, ...]) -> Fix:
    if not rule.texts("Groups"):
        return by_hand("take the missing group out of the rule")
    commands = (
        Cmdlet("Remove-ClusterGroupFromAffinityRule", {"Name": rule.name, "Groups": each}, by_hand=True)
        for each in missing
    )
    return with_cmdlets(edit_list(rule, "Groups", without=missing), *commands)


RULE = Rule(
    code="HT214",
    name="a rule about a missing group",
    severity="warning",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
