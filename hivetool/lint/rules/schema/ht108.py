"""An object has no name, or one that nobody can type.

## Why

Cmdlets and the manager address objects by their names. A blank at the end is not seen, a control character cannot be
typed, and characters that turn the direction of writing make one name look like another. An object without a name
shows as its id, or not at all.

## How to mend

Rename the object. The cmdlet takes its id where the name cannot be typed.

## Source

MSCS resources-name and groups-name; what cannot be typed is inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import NAMED_BY, Kind
from hivetool.lint.finding import Fix, Found
from hivetool.lint.fixes import by_hand, set_to
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Groups\g]
; here
"Name"="SQL01 "
"""

GOOD = BAD.replace("SQL01 ", "SQL01").replace("; here\n", "")

NAMED: tuple[Kind, ...] = ("node", "group", "resource", "network")
"""Kinds whose objects people address by name."""

LONGEST = 255
"""Characters that a name may have: more than any cmdlet or dialog shows."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_WRONG = re.compile(rf"\A\s|\s\Z|{_UNSEEN.pattern}")


def check(subject: Subject) -> Iterator[Found]:
    """Names that are missing, empty, too long, or have something that is not seen."""
    for kind in NAMED:
        prop = NAMED_BY[kind]
        for place, stored in enumerate(subject.database.collections[kind].every(prop)):
            name = stored if isinstance(stored, str) else ""
            if not name or len(name) > LONGEST or _WRONG.search(name):
                yield _found(subject.database.objects(kind)[place], prop, name)


def _found(item: ClusterObject, prop: str, name: str) -> Found:
    unseen = _UNSEEN.search(name)
    if not name:
        told = "it has no name"
    elif unseen:
        told = f"its name has a character that is not seen, U+{ord(unseen[0]):04X}"
    elif len(name) > LONGEST:
        told = f"its name has more than {LONGEST} characters"
    else:
        told = "its name begins or ends with a blank"
    return Found(told, item, prop, expected="a name that can be typed", fix=_fix(item, prop, name))


def _fix(item: ClusterObject, prop: str, name: str) -> Fix:
    better = _UNSEEN.sub("", name).strip()[:LONGEST].strip()
    if not better or item.kind == "node":
        return by_hand("give it a name")
    return set_to(item, prop, better, title=f"rename it to {better}")


RULE = Rule(
    code="HT108",
    name="a name that nobody can type",
    severity="error",
    mark=Mark.DOCUMENTED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
