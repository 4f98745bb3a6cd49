"""A role has very many resources, or very many in a row that wait for each other.

## Why

A failover takes the resources of a group offline and brings them online in the order of their dependencies. Each step
of a chain waits for the one before it, and a single resource that fails takes the whole group along.

## How to mend

Split the role into groups that can fail over by themselves, and remove dependencies that are not needed.

## Source

MSCS failover has the order in which a group moves; from which number on that hurts is inferred (thresholds
group_resources and dependency_depth).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from hivetool.cluster.model import Resource
from hivetool.lint.chains import depths
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.roles import group_ids
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

_CHAIN = "abcdefghij"
_NEEDS = "\n".join(
    f'[Cluster\\Dependencies\\{upper}]\n"dependent"="{upper}"\n"dependency"="[{lower}]"\n'
    for upper, lower in pairwise(_CHAIN)
)
_LIST = ",".join(f"{ord(letter):02x},00,00,00" for letter in _CHAIN)

BAD = (
    f'[Cluster\\Groups\\g]\n"Name"="SQL01"\n"Contains"=hex(7):{_LIST},00,00\n'
    + "".join(
        f'{"; here" if letter == "a" else ""}\n[Cluster\\Resources\\{letter}]\n"Name"="Part {letter}"\n'
        for letter in _CHAIN
    )
    + f"\n{_NEEDS}"
)

GOOD = BAD.replace('"dependency"="[f]"', '"dependency"="[j]"').replace("; here\n", "")


def check(subject: Subject) -> Iterator[Found]:
    """Groups with more resources than the threshold; in a group the first resource at the end of its longest chain."""
    most, deepest = subject.thresholds.group_resources, subject.thresholds.dependency_depth
    for group in subject.database.groups:
        if len(group.resources) > most:
            yield Found(
                f"it has {len(group.resources)} resources",
                group,
                "Contains",
                expected=f"at most {most}",
                fix=by_hand("split the role into several groups"),
            )
    for resource, depth in _longest(subject, deepest):
        yield Found(
            f"it waits for {depth} resources in a row",
            resource,
            expected=f"at most {deepest}",
            fix=by_hand("remove dependencies that are not needed"),
        )


def _longest(subject: Subject, deepest: int) -> Iterator[tuple[Resource, int]]:
    found: dict[str | None, tuple[int, str]] = {}
    deep = {identity: depth for identity, depth in depths(subject.database.graph).items() if depth > deepest}
    group_of = group_ids(subject) if deep else {}
    for identity, depth in deep.items():
        if depth > found.get(group_of[identity], (0, ""))[0]:
            found[group_of[identity]] = (depth, identity)
    for depth, identity in found.values():
        resource = subject.database.resource(identity)
        if resource is not None:
            yield resource, depth


RULE = Rule(
    code="HT311",
    name="a role with too many parts",
    severity="info",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
