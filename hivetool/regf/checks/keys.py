"""Key nodes: links, names, counts, and the largest sizes they speak of."""

from __future__ import annotations

import numpy as np

from hivetool.hive.spans import Ints
from hivetool.regf.constants import BASE_BLOCK_SIZE, FIRST_HANDLE, KEY_PREDEF_HANDLE, NOWHERE
from hivetool.regf.faults import Faults
from hivetool.regf.write_limits import MAX_KEY_NAME

from .subject import Subject, largest
from .table import Check

_BACKSLASH = ord("\\")

MOST_KEY_CELL = 0x45C
"""Bytes of a key node's cell beyond which Windows takes it for damaged (ReactOS, CmCheckRegistry)."""


def check_links(subject: Subject, faults: Faults) -> None:
    """A key points back to its parent, has a security item, and is no larger than Windows loads."""
    keys, place, parent = subject.keys, subject.columns.keys.place, subject.columns.keys.parent
    rows = np.arange(len(keys))
    stored, actual = keys["parent"].astype(np.int64), place[parent] - BASE_BLOCK_SIZE
    wrong = (stored != actual) & (parent >= 0)
    faults.where(wrong, Check.PARENT, place, rows, expected=actual, actual=stored)
    security = keys["key_security_offset"]
    faults.where(security == NOWHERE, Check.NO_SECURITY, place, rows, actual=security)
    size = np.abs(keys["cell_size"].astype(np.int64))
    faults.where(
        size > MOST_KEY_CELL, Check.KEY_SIZE, place, rows, expected=f"at most 0x{MOST_KEY_CELL:x}", actual=size
    )


def check_key_names(subject: Subject, faults: Faults) -> None:
    """What a name may hold, and how it is stored."""
    names, place = subject.key_names, subject.columns.keys.place
    rows = np.arange(len(place))
    bad = names.count > MAX_KEY_NAME
    bad[names.holding(_BACKSLASH)] = True
    bad[0] = False  # whatever the root is called, no path has its name
    faults.where(bad, Check.KEY_NAME, place, rows)
    odd = subject.oddly_stored(subject.columns.keys.name, names)
    faults.where(odd, Check.KEY_NAME_FLAG, place, rows)


def check_counts(subject: Subject, faults: Faults) -> None:
    """Counts of zero and the lists that go with them."""
    keys, place = subject.keys, subject.columns.keys.place
    rows = np.arange(len(keys))
    volatile = keys["number_of_volatile_subkeys"]
    faults.where(volatile > 0, Check.VOLATILE, place, rows, expected="0", actual=volatile)
    for count, offset, check in (
        ("number_of_subkeys", "subkeys_list_offset", Check.NO_SUBKEYS),
        ("number_of_key_values", "key_values_list_offset", Check.NO_VALUES),
    ):
        wrong = (keys[count] == 0) & (keys[offset] != NOWHERE) & (keys["flags"] & KEY_PREDEF_HANDLE == 0)
        faults.where(wrong, check, place, rows, expected=f"0x{NOWHERE:x}", actual=keys[offset])
    number = keys["number_of_key_values"]
    odd = (keys["flags"] & KEY_PREDEF_HANDLE != 0) & (number < FIRST_HANDLE)
    faults.where(odd, Check.PREDEFINED, place, rows, expected=f"0x{FIRST_HANDLE:x} or more", actual=number)
    half = (keys["class_name_length"] > 0) != (keys["class_name_offset"] != NOWHERE)
    faults.where(half, Check.CLASS_OFFSET, place, rows, actual=keys["class_name_offset"])
    length = keys["class_name_length"]
    faults.where(length % 2 == 1, Check.CLASS_SIZE, place, rows, expected="an even number", actual=length)


def check_largest(subject: Subject, faults: Faults) -> None:
    """The largest sizes below a key, which programs ask for to know how much room they need."""
    columns, keys = subject.columns, subject.keys
    parent, owner = columns.keys.parent[1:], columns.values.key
    data = np.maximum(columns.values.data.size, 0)
    classes = np.maximum(columns.keys.class_name.size, 0)
    for sizes, groups, field, check in (
        (2 * subject.key_names.count[1:], parent, "largest_subkey_name_length", Check.LARGEST_KEY_NAME),
        (classes[1:], parent, "largest_subkey_class_name_length", Check.LARGEST_CLASS),
        (2 * subject.value_names.count, owner, "largest_value_name_length", Check.LARGEST_VALUE_NAME),
        (data, owner, "largest_value_data_size", Check.LARGEST_DATA),
    ):
        actual: Ints = largest(sizes, groups, len(keys))
        said = keys[field].astype(np.int64)
        faults.where(said < actual, check, columns.keys.place, np.arange(len(keys)), expected=actual, actual=said)
