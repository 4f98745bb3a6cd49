"""The security records of the hive do not fit together.

## Why

Keys share their security descriptors, which are linked into a ring and count who uses them. With a wrong count or a
broken ring a hive is loaded and fails later, when a key is deleted or it is unloaded; a key without a descriptor
cannot be opened.

## How to mend

Write the file anew: `hivetool convert` makes the ring and the counts from the keys.

## Source

M. Suhanov, "Windows registry file format specification" (key security item).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import poked, root_security
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Descriptors, their ring and their counts."""
    return broken(subject, "HT008")


def damage(hive: bytes) -> bytes:
    """A security item that says 99 keys have it."""
    return poked(hive, root_security(hive) + 12, (99).to_bytes(4, "little"))


RULE = Rule(
    code="HT008",
    name="security records do not fit together",
    severity="warning",
    mark=Mark.DOCUMENTED,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
