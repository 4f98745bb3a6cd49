"""A CLFS log lies beside the hive.

## Why

Since Windows Server 2012 the Cluster Service logs its database with the Common Log File System, in files that end in
`.blf` and `.container`. What was committed last may be there only, and no reader of hives can replay it.

## How to mend

Save the hive on the node with `reg save HKLM\\Cluster`: Windows puts everything into the new file.

## Source

Working Hard In IT, "The cluster and 0.cluster registry hives" (the files beside CLUSDB).
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import dirty, together
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """CLFS files beside a hive that wants its log."""
    return broken(subject, "HT005")


def damage(hive: bytes) -> bytes:
    """A hive that wants its log, and the log's files."""
    return together({"CLUSDB": dirty(hive), "CLUSDB.blf": bytes(512), "CLUSDB.1.container": bytes(512)})


RULE = Rule(
    code="HT005",
    name="a CLFS log lies beside the hive",
    severity="info",
    mark=Mark.SEEN,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
