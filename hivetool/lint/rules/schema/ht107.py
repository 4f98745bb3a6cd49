"""The name of an object's key is no id.

## Why

Groups, resources, networks and interfaces are named by GUIDs in lower case without braces, nodes by their numbers.
Other keys refer to them by that text. The Cluster Service compares without case, scripts often do not, and with
braces around it the same GUID is another name.

## How to mend

Find out where the key comes from: an import by hand, or a copy of a key under a second name. To rename it means to
rename every reference to it.

## Source

MS-CMRP, note 59, says what the keys are named by; that scripts fail is inferred.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.soundness import GUIDS
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject
from hivetool.lint.whose import soundness

BAD = r"""
; here
[Cluster\Groups\{11111111-1111-4111-8111-11111111111A}]
"Name"="SQL01"
"""

GOOD = BAD.replace("{11111111-1111-4111-8111-11111111111A}", "11111111-1111-4111-8111-11111111111a").replace(
    "; here\n", ""
)


def check(subject: Subject) -> Iterator[Found]:
    """Keys whose names are no GUIDs or numbers, and GUIDs that are written in another way."""
    fix = by_hand("give the key the id that others refer to, or rename both")
    for _, item in soundness(subject, "cluster-key-name"):
        if item is not None:
            form = "a number" if item.kind == "node" else "a GUID"
            yield Found(f"the name of its key is not {form}", item, expected=form, actual=item.id, fix=fix)
    for kind in GUIDS:
        known = subject.database.collections[kind]
        together = "".join(known.ids)
        if "{" not in together and together == together.lower():
            continue
        for place, (identity, upcased) in enumerate(zip(known.ids, known.upcased, strict=True)):
            braces, capitals = identity.startswith("{"), identity == upcased and identity != identity.lower()
            if braces or (capitals and len(identity) == 36):
                yield Found(
                    "the GUID of its key has braces" if braces else "the GUID of its key is in upper case",
                    subject.database.objects(kind)[place],
                    expected=identity.strip("{}").lower(),
                    actual=identity,
                    fix=fix,
                    severity=None if braces else "info",
                )


RULE = Rule(
    code="HT107",
    name="a key that is no id",
    severity="error",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
