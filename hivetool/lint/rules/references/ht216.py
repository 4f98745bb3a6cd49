"""Resources need each other in a circle.

## Why

Each waits for the other to be online first, so that none of them ever comes online. The tools refuse such a dependency;
it can only come from editing the database. A dependency that is said twice is less bad, but taking it away once does
not take it away.

## How to mend

Decide which of the dependencies is wrong, and remove it.

## Source

MSCS resource-dependencies: what a resource needs is online before it. MS-CMRP 3.1.1.1.2: no circle, and one dependency
at most between two resources.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.dependencies import Dependency
from hivetool.lint.chains import name_of, sayers
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Resources\a]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Resources\b]
"Name"="Application"
"Type"="Generic Application"

[Cluster\Dependencies\1]
"dependent"="a"
; here
"dependency"="[b]"

[Cluster\Dependencies\2]
"dependent"="b"
; here
"dependency"="[a]"
"""

GOOD = r"""
[Cluster\Resources\a]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Resources\b]
"Name"="Application"
"Type"="Generic Application"

[Cluster\Dependencies\1]
"dependent"="a"
"dependency"="[b]"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Dependencies in circles, be it of one resource alone, and pairs of resources that have several."""
    graph = subject.database.graph
    again = tuple(_repeated(graph.sound))
    said_by = sayers(subject) if again or graph.cyclic else {}
    inner = {each.dependent for each in graph.cyclic}
    for each in graph.cyclic:
        item, value = said_by[each.key.row]
        circle = tuple(provider for provider in each.providers if provider in inner)
        told = f"{name_of(subject, each.dependent)} needs {few([name_of(subject, provider) for provider in circle])}"
        yield Found(
            f"{told}, in a circle",
            item,
            value,
            expected="no circle",
            fix=_fix(subject, "remove the wrong one of the dependencies", each, circle),
        )
    for each, twice in again:
        item, value = said_by[each.key.row]
        told = f"{name_of(subject, each.dependent)} needs {few([name_of(subject, provider) for provider in twice])}"
        yield Found(
            f"{told}, as another dependency says too",
            item,
            value,
            expected="one dependency between two resources",
            fix=_fix(subject, "remove one of the two dependencies", each, twice),
            severity="warning",
        )


def _repeated(dependencies: tuple[Dependency, ...]) -> Iterator[tuple[Dependency, tuple[str, ...]]]:
    seen: set[tuple[str, str]] = set()
    for each in dependencies:
        pairs = {(each.dependent, provider) for provider in each.providers}
        twice = pairs & seen
        if twice:
            yield each, tuple(provider for provider in each.providers if (each.dependent, provider) in twice)
        seen |= pairs


def _fix(subject: Subject, title: str, each: Dependency, providers: tuple[str, ...]) -> Fix:
    dependent = name_of(subject, each.dependent)
    return by_cmdlet(
        title,
        *(
            Cmdlet(
                "Remove-ClusterResourceDependency",
                {"Resource": dependent, "Provider": name_of(subject, provider)},
                by_hand=True,
            )
            for provider in providers
        ),
    )


RULE = Rule(
    code="HT216",
    name="resources need each other",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
