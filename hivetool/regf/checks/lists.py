"""Subkeys lists: the order of the names, what a list says of them, and of which kind it is."""

from __future__ import annotations

from functools import partial

import numpy as np
import numpy.typing as npt

from hivetool.hive.faults import in_marks
from hivetool.hive.spans import Ints
from hivetool.regf.constants import BASE_BLOCK_SIZE
from hivetool.regf.elements import Lists, groups
from hivetool.regf.faults import Faults
from hivetool.regf.layout import FAST_LEAF_ELEMENT, HASH_LEAF_ELEMENT, SUBKEYS_LIST, WORD

from .subject import Records, Subject
from .table import Check

MAX_LEAF_ELEMENTS = 1013
"""What one page takes of a leaf's elements; Windows splits a leaf before it grows larger."""

NEW_LEAVES_MINOR = 5
"""The first minor version in which Windows writes hash leaves, and only them."""

OLD_LEAVES_MINOR = 2
"""The last minor version that knows index leaves only."""

_HINT_UNITS = 4

_LONGEST_SHOWN = 80
"""Characters of a name that a message shows; no sound one has more than 255."""


def check_order(subject: Subject, faults: Faults) -> None:
    """The subkeys of a key ascend by their upper-case names, compared by UTF-16 code units."""
    sort_keys, place = subject.key_names.sort_keys(), subject.columns.keys.place
    parent = subject.columns.keys.parent
    rows = np.flatnonzero(parent[2:] == parent[1:-1]) + 2
    before, after = sort_keys[rows - 1], sort_keys[rows]
    late, again = rows[before > after], rows[before == after]
    named = partial(_name, subject)
    faults.add(Check.ORDER, place[late], "", late, lambda i: f"before {named(late[i] - 1)}", lambda i: named(late[i]))
    faults.add(Check.DUPLICATE_KEY, place[again], key=again, actual=lambda i: named(again[i]))


def _name(subject: Subject, row: int) -> str:
    columns = subject.columns
    name = columns.keys.name.text(columns.buffers, row)
    return in_marks(name if len(name) <= _LONGEST_SHOWN else f"{name[:_LONGEST_SHOWN]}…")


def check_elements(subject: Subject, faults: Faults) -> None:
    """The hash or hint beside each key's offset."""
    found = subject.claims("subkeys list")
    heads = _heads(subject)
    key_at = subject.columns.keys.place
    by_place = np.argsort(key_at, kind="stable")
    hashes = subject.key_names.hashes()
    hints = _hints(subject)
    for signature, step, expected, check in (
        (b"lh", HASH_LEAF_ELEMENT.itemsize, hashes, Check.HASH),
        (b"lf", FAST_LEAF_ELEMENT.itemsize, hints, Check.HINT),
    ):
        rows = np.flatnonzero(heads["signature"] == signature)
        count = (found.size[rows] - SUBKEYS_LIST.itemsize) // step
        first = found.start[rows] + SUBKEYS_LIST.itemsize
        lists = Lists(first, np.full(len(rows), step), count, found.start[rows], found.key[rows])
        for group in groups(lists, subject.survey.window):
            start = group.to.offset.astype(np.int64) + BASE_BLOCK_SIZE
            nearest = np.minimum(np.searchsorted(key_at, start, sorter=by_place), len(key_at) - 1)
            key = by_place[nearest]
            known = key_at[key] == start
            at = group.place + WORD.itemsize
            stored = subject.survey.window.words(at)
            faults.where(known & (stored != expected[key]), check, at, key, expected=expected[key], actual=stored)


def _hints(subject: Subject) -> npt.NDArray[np.uint32]:
    """The name hint of each key as a number: its first four characters, nothing if one of them takes two bytes."""
    hints = np.zeros(len(subject.key_names.count), np.uint32)
    for group in subject.key_names.groups:
        units = group.units[:, :_HINT_UNITS].astype(np.uint32)
        hint = (units << (8 * np.arange(units.shape[1], dtype=np.uint32))).sum(axis=1, dtype=np.uint32)
        hints[group.rows] = np.where((units > 0xFF).any(axis=1), 0, hint)
    return hints


def check_lists(subject: Subject, faults: Faults) -> None:
    """Sizes and kinds of lists."""
    found, heads = subject.claims("subkeys list"), _heads(subject)
    kind, count = heads["signature"], heads["number_of_elements"]
    leaf = kind != b"ri"
    faults.where(count == 0, Check.LEAF_EMPTY, found.start, found.key, expected="at least 1", actual=count)
    faults.where(
        leaf & (count > MAX_LEAF_ELEMENTS),
        Check.LEAF_LARGE,
        found.start,
        found.key,
        expected=f"at most {MAX_LEAF_ELEMENTS}",
        actual=count,
    )
    minor = subject.survey.base.minor_version
    right = (b"lh",) if minor >= NEW_LEAVES_MINOR else (b"lf", b"li") if minor > OLD_LEAVES_MINOR else (b"li",)
    odd = leaf & ~np.isin(kind, right)
    faults.where(odd, Check.LEAF_KIND, found.start, found.key, expected=" or ".join(map(repr, right)), actual=kind)
    several = _mixed(found.key[leaf], kind[leaf])
    if len(several):
        faults.add(Check.LEAVES_MIXED, subject.columns.keys.place[several], key=several)


def _mixed(key: Ints, kind: Records) -> Ints:
    """The keys with leaves of more than one kind."""
    order = np.argsort(key, kind="stable")
    differ = (np.diff(key[order]) == 0) & (kind[order][1:] != kind[order][:-1])
    return np.unique(key[order][1:][differ])


def _heads(subject: Subject) -> Records:
    return subject.survey.window.records(SUBKEYS_LIST, subject.claims("subkeys list").start)
