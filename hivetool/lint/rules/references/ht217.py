"""A resource needs one of another group.

## Why

Groups move each by itself, so that the two can end up on different nodes, where one cannot use the other. The tools
refuse such a dependency; it comes from editing the database, or from a group's list that was changed by hand.

## How to mend

Move one of the two resources into the other's group, or remove the dependency.

## Source

MSCS resource-dependencies: a resource and all that it depends on must be in the same group.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.dependencies import Dependency
from hivetool.cluster.model import Resource
from hivetool.lint.chains import sayers
from hivetool.lint.finding import Cmdlet, Found
from hivetool.lint.fixes import by_cmdlet
from hivetool.lint.roles import group_ids
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Groups\g]
"Name"="SQL01"
"Contains"=hex(7):61,00,00,00,00,00

[Cluster\Groups\h]
"Name"="SQL02"
"Contains"=hex(7):62,00,00,00,00,00

[Cluster\Resources\a]
"Name"="Service"
"Type"="Generic Service"

[Cluster\Resources\b]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Dependencies\1]
"dependent"="a"
; here
"dependency"="[b]"
"""

GOOD = BAD.replace("61,00,00,00,00,00", "61,00,00,00,62,00,00,00,00,00", 1).replace("; here\n", "")
GOOD = GOOD.replace('"Name"="SQL02"\n"Contains"=hex(7):62,00,00,00,00,00\n', '"Name"="SQL02"\n')


def check(subject: Subject) -> Iterator[Found]:
    """Dependencies between resources of two groups; resources in no group or in several are another matter."""
    database = subject.database
    group_of = group_ids(subject)
    unclear = {found.id for stray in database.membership.strays if (found := database.resource(stray.listed))}
    across = [
        (each, others)
        for each in (*database.graph.sound, *database.graph.cyclic)
        if (home := group_of[each.dependent]) is not None and each.dependent not in unclear
        if (others := [one for one in each.providers if group_of[one] not in (home, None) and one not in unclear])
    ]
    said_by = sayers(subject) if across else {}
    for each, others in across:
        item, value = said_by[each.key.row]
        providers = [found for one in others if (found := database.resource(one)) is not None]
        yield Found(
            _told(subject, each, providers),
            item,
            value,
            expected="resources of one group",
            fix=by_cmdlet("move one of the two into the other's group", *_commands(subject, each, providers)),
        )


def _told(subject: Subject, each: Dependency, providers: list[Resource]) -> str:
    dependent = subject.database.resource(each.dependent)
    name = subject.database.label(dependent) if dependent is not None else each.dependent
    return f"{name} needs {few([subject.database.label(one) for one in providers])}, of another group"


def _commands(subject: Subject, each: Dependency, providers: list[Resource]) -> Iterator[Cmdlet]:
    dependent = subject.database.resource(each.dependent)
    home = subject.database.group(dependent.group or "") if dependent is not None else None
    for provider in providers:
        if home is not None:
            yield Cmdlet("Move-ClusterResource", {"Name": provider.name, "Group": home.name}, by_hand=True)


RULE = Rule(
    code="HT217",
    name="a dependency across groups",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
