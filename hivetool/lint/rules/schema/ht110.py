"""A value has nearly the name of a property.

## Why

A name typed by hand with a slip is another name: nothing reads it, the property counts as not stored, and whoever
looks at the key takes it for set. Names that differ in case alone are the same name.

## How to mend

Set the property under its right name and delete the other value. In a copy the value is renamed, if it fits and
nothing is stored under the right name.

## Source

The names are those of MSCS, the SDK and PowerShell; that a near name is a slip is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import Property
from hivetool.hive.edit import DeleteValue, SetValue
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Value
from hivetool.lint.columns import Keys
from hivetool.lint.conversions import told
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, remove_value
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.spelling import near
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Virtual Machine SQL01"
; here
"PersitentState"=dword:00000001
"""

GOOD = BAD.replace("Persitent", "Persistent").replace("; here\n", "")

REAL = frozenset({"QUORUMARBITRATIONTIMEMIN"})
"""Names of older Windows that are near to others and no slips."""

ELSEWHERE = frozenset({"CLUSTERENFORCEDANTIAFFINITY"})
"""HTA11 has this one, which Microsoft's own pages spell in two ways."""

MOST = 2000
"""Unknown names of one kind of objects that are looked at: who has more of them makes no slips."""


def check(subject: Subject) -> Iterator[Found]:
    """Names that are in no table and a slip or two away from one that is."""
    for keys in subject.keys:
        table = keys.table
        unknown = [name for name in keys.batch.different_names() if name not in table and name not in REAL]
        for name in unknown[:MOST]:
            right = near(name, table)
            if right is not None and right not in ELSEWHERE:
                yield from _found(keys, name, table[right])


def _found(keys: Keys, name: str, prop: Property) -> Iterator[Found]:
    for number, row in keys.batch.named(name):
        item, value = keys.item(number), keys.batch.hive.value_at(row)
        yield Found(
            f"no property has the name {value.name}",
            item,
            value.name,
            expected=prop.name,
            actual=told(value),
            fix=_fix(item, value, prop),
            key=value.location.path or "",
            at=value.location,
        )


def _fix(item: ClusterObject, value: Value, prop: Property) -> Fix:
    path = value.location.path or ""
    facts = item.parameters if prop.place else item.facts
    if prop.name in facts:
        return remove_value(path, value.name, f"delete {value.name}, {prop.name} is stored too")
    taken = any(upcase(other.name) == upcase(prop.name) for other in facts.unknown)
    if taken or prop.ties or not prop.fits(value.type, len(value.data)):
        return by_hand(f"set {prop.name} to what it should be, and delete {value.name}")
    edits = (SetValue(path, prop.name, int(value.type), value.data), DeleteValue(path, value.name))
    return Fix(f"rename it to {prop.name}", edits=edits)


RULE = Rule(
    code="HT110",
    name="nearly the name of a property",
    severity="warning",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
