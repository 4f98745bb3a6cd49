"""What hangs on a key besides its values: key security (shared by many keys) and class names."""

from __future__ import annotations

import numpy as np

from hivetool.hive.spans import NOT_STORED, Ints, Spans

from .cells import Cells, References
from .constants import CELL_HEADER_SIZE, NOWHERE
from .faults import Fault
from .keys import KeyNodes
from .layout import DATA, KEY_SECURITY

_SECURITY = "key security item"
_CLASS = "class name"


def read_security(cells: Cells, keys: KeyNodes) -> Spans:
    """The security descriptor of each key: its bytes in the cell of the key security item."""
    offsets = keys.column("key_security_offset")
    rows = np.flatnonzero(offsets != NOWHERE)
    new = np.flatnonzero(np.diff(offsets[rows], prepend=NOWHERE))  # neighbors share theirs mostly
    offset, first, which = np.unique(offsets[rows[new]], return_index=True, return_inverse=True)
    first, which = new[first], np.repeat(which, np.diff(new, append=len(rows)))
    found = cells.follow(References(offset, rows[first], keys.start, rows[first]), KEY_SECURITY, _SECURITY, b"sk")
    size = found.record["security_descriptor_size"].astype(np.int64)
    cut = size > found.room + CELL_HEADER_SIZE - KEY_SECURITY.itemsize
    if cells.faults.where(cut, Fault.SECURITY_CUT, found.start, found.key, actual=size):
        found, size = found.take(~cut), size[~cut]
    granted = cells.claim(found, KEY_SECURITY.itemsize + size, _SECURITY)
    found, size = found.take(granted), size[granted]

    item_start, item_size = np.zeros(len(offset), np.int64), np.full(len(offset), NOT_STORED)
    item_start[found.row], item_size[found.row] = found.start + KEY_SECURITY.itemsize, size
    return _spread(len(keys), rows, item_start[which], item_size[which])


def read_class_names(cells: Cells, keys: KeyNodes) -> Spans:
    """The class name of each key that has one (UTF-16LE, in a cell of its own)."""
    length = keys.column("class_name_length")
    rows = np.flatnonzero((length > 0) & (keys.column("class_name_offset") != NOWHERE))
    found = cells.follow(keys.references("class_name_offset", rows), DATA, _CLASS)
    said = length[found.key].astype(np.int64)
    size = np.minimum(said, found.room)
    granted = cells.claim(found, CELL_HEADER_SIZE + size, _CLASS)
    found, size, said = found.take(granted), size[granted], said[granted]
    cells.faults.where(size < said, Fault.CLASS_CUT, found.start, found.key, expected=size, actual=said)
    return _spread(len(keys), found.key, found.start + CELL_HEADER_SIZE, size)


def _spread(count: int, rows: Ints, start: Ints, size: Ints) -> Spans:
    """Spans for ``count`` keys of which only ``rows`` have something."""
    starts, sizes = np.zeros(count, np.int64), np.full(count, NOT_STORED)
    starts[rows], sizes[rows] = start, size
    return Spans.build(starts, sizes)
