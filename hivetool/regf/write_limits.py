"""What a hive may not hold if it is to be written: each limit in one row, with the words for who breaks it.

The limits are those of Windows ("Registry element size limits" in Microsoft's documentation) and of the fields
in M. Suhanov's "Windows registry file format specification".
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Final

import numpy as np

from hivetool.hive.columns import MOST_LEVELS, Columns
from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.spans import Bools, Ints
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .constants import SEGMENT_SIZE
from .write_names import Hashes, SortKeys, StoredNames

MAX_KEY_NAME: Final = 255
"""UTF-16 code units of a key's name."""
MAX_VALUE_NAME: Final = 16383
"""UTF-16 code units of a value's name."""
MAX_CLASS_NAME: Final = 65535
"""Bytes of a class name: its length is a 16-bit field."""
MAX_ELEMENTS: Final = 65535
"""Elements of a list with a 16-bit count: the leaves of an index root, the segments of big data."""
MAX_LEAF: Final = 507
"""Subkeys in one hash leaf, which is what fits a page; the same number that offreg.dll fills a leaf with."""
MAX_DATA: Final = MAX_ELEMENTS * SEGMENT_SIZE
"""Bytes of a value's data."""
MAX_BINS_SIZE: Final = 0x7FFFF000
"""Bytes of all bins: bit 31 of an offset says that a cell is not in the file."""

_BACKSLASH: Final = ord("\\")
_NEAR: Final = 32
"""Values up to this far apart are compared directly."""
_SPREAD: Final = np.uint32(0x9E3779B1)
"""2 to the 32nd over the golden ratio, as an odd number: keeps names apart that stand in different keys."""


@dataclass(eq=False)
class NotWritable(HivetoolError):
    """A hive that the format cannot hold; ``at`` names the key or value, ``reason`` is the limit it breaks."""

    sentence: ClassVar[str] = "{at}: cannot be written: {reason}"

    at: Location
    reason: str


def refuse_unwritable(hive: Hive, keys: StoredNames, values: StoredNames) -> None:
    """Raise :class:`NotWritable` for the first row that breaks a limit of its own."""
    for rows, reason in _bad_keys(hive, keys):
        if len(rows):
            raise NotWritable(Key(hive, int(rows[0])).location, reason)
    for rows, reason in _bad_values(hive, values):
        if len(rows):
            raise NotWritable(hive.value_at(int(rows[0])).location, reason)


def refuse_equal_siblings(hive: Hive, order: Ints, sort_keys: SortKeys, hashes: Hashes) -> None:
    """Raise :class:`NotWritable` for keys with one parent and one name; ``order`` has siblings sorted by name."""
    parent, hashed = hive.columns.keys.parent[order], hashes[order]
    together = np.flatnonzero((parent[1:] == parent[:-1]) & (hashed[1:] == hashed[:-1]))
    for row, other in zip(order[together].tolist(), order[together + 1].tolist(), strict=True):
        if sort_keys[row] == sort_keys[other]:
            raise NotWritable(Key(hive, max(row, other)).location, "a key beside it has the same name")


def refuse_equal_values(hive: Hive, names: StoredNames) -> None:
    """Raise :class:`NotWritable` for values of one key with one name."""
    rows = repeated_values(hive.columns, names.hashes())
    if len(rows):
        raise NotWritable(hive.value_at(int(rows[0])).location, "its key has another value of this name")


def repeated_values(columns: Columns, hashes: Hashes) -> Ints:
    """The values whose key has one of the same name before them; ``hashes`` are those of the names."""
    key, names = columns.values.key, columns.values.name
    rows = alike(key, hashes)
    seen: set[tuple[int, str]] = set()
    found = array("q")
    for row, number in zip(rows.data, key[rows].data, strict=True):  # no lists: all of a hostile hive may be alike
        name = number, upcase(names.text(columns.buffers, row))
        if name in seen:
            found.append(row)
        seen.add(name)
    return np.array(found, np.int64)


def alike(key: Ints, hashes: Hashes) -> Ints:
    """The values that may have the name of another value of their key: all that do, and seldom one that does not.

    Values that stand near each other are compared with each other; for keys of many values their marks are sorted.
    """
    found = np.zeros(len(key), np.bool_)
    many = np.zeros(len(key), np.bool_)
    many[_NEAR:] = key[_NEAR:] == key[:-_NEAR]
    for step in range(1, _NEAR):
        same = key[step:] == key[:-step]
        if not same.any():
            break
        pairs = np.flatnonzero(same & (hashes[step:] == hashes[:-step]))
        found[pairs] = found[pairs + step] = True
    rows = np.flatnonzero(np.isin(key, key[many])) if many.any() else np.zeros(0, np.int64)
    marks = key[rows].astype(np.uint32) * _SPREAD + hashes[rows]
    together = np.sort(marks)
    found[rows[np.isin(marks, together[1:][together[1:] == together[:-1]])]] = True
    return np.flatnonzero(found)


def refuse_too_large(size: int) -> None:
    """Raise :class:`NotWritable` if ``size`` bytes of bins are more than offsets can tell apart."""
    if size > MAX_BINS_SIZE:
        raise NotWritable(Location(""), f"the hive takes {size} bytes, at most {MAX_BINS_SIZE} are possible")


def _bad_keys(hive: Hive, names: StoredNames) -> Iterator[tuple[Ints, str]]:
    keys = hive.columns.keys
    most = MAX_ELEMENTS * MAX_LEAF
    yield _too_deep(hive), f"more than {MOST_LEVELS} levels below the root"
    yield _rows(names.count == 0), "a key's name may not be empty"
    yield _rows(names.count > MAX_KEY_NAME), f"its name is longer than {MAX_KEY_NAME} UTF-16 code units"
    yield names.holding(_BACKSLASH), "its name has a backslash"
    yield _rows(keys.class_name.size > MAX_CLASS_NAME), f"its class is longer than {MAX_CLASS_NAME} bytes"
    yield _rows(hive.columns.child_count > most), f"it has more than {most} subkeys"


def _bad_values(hive: Hive, names: StoredNames) -> Iterator[tuple[Ints, str]]:
    data = hive.columns.values.data
    yield _rows(names.count > MAX_VALUE_NAME), f"its name is longer than {MAX_VALUE_NAME} UTF-16 code units"
    yield _rows(data.size > MAX_DATA), f"it has more than {MAX_DATA} bytes"


def _rows(broken: Bools) -> Ints:
    return np.flatnonzero(broken)


def _too_deep(hive: Hive) -> Ints:
    """The rows of the first level that is one too many; none if there is no such level."""
    count = hive.columns.child_count
    start, stop = 0, 1
    for _ in range(MOST_LEVELS + 1):
        if start == stop:
            break
        start, stop = stop, stop + int(count[start:stop].sum())
    return np.arange(start, stop)
