"""A hive as a complete primary file, the way ``reg save`` would make one: compact, clean, and without a log."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import numpy as np

from hivetool.hive.columns import Columns
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Ints, Names, Spans

from . import structs
from .base_block import checksum
from .constants import BASE_BLOCK_SIZE, NOWHERE
from .write_bins import Plan, planned, write_bins
from .write_bytes import Block
from .write_keys import Keys, Targets, stored_times
from .write_limits import refuse_equal_siblings, refuse_equal_values, refuse_too_large, refuse_unwritable
from .write_lists import SubkeyLists, subkey_lists
from .write_names import stored_names
from .write_security import Descriptors, descriptors
from .write_values import ValueOffsets, Values, stored_values

ROOT_NAME: Final = b"ROOT"
"""Name of a root that has none: a key node's name may not be empty, and nothing depends on the root's."""

SEQUENCE_NUMBER: Final = 1
"""Of a file that was written once and is clean."""


def write_regf(hive: Hive) -> bytes:
    """The hive as a primary file of version 1.5; the same hive gives the same bytes.

    Every key node says what its columns say: times (0 where there is none), flags, class, and the security
    descriptor, for which keys without one get a default. The hive's own timestamp is the newest
    ``last_written`` of its keys, 0 if none has one. The base block names no file. What columns do not hold is
    not written: layered keys (version 1.6), access bits, virtualization flags, an empty class name.

    Raises :class:`~hivetool.regf.write_limits.NotWritable`, which names the key or value, where the tree does
    not fit the format: keys without a name, with a backslash in it, with more than 255 UTF-16 code units, with
    the name of a key beside them, or more than 512 levels down; values with the name of another in their key or
    with more than 16,383 units; more than 2 GiB in all.
    """
    columns = _with_named_root(hive.columns)
    key_names = stored_names(columns.keys.name, columns.buffers)
    value_names = stored_names(columns.values.name, columns.buffers)
    refuse_unwritable(hive, key_names, value_names)
    sort_keys, hashes = key_names.sort_keys(), key_names.hashes()
    lists = subkey_lists(columns, sort_keys, hashes)
    refuse_equal_siblings(hive, lists.order, sort_keys, hashes)
    refuse_equal_values(hive, value_names)

    keys = Keys(columns, key_names, value_names)
    values = stored_values(columns, value_names)
    shared = descriptors(columns.keys, columns.buffers)
    plan = _planned(keys, shared, lists, values)
    refuse_too_large(plan.size)
    block = np.zeros(BASE_BLOCK_SIZE + plan.size, np.uint8)
    timestamp = int(stored_times(columns.keys).max())
    root = _write_cells(block[BASE_BLOCK_SIZE:], plan, keys, shared, lists, values)
    write_bins(block[BASE_BLOCK_SIZE:], plan, timestamp)
    block[:BASE_BLOCK_SIZE] = np.frombuffer(base_block(root, plan.size, timestamp), np.uint8)
    return block.tobytes()


def base_block(root_cell_offset: int, hive_bins_data_size: int, timestamp: int) -> bytes:
    """The base block of a clean primary file; ``timestamp`` is a FILETIME."""
    fields = {
        "primary_sequence_number": SEQUENCE_NUMBER,
        "secondary_sequence_number": SEQUENCE_NUMBER,
        "last_written_timestamp": timestamp,
        "root_cell_offset": root_cell_offset,
        "hive_bins_data_size": hive_bins_data_size,
    }
    unsigned: bytes = structs.BaseBlock.build(fields)
    return bytes(structs.BaseBlock.build({**fields, "checksum": checksum(unsigned)}))


def _planned(keys: Keys, shared: Descriptors, lists: SubkeyLists, values: Values) -> Plan:
    return planned(
        (
            keys.cells(),
            shared.cells(),
            keys.class_cells(),
            lists.leaf_cells(),
            lists.root_cells(),
            *values.cells(),
        )
    )


def _write_cells(bins: Block, plan: Plan, keys: Keys, shared: Descriptors, lists: SubkeyLists, values: Values) -> int:
    """Everything but headers, at its place; the offset of the root key's node."""
    node, security, class_name, leaf, index_root, *rest = plan.by_group()
    at = ValueOffsets(*rest)
    targets = Targets(
        subkeys_list=lists.places(leaf, index_root),
        values_list=_values_lists(values, at),
        security=security[shared.of_key],
    )
    keys.write(bins, node, class_name, targets)
    shared.write(bins, security)
    lists.write(bins, leaf, index_root, node)
    values.write(bins, at)
    return int(node[0])


def _values_lists(values: Values, at: ValueOffsets) -> Ints:
    places = np.full(len(values.count), NOWHERE, np.int64)
    places[values.list_key] = at.values_list
    return places


def _with_named_root(columns: Columns) -> Columns:
    """The columns with a root that has a name."""
    names = columns.keys.name
    if names.size[0] > 0:
        return columns
    first = np.arange(len(names)) == 0
    spans = Spans(
        np.where(first, len(columns.buffers), names.buffer).astype(np.uint8),
        np.where(first, 0, names.start),
        np.where(first, len(ROOT_NAME), names.size),
    )
    named = Names.of(spans, names.wide & ~first)
    return replace(columns, keys=replace(columns.keys, name=named), buffers=(*columns.buffers, ROOT_NAME))
