"""A resource stores an interval or timeout that its type has as well.

## Why

It changes nothing today. But who changes the type later, to poll all virtual machines in another way, does not reach
this one, and does not see it.

## How to mend

Store none: on a live cluster the number is 0xFFFFFFFF then, which stands for the type's.

## Source

MSCS resources-looksalivepollinterval and its neighbors, on 0xFFFFFFFF.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Resource
from hivetool.hive.upcase import upcase
from hivetool.lint.finding import Found
from hivetool.lint.fixes import no_longer
from hivetool.lint.intervals import INHERITED, stored_numbers
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\ResourceTypes\Virtual Machine]
"IsAlivePollInterval"=dword:0000ea60

[Cluster\Resources\v]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"
; here
"IsAlivePollInterval"=dword:0000ea60
"""

GOOD = BAD.replace('; here\n"IsAlivePollInterval"=dword:0000ea60\n', "")


def check(subject: Subject) -> Iterator[Found]:
    """Resources whose own number is what their type stores and what counts there."""
    for name in INHERITED:
        of_type = {
            upcase(item.id): found.number
            for item, found in subject.each("resource type", name)
            if found.origin == "resource type"
        }
        for item, number in stored_numbers(subject, "resource", name):
            if isinstance(item, Resource) and of_type.get(upcase(item.type)) == number:
                yield Found(
                    f"its {name} is that of its type, {number} ms",
                    item,
                    name,
                    expected="not stored",
                    fix=no_longer(item, name, safe=True),
                )


RULE = Rule(
    code="HT509",
    name="an override that changes nothing",
    severity="info",
    mark=Mark.DOCUMENTED,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
