"""A property is stored that the cluster's functional level does not have.

## Why

Each Windows Server brought properties, and some went. A cluster works at its functional level, not at the version of
its nodes: what a newer version brought is ignored without a word until the level is raised, what an older one had is
ignored for good.

## How to mend

Finish the upgrade with `Update-ClusterFunctionalLevel`, or delete the value. Settings that came with an import from
another cluster are the usual cause.

## Source

MSCS, the pages of the properties, "Minimum supported server" and "no longer available".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.schema import LEVELS, VERSIONS, Property, Version
from hivetool.lint.columns import naming, of_property
from hivetool.lint.finding import Found
from hivetool.lint.fixes import no_longer
from hivetool.lint.obsolete import OBSOLETE
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
"ClusterName"="HVC01"
"ClusterFunctionalLevel"=dword:00000008

[Cluster\Groups\g]
"Name"="SQL01"
; here
"ColdStartSetting"=dword:00000001
"""

GOOD = BAD.replace("00000008", "00000009").replace("; here\n", "")

ELSEWHERE = frozenset({"VmSwitchPorts"})
"""HT417 has this one."""


def check(subject: Subject) -> Iterator[Found]:
    """What is newer or older than the level; nothing without a level, nor for what the cluster writes by itself."""
    version = LEVELS.get(subject.database.cluster.number("ClusterFunctionalLevel") or 0)
    for column in subject.columns if version is not None else ():
        prop = column.prop
        why = _why(prop, version) if version is not None else ""
        if why and not (prop.runtime or prop.read_only or prop.ties or prop.mark == "inferred"):
            for item in column.stored():
                fix = no_longer(item, naming(prop))
                yield of_property(item, prop, f"it is not known at this level: {why}", expected="not stored", fix=fix)


def _why(prop: Property, version: Version) -> str:
    here = VERSIONS.index(version)
    if prop.name in OBSOLETE or prop.name in ELSEWHERE:
        return ""
    if prop.since is not None and VERSIONS.index(prop.since) > here:
        return f"it came with {prop.since}, the level is {version}"
    if prop.until is not None and VERSIONS.index(prop.until) < here:
        return f"it went after {prop.until}, the level is {version}"
    return ""


RULE = Rule(
    code="HT111",
    name="a property of another functional level",
    severity="info",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
