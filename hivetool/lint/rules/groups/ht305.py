"""A resource is commanded online, one that it cannot do without is commanded offline.

## Why

When the cluster starts, the dependent is asked online and waits for a provider that nobody asks online. The two
records contradict each other; one was edited by hand, or somebody took the provider offline alone. A group's record of
0 proves nothing: a group that is online has been seen with it.

## How to mend

Decide which of the two is meant. Bringing the provider online records 1; taking the dependent offline records 0.

## Source

The article, "The registry entries for Virtual Machines resources are configured correctly"; MSCS
groups-persistentstate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from hivetool.cluster.dependencies import DependencyGraph
from hivetool.cluster.expressions import holds
from hivetool.lint.chains import name_of
from hivetool.lint.finding import Found
from hivetool.lint.fixes import set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Resources\s]
"Name"="Service"
"Type"="Generic Service"
"PersistentState"=dword:00000001

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"
; here
"PersistentState"=dword:00000000

[Cluster\Dependencies\1]
"dependent"="s"
"dependency"="[d]"
"""

GOOD = BAD.replace('"PersistentState"=dword:00000000', '"PersistentState"=dword:00000001').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Providers whose own record is 0 and without which a dependent, whose record or whose group's is 1, cannot be."""
    ids = subject.database.collections["resource"].ids
    commanded = subject.settings("resource", "PersistentState")
    on = {identity for identity, found in zip(ids, commanded, strict=True) if found.value == 1}
    off = {
        identity
        for identity, found in zip(ids, commanded, strict=True)
        if found.value == 0 and found.origin == "resource"
    }
    for identity, dependents in _contradicted(subject.database.graph, on, off).items():
        provider = subject.database.resource(identity)
        if provider is not None:
            yield Found(
                f"it is commanded offline, {few([name_of(subject, each) for each in dependents])} online",
                provider,
                "PersistentState",
                expected="1, as what needs it",
                fix=set_to(provider, "PersistentState", 1),
            )


def _contradicted(graph: DependencyGraph, on: Set[str], off: Set[str]) -> Mapping[str, list[str]]:
    """By a provider's id the dependents that it keeps from coming online, alone or with the other providers."""
    found: dict[str, list[str]] = {}
    for dependent, (providers, expression) in graph.needs.items():
        if dependent not in on or off.isdisjoint(providers):
            continue
        if holds(expression, lambda identity: identity not in off):
            continue
        stopped = [each for each in providers if each in off]
        alone = [each for each in stopped if not holds(expression, each.__ne__)]
        for provider in alone or stopped:
            found.setdefault(provider, []).append(dependent)
    return found


RULE = Rule(
    code="HT305",
    name="a provider is commanded offline",
    severity="warning",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
