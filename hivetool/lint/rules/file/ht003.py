"""The last transactions of the hive are missing.

## Why

The two sequence numbers of the base block differ: what was written last stands in the transaction logs, which are
not here or do not fit. Copies of a file in use are like that, and support packages hold such copies where an export
had failed. What was changed shortly before the copy is not seen.

## How to mend

Put the logs beside the hive under their own names, they are applied then. Better: save the hive on the node with
`reg save`, which writes a whole one.

## Source

M. Suhanov, "Windows registry file format specification" (sequence numbers); the public TSS toolset copies the file as
a last resort.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import dirty
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """A hive that wants logs which were not applied."""
    return broken(subject, "HT003")


def damage(hive: bytes) -> bytes:
    """As it is while it is being written."""
    return dirty(hive)


RULE = Rule(
    code="HT003",
    name="the last transactions are missing",
    severity="warning",
    mark=Mark.SEEN,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
