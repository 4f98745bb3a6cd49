"""A dependency names a resource that does not exist.

## Why

The record of the dependency was left behind when the resource was deleted by hand. A resource that waits for one that
is gone cannot come online; a record for a resource that is gone can keep the Cluster Service from starting.

## How to mend

On a live cluster state the dependencies of the resource anew. In a copy the record of a missing dependent is deleted,
and the names of missing providers are taken out of the expression.

## Source

Microsoft askcore, "Deleting a cluster resource? Do it the supported way"; the public TSS toolset reports it as 5258.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.dependencies import Entry
from hivetool.cluster.expressions import Expression, words
from hivetool.cluster.model import ClusterObject
from hivetool.lint.chains import name_of, sayers
from hivetool.lint.finding import Cmdlet, Fix, Found
from hivetool.lint.fixes import edit_list, no_longer, remove_key, set_to, with_cmdlets
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Resources\s]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Dependencies\1]
; here
"dependent"="x"
"dependency"="[d]"

[Cluster\Dependencies\2]
"dependent"="s"
; here
"dependency"="[d] and [y]"
"""

GOOD = r"""
[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Resources\s]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Dependencies\2]
"dependent"="s"
"dependency"="[d]"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Records whose dependent or one of whose providers is no resource."""
    odd = subject.database.graph.odd
    broken = [each for each in odd if each.dependent is None or any(part.missing for part in each.parsed)]
    said_by = sayers(subject) if broken else {}
    for entry in broken:
        item, value = said_by[entry.key.row]
        if entry.dependent is None:
            yield _without_dependent(item)
            continue
        missing = tuple(name for part in entry.parsed for name in part.missing)
        yield Found(
            f"it asks for {few(missing)}, which does not exist",
            item,
            value,
            expected="resources that exist",
            fix=_without(subject, entry, item, missing),
        )


def _without_dependent(item: ClusterObject) -> Found:
    named = item.text("dependent")
    told = f"it is a dependency of {named}, which does not exist" if named else "it says nowhere whose dependency it is"
    fix = remove_key(item.path, "delete the dependency", safe=bool(named))
    return Found(told, item, "dependent", expected="a resource that exists", fix=fix)


def _without(subject: Subject, entry: Entry, item: ClusterObject, missing: tuple[str, ...]) -> Fix:
    """The names are missing in what the value ``dependency`` says, which comes first, or in a resource's own list."""
    if item.kind == "resource":
        return edit_list(item, "Dependencies", without=missing)
    left = entry.parsed[0].expression
    title = f"take {few(missing)} out of the dependency"
    if left is not None:
        fix = set_to(item, "dependency", words(left, lambda identity: identity), title=title)
        return with_cmdlets(fix, _stated(subject, entry, left))
    if len(entry.parsed) > 1:
        return no_longer(item, "dependency", title=title)
    return remove_key(item.path, "delete the dependency, which asks for nothing that exists")


def _stated(subject: Subject, entry: Entry, left: Expression) -> Cmdlet:
    named = words(left, lambda identity: name_of(subject, identity))
    parameters = {"Resource": name_of(subject, entry.dependent or ""), "Dependency": named}
    return Cmdlet("Set-ClusterResourceDependency", parameters, by_hand=True)


RULE = Rule(
    code="HT204",
    name="a dependency of a missing resource",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
