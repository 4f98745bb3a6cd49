"""The bytes of a value are not as its type says.

## Why

A number has four bytes and a text in UTF-16 an even number of them. Where that is not so, or where the type is none
that Windows has, every reader guesses differently: one cuts, one pads, one skips the value. The Cluster Service does
not take it for the property.

## How to mend

Set the property anew on the live cluster. In a copy the value is stored with its right size where only one number or
text can be meant; look at it first.

## Source

M. Suhanov, "Windows registry file format specification" (key value); MSCS, the pages of the properties, "Data type".
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.hive.faults import MOST_OF_A_KIND
from hivetool.hive.location import Location
from hivetool.hive.misshapen import UNITS, misshapen
from hivetool.hive.types import ValueType
from hivetool.hive.views import Value
from hivetool.lint.columns import naming
from hivetool.lint.conversions import meant, property_at, told
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject
from hivetool.lint.whose import whose

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"SeparateMonitor"=hex(4):01,00,00
"""

GOOD = BAD.replace("hex(4):01,00,00", "dword:00000001").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Values of an unknown type or of a size that their type does not have; what the file's readers had to cut."""
    yield from broken(subject, "HT009")
    hive = subject.database.hive
    rows = dict.fromkeys(misshapen(hive))
    for problem in subject.problems:
        key = hive.find(problem.at.path or "") if problem.code == "cluster-value-data" else None
        found = key.value(problem.at.value or "") if key is not None else None
        if found is not None:
            rows.setdefault(found.row)
    for row in list(rows)[:MOST_OF_A_KIND]:
        value = hive.value_at(row)
        yield _found(subject, value, value.location)
    if len(rows) > MOST_OF_A_KIND:
        more = f"{len(rows) - MOST_OF_A_KIND:,} more values have bytes that do not fit their type"
        yield Found(more, fix=by_hand("look at the whole file"), at=Location(), severity="warning")


def _found(subject: Subject, value: Value, at: Location) -> Found:
    item = whose(subject.database, at.path)
    prop = property_at(item, at) if item is not None else None
    return Found(
        "its bytes do not fit its type",
        item,
        at.value or "(default)",
        expected=_expected(value),
        actual=told(value),
        fix=_fix(item, value, at),
        key=at.path or "",
        at=at,
        severity=None if prop is not None else "warning",
    )


def _expected(value: Value) -> str:
    unit = dict(UNITS).get(value.type, 0) if isinstance(value.type, ValueType) else None
    if unit is None:
        return "a type that Windows has"
    return f"{unit} bytes" if unit > 2 else "an even number of bytes" if unit else "8 bytes"


def _fix(item: ClusterObject | None, value: Value, at: Location) -> Fix:
    prop = property_at(item, at) if item is not None else None
    content = meant(prop, value.type, value.data) if prop is not None else None
    if item is None or prop is None or content is None:
        return by_hand("find out what the value should be, and set it anew")
    return set_to(item, naming(prop), content)


RULE = Rule(
    code="HT009",
    name="bytes that do not fit their type",
    severity="error",
    mark=Mark.DOCUMENTED,
    needs=frozenset({"exact types"}),
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
