"""A resource is in no group.

## Why

Groups list their resources, and this one is on no list: no tool shows it, nothing brings it online and nothing fails it
over. Usually the list was edited by hand, or a deletion stopped halfway.

## How to mend

Decide whether it is still needed. In a copy it is put on the list of the group that has the resources it belongs to,
where there is exactly one such group; otherwise a person has to choose, or to delete it.

## Source

The public TSS toolset reports it with its event 5257, as a resource that no group has.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, edit_list
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):64,00,00,00,00,00

[Cluster\Resources\d]
"Name"="Disk"
"Type"="Physical Disk"

; here
[Cluster\Resources\x]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Dependencies\1]
"dependent"="x"
"dependency"="[d]"
"""

GOOD = BAD.replace("64,00,00,00,00,00", "64,00,00,00,78,00,00,00,00,00").replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Resources that no group's list has."""
    group_of = subject.database.membership.group_of
    upcased = subject.database.collections["resource"].upcased
    for resource, identity in zip(subject.database.resources, upcased, strict=True):
        if identity not in group_of:
            yield Found("no group lists it", resource, expected="in one group", fix=_fix(subject, resource))


def _fix(subject: Subject, resource: Resource) -> Fix:
    database = subject.database
    related = (*database.providers(resource), *database.dependents(resource))
    others = [other for identity in related if (other := database.resource(identity)) is not None]
    homes = {other.group for other in others if other.group is not None}
    home = database.group(next(iter(homes))) if len(homes) == 1 else None
    if home is None:
        return by_hand("put its id into the Contains of the group that needs it, or delete it")
    return edit_list(home, "Contains", plus=(resource.id,))


RULE = Rule(
    code="HT202",
    name="a resource is in no group",
    severity="error",
    mark=Mark.SEEN,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
