"""A list of subkeys is not as Windows needs it.

## Why

Windows looks a subkey up by its place in the order of names and by a hash of its name. With a list out of order, a
wrong hash or a wrong number the key is there, every viewer shows it, and the Cluster Service does not find it.

## How to mend

Write the file anew: `hivetool convert` makes all lists from the keys themselves.

## Source

M. Suhanov, "Windows registry file format specification" (hash leaf, key node); the documentation of hivex on the
order of subkeys.
"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.lint.damage import pointed_at, poked, subkeys_field
from hivetool.lint.finding import Found
from hivetool.lint.rule import Mark, Rule
from hivetool.lint.structure import broken
from hivetool.lint.subject import Subject


def check(subject: Subject) -> Iterator[Found]:
    """Lists, hashes, names and counts that lookups rely on."""
    return broken(subject, "HT007")


def damage(hive: bytes) -> bytes:
    """Another hash of the name of the root's first subkey."""
    return poked(hive, pointed_at(hive, subkeys_field(hive)) + 8, b"\1\2\3\4")


RULE = Rule(
    code="HT007",
    name="a subkeys list is wrong",
    severity="error",
    mark=Mark.DOCUMENTED,
    first=True,
    needs=frozenset({"a hive"}),
    check=check,
    page=__doc__,
    bad_hive=damage,
)
