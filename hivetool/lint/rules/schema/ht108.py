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


def check(subject: Subject) -> Iterator[Found]:
    """Names that are missing, empty, too long, or have something that is not seen."""
    for kind in NAMED:
        known = subject.database.collections[kind]
        for place, (name, identity) in enumerate(zip(known.names, known.ids, strict=True)):
            # an object without a name has its id, printable or not
            if name is identity or len(name) > LONGEST or name != name.strip() or not name.isprintable():
                yield from _found(subject.database.objects(kind)[place], NAMED_BY[kind])


def _found(item: ClusterObject, prop: str) -> Iterator[Found]:
    stored = item.facts.content(prop)
    name = stored if isinstance(stored, str) else ""
    unseen = _UNSEEN.search(name)
    if not name:
        told = "it has no name"
    elif unseen:
        told = f"its name has a character that is not seen, U+{ord(unseen[0]):04X}"
    elif len(name) > LONGEST:
        told = f"its name has more than {LONGEST} characters"
    elif name == name.strip():
        return
    else:
        told = "its name begins or ends with a blank"
    yield Found(told, item, prop, expected="a name that can be typed", fix=_fix(item, prop, name))


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
