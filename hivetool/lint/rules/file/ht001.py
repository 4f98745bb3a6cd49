"""The file is cut off or cannot be read.

## Why

Nothing else can be trusted of a file that was cut off, or that is something else than its place says. A hive says how
long it is; one that ends before that was broken off while it was copied, or a disk was full, and what was in the part
that is gone is not even missed.

## How to mend

Take the file from its source again. A small hive is not a damaged one: only what the hive says of its own size counts.

## Source

M. Suhanov, "Windows registry file format specification" (base block, hive bins data size).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Files that end too soon; for those without a root key see :mod:`hivetool.lint.unreadable`."""
    return broken(subject, "HT001")


def damage(hive: bytes) -> bytes:
    """The last bytes are missing."""
    return hive[:-64]


RULE = Rule(
    code="HT001",
    name="the file is cut off or unreadable",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
