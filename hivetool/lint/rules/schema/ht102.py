"""A property is stored with the wrong type.

## Why

The Cluster Service reads a property by its name and type. A number stored as text is no number to it: the property
counts as not stored, or the object fails its validation. Such values come from imports by hand.

## How to mend

Set the property with PowerShell, which stores the right type. In a copy the value is stored anew where it can only
mean one thing.

## Source

MSCS, the pages of the properties, "Data type".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.hive.errors import Problem
from hivetool.lint.columns import naming
from hivetool.lint.conversions import meant, property_at, told
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.whose import soundness

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"SeparateMonitor"="1"
"""

GOOD = BAD.replace('"1"', "dword:00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Values that have a property's name and none of its types."""
    for problem, item in soundness(subject, "cluster-value-type"):
        at = problem.at
        key = subject.database.hive.find(at.path or "")
        value = key.value(at.value or "") if key is not None else None
        yield Found(
            f"it is stored as {problem.actual}",
            item,
            at.value or "",
            expected=problem.expected or "",
            actual=told(value) if value is not None else "",
            fix=_fix(subject, problem, item),
            key=at.path or "",
            at=at,
        )


def _fix(subject: Subject, problem: Problem, item: ClusterObject | None) -> Fix:
    """The first value of a name counts, so only that one is mended."""
    key = subject.database.hive.find(problem.at.path or "")
    value = key.value(problem.at.value or "") if key is not None else None
    prop = property_at(item, problem.at) if item is not None else None
    if item is None or prop is None or value is None:
        return by_hand("store it with its right type")
    content = meant(prop, value.type, value.data)
    if content is None:
        return by_hand(f"store it as {problem.expected}, as what it should be")
    return set_to(item, naming(prop), content, safe=True)


RULE = Rule(
    code="HT102",
    name="a property of the wrong type",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    needs=frozenset({"exact types"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
