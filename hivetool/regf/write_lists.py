"""Subkey lists: hash leaves sorted by upper-case name, several of them under an index root where one is not enough."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hivetool.hive.columns import Columns, numbered
from hivetool.hive.spans import Ints

from . import layout, structs
from .constants import CELL_HEADER_SIZE, NOWHERE
from .layout import WORD
from .write_bins import CellGroup
from .write_bytes import Block, blank, put, put_words
from .write_limits import MAX_LEAF
from .write_names import Hashes, SortKeys

_FIXED = layout.SUBKEYS_LIST.itemsize
_ELEMENT = layout.HASH_LEAF_ELEMENT.itemsize


@dataclass(frozen=True, eq=False)
class SubkeyLists:
    """All lists of a hive. ``order`` has every key but the root, siblings together and in the order of a list.

    Leaf i belongs to key ``leaf_key[i]`` and holds ``leaf_count[i]`` keys, the next ones of ``order``.
    ``leaves`` counts the leaves of each key; more than one stand under an index root. ``hashes`` are the keys'.
    """

    order: Ints
    leaf_key: Ints
    leaf_count: Ints
    leaves: Ints
    hashes: Hashes

    @property
    def root_key(self) -> Ints:
        """The keys that have an index root."""
        return np.flatnonzero(self.leaves > 1)

    def leaf_cells(self) -> CellGroup:
        """One cell a leaf."""
        return CellGroup(self.leaf_key, _FIXED - CELL_HEADER_SIZE + _ELEMENT * self.leaf_count)

    def root_cells(self) -> CellGroup:
        """One cell an index root."""
        return CellGroup(self.root_key, _FIXED - CELL_HEADER_SIZE + WORD.itemsize * self.leaves[self.root_key])

    def places(self, leaf: Ints, root: Ints) -> Ints:
        """The offset of each key's list, given those of leaves and index roots."""
        places = np.full(len(self.leaves), NOWHERE, np.int64)
        places[self.leaf_key] = leaf
        places[self.root_key] = root
        return places

    def write(self, block: Block, leaf: Ints, root: Ints, node: Ints) -> None:
        """The lists at their offsets, with the offset and the name hash of each key."""
        _write_heads(block, structs.HashLeaf.build({"list_elements": []}), leaf, self.leaf_count)
        of_leaf, number = numbered(self.leaf_count)
        elements = np.empty(len(self.order), layout.HASH_LEAF_ELEMENT)
        elements["key_node_offset"] = node[self.order]
        elements["name_hash"] = self.hashes[self.order]
        put(block, leaf[of_leaf] + _FIXED + _ELEMENT * number, elements)

        count = self.leaves[self.root_key]
        _write_heads(block, structs.IndexRoot.build({"list_elements": []}), root, count)
        of_root, number = numbered(count)
        under_root = np.flatnonzero(self.leaves[self.leaf_key] > 1)
        put_words(block, root[of_root] + _FIXED + WORD.itemsize * number, leaf[under_root])


def subkey_lists(columns: Columns, sort_keys: SortKeys, hashes: Hashes) -> SubkeyLists:
    """The lists of every key that has subkeys; ``sort_keys`` put their names in order."""
    leaves = -(-columns.child_count // MAX_LEAF)
    leaf_key, number = numbered(leaves)
    count = np.minimum(columns.child_count[leaf_key] - MAX_LEAF * number, MAX_LEAF)
    return SubkeyLists(_sibling_order(columns.keys.parent, sort_keys), leaf_key, count, leaves, hashes)


def _sibling_order(parent: Ints, sort_keys: SortKeys) -> Ints:
    """Every row but the root's; parents ascend in level order, so sorting leaves siblings where they were."""
    follow = np.flatnonzero(parent[2:] == parent[1:-1]) + 2
    if (sort_keys[follow - 1] < sort_keys[follow]).all():  # as the rows of a hive that was read are
        return np.arange(1, len(parent))
    ranks = list(zip(parent.tolist(), sort_keys.tolist(), strict=True))
    return np.array(sorted(range(1, len(ranks)), key=ranks.__getitem__), np.int64)


def _write_heads(block: Block, built: bytes, at: Ints, count: Ints) -> None:
    heads = blank(layout.SUBKEYS_LIST, built, len(at))
    heads["number_of_elements"] = count
    put(block, at, heads)
