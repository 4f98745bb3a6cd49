"""A transaction log of the hive could not be applied.

## Why

There are logs, but they begin at another number than the hive wants, are damaged, or end in the middle of an entry.
What they hold is not in what was read, or only the first part of it.

## How to mend

Take the hive and its logs again at one moment, with the node's service stopped or from a snapshot. To see the hive
without its logs use `--no-logs`.

## Source

M. Suhanov, "Windows registry file format specification" (transaction logs).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import dirty, together
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Logs that were refused or are torn."""
    return broken(subject, "HT004")


def damage(hive: bytes) -> bytes:
    """A hive that wants its log, and a log with nothing in it."""
    return together({"CLUSDB": dirty(hive), "CLUSDB.LOG1": bytes(512)})


RULE = Rule(
    code="HT004",
    name="a log could not be applied",
    severity="info",
    mark=Mark.DOCUMENTED,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
