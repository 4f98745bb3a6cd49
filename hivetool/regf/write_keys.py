"""Key nodes: the records of all keys, which say where everything else of a key stands, and their class names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import NO_TIME, Columns, KeyRows
from hivetool.hive.spans import Ints

from . import layout, structs
from .constants import (
    CELL_HEADER_SIZE,
    KEY_COMP_NAME,
    KEY_HIVE_ENTRY,
    KEY_NO_DELETE,
    KEY_PREDEF_HANDLE,
)
from .write_bins import CellGroup
from .write_bytes import Block, blank, place, put
from .write_names import StoredNames


@dataclass(frozen=True, eq=False)
class Targets:
    """What the key nodes point to: an offset a key, ``NOWHERE`` where there is nothing."""

    subkeys_list: Ints
    values_list: Ints
    security: Ints


@dataclass(frozen=True, eq=False)
class Keys:
    """The keys of a hive in level order, with their names as stored and those of their values."""

    columns: Columns
    names: StoredNames
    value_names: StoredNames

    @property
    def class_key(self) -> Ints:
        """The keys that have a class name."""
        return np.flatnonzero(self.columns.keys.class_name.size > 0)

    def cells(self) -> CellGroup:
        """One cell a key node."""
        fixed = layout.KEY_NODE.itemsize - CELL_HEADER_SIZE
        return CellGroup(np.arange(len(self.names.count)), fixed + self.names.size)

    def class_cells(self) -> CellGroup:
        """One cell a class name."""
        return CellGroup(self.class_key, self.columns.keys.class_name.size[self.class_key])

    def write(self, block: Block, node: Ints, class_name: Ints, targets: Targets) -> None:
        """The key nodes and class names at their offsets."""
        keys = self.columns.keys
        records = blank(layout.KEY_NODE, _EMPTY, len(node))
        records["flags"] = key_flags(keys, self.names)
        records["last_written_timestamp"] = stored_times(keys)
        records["parent"][1:] = node[keys.parent[1:]]
        records["number_of_subkeys"] = self.columns.child_count
        records["subkeys_list_offset"] = targets.subkeys_list
        records["number_of_key_values"] = np.diff(self.columns.first_value)
        records["key_values_list_offset"] = targets.values_list
        records["key_security_offset"] = targets.security
        records["class_name_offset"][self.class_key] = class_name
        records["key_name_length"] = self.names.size
        records["class_name_length"] = np.maximum(keys.class_name.size, 0)
        for field, largest in self._largest().items():
            records[field] = largest
        put(block, node, records)
        self.names.write(block, node + records.itemsize)
        classes = keys.class_name.take(self.class_key)
        place(block, class_name + CELL_HEADER_SIZE, classes, self.columns.buffers)

    def _largest(self) -> dict[str, Ints]:
        """The most bytes among a key's subkeys and values; names count two a unit even where one is stored."""
        columns = self.columns
        children, values = columns.child_count, np.diff(columns.first_value)
        return {
            "largest_subkey_name_length": _most(children, 2 * self.names.count[1:]),
            "largest_subkey_class_name_length": _most(children, columns.keys.class_name.size[1:]),
            "largest_value_name_length": _most(values, 2 * self.value_names.count),
            "largest_value_data_size": _most(values, columns.values.data.size),
        }


_EMPTY = structs.KeyNode.build({"flags": 0, "key_name_string": b""})


DERIVED_FLAGS: Final = KEY_COMP_NAME | KEY_HIVE_ENTRY | KEY_PREDEF_HANDLE
"""What a key's flags say of how and where it is stored; not kept but made anew."""


def key_flags(keys: KeyRows, names: StoredNames) -> npt.NDArray[np.uint32]:
    """The flags of each key node.

    Kept as they are, save that KEY_COMP_NAME follows the name, that the root and only the root is the hive's
    entry (and may not be deleted), and that KEY_PREDEF_HANDLE goes: the handle it announces is not in a hive's
    columns.
    """
    flags = keys.flags & np.uint32(0xFFFF & ~DERIVED_FLAGS)
    flags |= np.where(names.wide, 0, KEY_COMP_NAME).astype(np.uint32)
    flags[0] |= KEY_HIVE_ENTRY | KEY_NO_DELETE
    return flags


def stored_times(keys: KeyRows) -> npt.NDArray[np.uint64]:
    """The last-written FILETIME of each key, 0 where none is known."""
    return np.where(keys.last_written == NO_TIME, 0, keys.last_written).astype(np.uint64)


def _most(count: Ints, amounts: Ints) -> Ints:
    """The largest amount of each key, of which the next ``count`` are its own; 0 for a key of nothing."""
    most = np.zeros(len(count), np.int64)
    owners = np.flatnonzero(count)
    if len(owners):
        most[owners] = np.maximum(np.maximum.reduceat(amounts, (np.cumsum(count) - count)[owners]), 0)
    return most
