"""An anti-affinity class has one group alone, or is spelt in several ways.

## Why

A class says that its groups keep apart; with one group it says nothing. Mostly the other group has the name with a
typing error or a blank, and both may be on one node.

## How to mend

Give all groups that are to keep apart the same class, letter by letter.

## Source

Practice; MSCS groups-antiaffinityclassnames. Whether the Cluster Service takes names for equal that differ in case
only is not documented.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hivetool.cluster.model import Group
from hivetool.hive.upcase import upcase
from hivetool.lint.classes import spellings
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand, edit_list
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,6f,00,6d,00,61,00,69,00,6e,00,20,00,43,00,6f,00,6e,00,74,00,72,00,6f,00,6c,00,6c,00,65,00,72,00,73,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
; here
"AntiAffinityClassNames"=hex(7):44,00,6f,00,6d,00,61,00,69,00,6e,00,20,00,20,00,63,00,6f,00,6e,00,74,00,72,00,6f,00,6c,00,6c,00,65,00,72,00,73,00,00,00,00,00

[Cluster\Groups\s]
"Name"="SQL01"
; here
"AntiAffinityClassNames"=hex(7):53,00,51,00,4c,00,00,00,00,00
"""

GOOD = r"""
[Cluster\Groups\a]
"Name"="DC1"
"AntiAffinityClassNames"=hex(7):44,00,6f,00,6d,00,61,00,69,00,6e,00,20,00,43,00,6f,00,6e,00,74,00,72,00,6f,00,6c,00,6c,00,65,00,72,00,73,00,00,00,00,00

[Cluster\Groups\b]
"Name"="DC2"
"AntiAffinityClassNames"=hex(7):44,00,6f,00,6d,00,61,00,69,00,6e,00,20,00,43,00,6f,00,6e,00,74,00,72,00,6f,00,6c,00,6c,00,65,00,72,00,73,00,00,00,00,00
"""


def check(subject: Subject) -> Iterator[Found]:
    """Groups with a class that no other has, and those with a rarer spelling than another of the same letters."""
    known = spellings(subject)
    usual = _usual(known)
    for name, groups in known.items():
        other = usual[_folded(name)]
        if other != name:
            for group in groups:
                yield _found(group, name, f"others have the class as {other!r}", other)
        elif len(groups) == 1 and not _is_spelt_otherwise(name, known):
            yield _found(groups[0], name, "no other group is in the class")


def _usual(known: Mapping[str, tuple[Group, ...]]) -> Mapping[str, str]:
    """The spelling that most groups have, the first of several, by the letters alone."""
    found: dict[str, str] = {}
    for name, groups in known.items():
        other = found.setdefault(_folded(name), name)
        if len(groups) > len(known[other]):
            found[_folded(name)] = name
    return found


def _is_spelt_otherwise(name: str, known: Mapping[str, tuple[Group, ...]]) -> bool:
    return any(each != name and _folded(each) == _folded(name) for each in known)


def _folded(name: str) -> str:
    return upcase("".join(name.split()))


def _found(group: Group, name: str, message: str, other: str = "") -> Found:
    value = "AntiAffinityClassNames"
    fix = edit_list(group, value, without=(name, other), plus=(other,)) if other else None
    return Found(
        f"class {name!r}: {message}",
        group,
        value,
        expected="a class of several groups",
        fix=fix or by_hand("give the groups that are to keep apart from it the same class, or take it off the class"),
    )


RULE = Rule(
    code="HT908",
    name="a class of one group",
    severity="warning",
    mark=Mark.PRACTICE,
    first=True,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
