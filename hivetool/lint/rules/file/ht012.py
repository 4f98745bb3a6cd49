"""The input is a listing, not a copy.

## Why

`reg query /s` writes for people: classes, times, security and the ends of texts are not in it, and what looks like
two values may be one with a line break. Rules about exact types and bytes are not run on such an input, and no hive
should be made of it that is to be used.

## How to mend

Make an exact copy on the node: `reg save HKLM\\Cluster FILE`, or `reg export HKLM\\Cluster FILE.reg`.

## Source

Microsoft, "reg query"; the public TSS toolset collects such listings.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject

LISTING = r"""
HKEY_LOCAL_MACHINE\Cluster
    ClusterName    REG_SZ    HVC01

HKEY_LOCAL_MACHINE\Cluster\Nodes

HKEY_LOCAL_MACHINE\Cluster\Resources
"""


def check(subject: Subject) -> Iterator[Found]:
    """Inputs that have lost something."""
    return broken(subject, "HT012")


def damage(hive: bytes) -> bytes:
    """What `reg query HKLM\\Cluster /s` prints."""
    return LISTING.encode("ascii")


RULE = Rule(
    code="HT012",
    name="a listing and not a copy",
    severity="info",
    mark=Mark.SEEN,
    check=check,
    page=__doc__,
    bad_hive=damage,
)
