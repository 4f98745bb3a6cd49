"""Subkeys lists: index leaf (li), fast leaf (lf), hash leaf (lh), and the index root (ri) over several of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Bools, Ints, read_only

from .cells import Cells, References
from .constants import CELL_HEADER_SIZE
from .elements import Lists, groups
from .faults import Fault
from .layout import FAST_LEAF_ELEMENT, HASH_LEAF_ELEMENT, SUBKEYS_LIST, WORD
from .ledger import EVERY

MOST_NESTED: Final = 8
"""How many index roots may stand above a leaf; Windows writes one."""

_WHAT = "subkeys list"
_COLUMNS = tuple(field.name for field in fields(Lists))


def _element_sizes() -> Ints:
    sizes = np.zeros(1 << 16, np.int64)
    for kind, element in ((b"lh", HASH_LEAF_ELEMENT), (b"lf", FAST_LEAF_ELEMENT), (b"li", WORD), (b"ri", WORD)):
        sizes[_number(kind)] = element.itemsize
    return sizes


def _number(signature: bytes) -> int:
    return int.from_bytes(signature, "little")


ELEMENT_SIZES: Final = read_only(_element_sizes())
"""By a signature as a number the size of an element of such a list, 0 for what is none."""

ROOT: Final = _number(b"ri")


def subkeys(cells: Cells, to: References, expected: Ints) -> Iterator[References]:
    """Where the subkeys of some keys are, in the order of the keys and of their lists; see :func:`leaves`."""
    for group in groups(leaves(cells, to, expected), cells.window):
        yield group.to


def leaves(cells: Cells, to: References, expected: Ints) -> Lists:
    """The leaves of some subkeys lists, in their order.

    ``to`` are the subkeys lists of the keys, ``expected`` the numbers of subkeys the keys speak of.
    """
    lists = _lists_at(cells, to)
    empty = [lists.lists.key[:0]]
    for _ in range(MOST_NESTED):
        if not lists.root.any():
            break
        empty.append(lists.lists.key[lists.root & (lists.lists.count == 0)])
        lists = _expanded(cells, lists)
    else:
        cells.faults.where(lists.root, Fault.NESTED_TOO_DEEP, lists.lists.start, lists.lists.key)
        lists = lists.take(~lists.root)
    _compare(cells, to, expected, lists.lists, np.concatenate(empty))
    return lists.lists


@dataclass(frozen=True, eq=False)
class _Level:
    """Lists in their order: which are index roots, and the row of the reference that led to each."""

    lists: Lists
    root: Bools
    row: Ints

    def take(self, rows: npt.NDArray[Any] | slice) -> _Level:
        if rows is EVERY:
            return self
        return _Level(self.lists.take(rows), self.root[rows], self.row[rows])


def _expanded(cells: Cells, level: _Level) -> _Level:
    """The level with the lists below each index root in place of it."""
    roots = np.flatnonzero(level.root)
    parts = [level.take(~level.root)]
    position = [np.flatnonzero(~level.root)]
    for group in groups(level.lists.take(roots), cells.window):
        below = _lists_at(cells, group.to)
        cells.faults.where(below.root, Fault.NESTED_ROOT, below.lists.start, below.lists.key)
        parts.append(below)
        position.append(roots[group.row[below.row]])
    lists = Lists(*(np.concatenate([getattr(part.lists, name) for part in parts]) for name in _COLUMNS))
    root = np.concatenate([part.root for part in parts])
    whole = _Level(lists, root, np.concatenate(position))
    return whole.take(np.argsort(whole.row, kind="stable"))


def _lists_at(cells: Cells, to: References) -> _Level:
    """The lists at these places, as far as their cells reach and their bytes are not in use already."""
    found = cells.follow(to, SUBKEYS_LIST, _WHAT)
    signature = found.record["signature"]
    kind = signature.view("<u2")
    step = ELEMENT_SIZES[kind]
    unknown = step == 0
    if cells.faults.where(unknown, Fault.SIGNATURE, found.start, found.key, _WHAT, "lf, lh, li or ri", signature):
        found, step, kind = found.take(~unknown), step[~unknown], kind[~unknown]
    header = SUBKEYS_LIST.itemsize
    said = found.record["number_of_elements"].astype(np.int64)
    count = np.minimum(said, (found.room + CELL_HEADER_SIZE - header) // step)
    cells.faults.where(count < said, Fault.LIST_CUT, found.start, found.key, _WHAT, expected=count, actual=said)
    lists = Lists(found.start + header, step, count, found.start, found.key)
    level = _Level(lists, kind == ROOT, found.row)
    granted = cells.claim(found, header + count * step, _WHAT)
    return level.take(granted)


def _compare(cells: Cells, to: References, expected: Ints, lists: Lists, empty: Ints) -> None:
    """Note the keys whose number of subkeys is not that of their leaves; ``empty`` are those of empty index roots."""
    if len(lists.count) == len(to) and not np.count_nonzero((lists.key != to.key) | (lists.count != expected)):
        return  # a list for each
    place = np.searchsorted(to.key, lists.key)
    listed = np.bincount(place, lists.count, len(to)).astype(np.int64)
    read = np.bincount(place, minlength=len(to)) > 0  # a list that could not be read is a fault of its own
    read[np.searchsorted(to.key, empty)] = True
    wrong = read & (listed != expected)
    cells.faults.where(wrong, Fault.SUBKEY_COUNT, to.at, to.key, expected=listed, actual=expected)
