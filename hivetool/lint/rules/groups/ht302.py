"""Two groups or two resources have the same name.

## Why

Commands and scripts name groups and resources, and names compare without case. Of two that share one, a command takes
the first, or both.

## How to mend

Give one of them another name. It is found by its id.

## Source

Inferred from MS-CMRP 3.1.1.1.1, where a name belongs to one resource.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import Kind
from hivetool.lint.finding import Found
from hivetool.lint.fixes import by_hand
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster\Resources\a]
"Name"="Disk"
"Type"="Physical Disk"

[Cluster\Resources\b]
; here
"Name"="DISK"
"Type"="Physical Disk"
"""

GOOD = BAD.replace("DISK", "Disk 2").replace("; here\n", "")

KINDS: tuple[Kind, ...] = ("group", "resource")


def check(subject: Subject) -> Iterator[Found]:
    """Objects of one kind whose stored name another of that kind has before them."""
    for kind in KINDS:
        names = subject.database.collections[kind].upcased_names
        if len(set(names)) == len(names):
            continue
        first: dict[str, ClusterObject] = {}
        for item, name in zip(subject.database.objects(kind), names, strict=True):
            before = first.setdefault(name, item)
            if before is not item and item.text("Name"):
                yield Found(
                    f"the {kind} {before.id} has this name too",
                    item,
                    "Name",
                    expected="a name of its own",
                    fix=by_hand(f"give one of the two {kind}s another name"),
                )


RULE = Rule(
    code="HT302",
    name="two objects of one name",
    severity="error",
    mark=Mark.INFERRED,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
