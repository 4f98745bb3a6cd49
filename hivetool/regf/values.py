"""Key values: every key's list, the values it points to, and where the data of each value stands."""

from __future__ import annotations

import numpy as np

from hivetool.hive.columns import ValueRows
from hivetool.hive.spans import Ints, Names, Spans

from .cells import Cells, Found, References
from .constants import CELL_HEADER_SIZE, FIRST_HANDLE, KEY_PREDEF_HANDLE, VALUE_COMP_NAME
from .data import DataReader
from .elements import Lists, groups
from .faults import Fault
from .keys import KeyNodes
from .layout import DATA, KEY_VALUE, WORD

_WHAT = "key value"
_LIST = "key values list"


class _Values:
    """Columns with room for as many values as the lists have elements, filled from the top."""

    def __init__(self, room: int) -> None:
        self.count = 0
        self.key = np.empty(room, np.int64)
        self.start = np.empty(room, np.int64)
        self.name_size = np.empty(room, np.int64)
        self.flags = np.empty(room, np.uint16)
        self.type = np.empty(room, np.uint32)
        self.data_buffer = np.empty(room, np.uint8)
        self.data_start = np.empty(room, np.int64)
        self.data_size = np.empty(room, np.int64)

    def add(self, found: Found, name_size: Ints, data: Spans) -> None:
        """Some more values with the sizes of their names and the places of their data."""
        rows = slice(self.count, self.count + len(found))
        self.key[rows], self.start[rows], self.name_size[rows] = found.key, found.start, name_size
        self.flags[rows], self.type[rows] = found.record["flags"], found.record["data_type"]
        self.data_buffer[rows], self.data_start[rows], self.data_size[rows] = data.buffer, data.start, data.size
        self.count = rows.stop

    def rows(self) -> ValueRows:
        """All values added."""
        rows = slice(self.count)
        names = Spans.build(self.start[rows] + KEY_VALUE.itemsize, self.name_size[rows])
        return ValueRows(
            key=self.key[rows],
            name=Names.of(names, self.flags[rows] & VALUE_COMP_NAME == 0),
            type=self.type[rows],
            data=Spans(self.data_buffer[rows], self.data_start[rows], self.data_size[rows]),
            place=self.start[rows],
        )


def read_values(cells: Cells, keys: KeyNodes, data: DataReader) -> ValueRows:
    """The values of all keys, by key and in stored order."""
    lists = _lists(cells, keys)
    most = len(cells.window.data) // KEY_VALUE.itemsize  # no two values share a byte
    values = _Values(min(int(lists.count.sum()), most))
    for group in groups(lists, cells.window):
        found, name_size = _values(cells, group.to)
        values.add(found, name_size, data.read(found))
    return values.rows()


def _lists(cells: Cells, keys: KeyNodes) -> Lists:
    """The key values lists, as far as their cells reach and their bytes are not in use already."""
    count = keys.column("number_of_key_values").astype(np.int64)
    flagged = np.flatnonzero(keys.column("flags") & KEY_PREDEF_HANDLE)
    count[flagged[count[flagged] >= FIRST_HANDLE]] = 0
    having = np.flatnonzero(count)
    found = cells.follow(keys.references("key_values_list_offset", having), DATA, _LIST)
    said = count[found.key]
    count = np.minimum(said, found.room // WORD.itemsize)
    cells.faults.where(count < said, Fault.LIST_CUT, found.start, found.key, _LIST, expected=count, actual=said)
    granted = cells.claim(found, CELL_HEADER_SIZE + count * WORD.itemsize, _LIST)
    step = np.full(len(found), WORD.itemsize)
    return Lists(found.start + CELL_HEADER_SIZE, step, count, found.start, found.key).take(granted)


def _values(cells: Cells, to: References) -> tuple[Found, Ints]:
    """The values at these places that are sound and not in use already, and the sizes of their names."""
    found = cells.follow(to, KEY_VALUE, _WHAT, b"vk")
    said = found.record["name_length"].astype(np.int64)
    size = np.minimum(said, found.room + CELL_HEADER_SIZE - KEY_VALUE.itemsize)
    granted = cells.claim(found, KEY_VALUE.itemsize + size, _WHAT)
    found, size, said = found.take(granted), size[granted], said[granted]
    cells.faults.where(size < said, Fault.NAME_CUT, found.start, found.key, _WHAT, expected=size, actual=said)
    return found, size
