"""Subkeys lists: index leaf (li), fast leaf (lf), hash leaf (lh), and the index root (ri) over several of them."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hivetool.hive.spans import Ints

from .cells import Cells, Found, References
from .elements import Lists, groups
from .faults import Fault
from .layout import FAST_LEAF_ELEMENT, HASH_LEAF_ELEMENT, SUBKEYS_LIST, WORD

_WHAT = "subkeys list"
_OFFSET = WORD.itemsize


def subkeys(cells: Cells, to: References, expected: Ints) -> Iterator[References]:
    """Where the subkeys of some keys are, in the order of the keys and of their lists.

    ``to`` are the subkeys lists of the keys, ``expected`` the numbers of subkeys the keys speak of.
    """
    found = cells.follow(to, SUBKEYS_LIST, _WHAT)
    roots = found.record["signature"] == b"ri"
    if roots.any():
        direct = _leaves(cells, found.take(~roots))
        lists = _in_order([direct, *(_leaves(cells, leaves) for leaves in _under(cells, found.take(roots)))])
    else:
        lists = _leaves(cells, found)
    _compare(cells, to, expected, lists)
    for group in groups(lists, cells.window):
        yield group.to


def _under(cells: Cells, roots: Found) -> Iterator[Found]:
    """The leaves that index roots point to."""
    for group in groups(_lists(cells, roots, np.full(len(roots), _OFFSET)), cells.window):
        found = cells.follow(group.to, SUBKEYS_LIST, _WHAT)
        nested = found.record["signature"] == b"ri"
        cells.faults.where(nested, Fault.NESTED_ROOT, found.start, found.key)
        yield found.take(~nested)


def _leaves(cells: Cells, found: Found) -> Lists:
    signature = found.record["signature"]
    step = np.zeros(len(found), np.int64)
    step[signature == b"lh"] = HASH_LEAF_ELEMENT.itemsize
    step[signature == b"lf"] = FAST_LEAF_ELEMENT.itemsize
    step[signature == b"li"] = _OFFSET
    known = step > 0
    if cells.faults.where(~known, Fault.SIGNATURE, found.start, found.key, _WHAT, "lf, lh, li or ri", signature):
        found, step = found.take(known), step[known]
    return _lists(cells, found, step)


def _lists(cells: Cells, found: Found, step: Ints) -> Lists:
    """The lists as far as their cells reach and their bytes are not in use already."""
    header = SUBKEYS_LIST.itemsize
    said = found.record["number_of_elements"].astype(np.int64)
    count = np.minimum(said, (found.room + _OFFSET - header) // step)
    cells.faults.where(count < said, Fault.LIST_CUT, found.start, found.key, _WHAT, expected=count, actual=said)
    lists = Lists(found.start + header, step, count, found.start, found.key)
    return lists.take(cells.claim(found, header + count * step, _WHAT))


def _in_order(parts: list[Lists]) -> Lists:
    """Lists by the rows of their keys; those of one key stay in order."""
    first, step, count, start, key = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("first", "step", "count", "start", "key")
    )
    return Lists(first, step, count, start, key).take(np.argsort(key, kind="stable"))


def _compare(cells: Cells, to: References, expected: Ints, lists: Lists) -> None:
    """Note the keys whose number of subkeys is not that of their lists."""
    place = np.searchsorted(to.key, lists.key)
    listed = np.bincount(place, lists.count, len(to)).astype(np.int64)
    wrong = listed != expected
    wrong &= np.bincount(place, minlength=len(to)) > 0  # a list that could not be read is a fault of its own
    cells.faults.where(wrong, Fault.SUBKEY_COUNT, to.at, to.key, expected=listed, actual=expected)
