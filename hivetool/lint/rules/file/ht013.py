"""A line of the text could not be read.

## Why

Files that were put together from several exports have a header in the middle, a line cut in two, or text in two
encodings. Windows skips such a line without a word when it imports the file, and so does hivetool, with this finding:
what the line said is not in what the rules look at.

## How to mend

Look at the line. If it was cut, export the key anew.

## Source

What regedit accepts was measured; the public TSS toolset puts several exports into one file.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject

BAD = r"""
[Cluster]
"ClusterName"="HVC01"
; here
"Description"="the cluster of the
"""

GOOD = r"""
[Cluster]
"ClusterName"="HVC01"
"""


def check(subject: Subject) -> Iterator[Found]:
    """Lines of a .reg file or a listing, entries of a JSON document or an SQLite database that were left out."""
    return broken(subject, "HT013")


RULE = Rule(
    code="HT013",
    name="a line could not be read",
    severity="info",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad=BAD,
    good=GOOD,
)
