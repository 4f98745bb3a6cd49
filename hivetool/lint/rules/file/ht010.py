"""There is something in the file that no key leads to.

## Why

Cells that are in use and that nothing refers to, or bytes behind the end: what is left of an interrupted write, of a
tool that does not clean up, or of something that was hidden there. It does no harm but takes room, and may be of
interest to whoever investigates.

## How to mend

Look at it with `hivetool dump --deleted` if it matters. `hivetool convert` writes a file without it.

## Source

Practice of forensic readers such as Registry Explorer.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Cells nothing refers to, bytes behind the end."""
    return broken(subject, "HT010")


def damage(hive: bytes) -> bytes:
    """A page behind the end."""
    return hive + bytes(4096)


RULE = Rule(
    code="HT010",
    name="bytes that no key leads to",
    severity="info",
    mark=Mark.PRACTICE,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
