"""Cells of the hive lie outside it, overlap or are used twice.

## Why

A record leads to where none can be, or two records claim the same bytes. Something wrote over the file. Readers that
follow such offsets without a check show nonsense or never end, and some call the file sound because its checksum is
right. What the record should have led to is lost.

## How to mend

Take another copy, of another node for instance. What can be read of this one is written anew by
`hivetool convert --partial`.

## Source

M. Suhanov, "Windows registry file format specification" (cells); measured: python-registry (issue 57) takes such a
file for sound.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import poked, subkeys_field
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Offsets, sizes and links of cells that cannot be."""
    return broken(subject, "HT006")


def damage(hive: bytes) -> bytes:
    """The list of the root key's subkeys is said to be far behind the end."""
    return poked(hive, subkeys_field(hive), (0x7FFFFFF0).to_bytes(4, "little"))


RULE = Rule(
    code="HT006",
    name="cells are out of bounds or overlap",
    severity="error",
    mark=Mark.SEEN,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
