"""Virtual machines whose names count up share no anti-affinity class.

## Why

Names such as DC1 and DC2 mostly belong to machines that stand in for each other. Nothing keeps them apart, so that both
may be on the node that fails.

## How to mend

Give them a class of their own, or on Windows Server 2022 an affinity rule.

## Source

Microsoft, "Cluster affinity", has such an example. The rest is a guess from names: machines with the same name but for
its number, and no more of them than nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hivetool.cluster.assign import edit_of
from hivetool.cluster.model import Group
from hivetool.hive.upcase import upcase
from hivetool.lint.classes import kept_apart
from hivetool.lint.finding import Fix, Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.words import few

BAD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

; here
[Cluster\Groups\g1]
"Name"="SQL01"
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Groups\g2]
"Name"="SQL02"
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""

GOOD = r"""
[Cluster\Nodes\1]
"NodeName"="N1"

[Cluster\Nodes\2]
"NodeName"="N2"

[Cluster\Groups\g1]
"Name"="SQL01"
"AntiAffinityClassNames"=hex(7):53,00,51,00,4c,00,00,00,00,00
"Contains"=hex(7):76,00,31,00,00,00,00,00

[Cluster\Resources\v1]
"Name"="Virtual Machine SQL01"
"Type"="Virtual Machine"

[Cluster\Groups\g2]
"Name"="SQL02"
"AntiAffinityClassNames"=hex(7):53,00,51,00,4c,00,00,00,00,00
"Contains"=hex(7):76,00,32,00,00,00,00,00

[Cluster\Resources\v2]
"Name"="Virtual Machine SQL02"
"Type"="Virtual Machine"
"""


_NUMBERED = re.compile(r"(?P<stem>.*[^\W\d_].*?)[-_ ]?[0-9]{1,3}", re.DOTALL)


def check(subject: Subject) -> Iterator[Found]:
    """Sets of machines' groups with one stem, as many as can be on different nodes, that nothing keeps apart."""
    for stem, groups in _sets(subject).items():
        if 2 <= len(groups) <= len(subject.database.nodes) and not kept_apart(subject, groups):
            names = [subject.database.label(group) for group in groups]
            yield Found(
                f"{few(names)} look like replicas, and nothing keeps them apart",
                groups[0],
                expected="an anti-affinity class in common",
                fix=_with_class(stem, groups),
            )


def _sets(subject: Subject) -> Mapping[str, list[Group]]:
    found: dict[str, list[Group]] = {}
    for identity in dict.fromkeys(item.group for item in subject.machines):
        group = subject.database.group(identity) if identity is not None else None
        numbered = _NUMBERED.fullmatch(group.name[:256]) if group is not None else None
        if group is not None and numbered is not None:
            found.setdefault(upcase(numbered["stem"]), []).append(group)
    return found


def _with_class(stem: str, groups: list[Group]) -> Fix:
    name = "AntiAffinityClassNames"
    edits = [edit_of(group, name, (*group.texts(name), stem)) for group in groups]
    return Fix(f"put them into a class {stem!r}", edits=tuple(edit for edit in edits if edit is not None))


RULE = Rule(
    code="HT909",
    name="replicas that share no class",
    severity="info",
    mark=Mark.PRACTICE,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
