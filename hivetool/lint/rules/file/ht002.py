"""The base block of the hive is not sound.

## Why

The first block of a hive has a checksum. Where that is wrong, the block was written in part, or somebody edited the
file: Windows would try to mend it from the transaction logs, or refuse it.

## How to mend

Compare the file with another copy. What can be read of it is written with a sound base block by `hivetool convert`.

## Source

M. Suhanov, "Windows registry file format specification" (base block, checksum).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import poked
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """What is wrong with the base block."""
    return broken(subject, "HT002")


def damage(hive: bytes) -> bytes:
    """Another checksum."""
    return poked(hive, 508, b"\1\2\3\4")


RULE = Rule(
    code="HT002",
    name="the base block is not sound",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
