"""Where the data of key values stands: in the value itself, in a cell of its own, or in segments."""

from __future__ import annotations

import numpy as np

from hivetool.hive.spans import NOT_STORED, Ints, Spans

from .big_data import BIG_DATA_BUFFER, Joined, is_big, read_big_data
from .cells import Cells, Found, References
from .constants import CELL_HEADER_SIZE, DATA_IN_OFFSET
from .faults import Fault
from .layout import DATA, KEY_VALUE, WORD

_WHAT = "value data cell"
_FIELD = KEY_VALUE.fields["data_offset"][1] if KEY_VALUE.fields else 0


class DataReader:
    """Finds the data of values group by group; ``joined`` gathers what has to be put together from segments."""

    def __init__(self, cells: Cells, minor_version: int) -> None:
        self.joined = Joined()
        self._cells = cells
        self._minor_version = minor_version

    def read(self, values: Found) -> Spans:
        """The data of these values (as found by :mod:`values`): buffer 0 is the file, buffer 1 ``joined``."""
        raw = values.record["data_size"].astype(np.int64)
        size = raw & ~DATA_IN_OFFSET
        inline = raw != size
        start = values.start + _FIELD
        buffer = np.zeros(len(values), np.uint8)
        large = inline & (size > WORD.itemsize)
        self._cells.faults.where(large, Fault.INLINE_SIZE, values.start, values.key, actual=size)
        size[large] = WORD.itemsize

        apart = np.flatnonzero(~inline & (size > 0))
        to = References(values.record["data_offset"][apart], values.key[apart], values.start, apart)
        buffer[apart], start[apart], size[apart] = self._apart(to, size[apart])
        return Spans(buffer, start, size)

    def _apart(self, to: References, said: Ints) -> tuple[Ints, Ints, Ints]:
        """Buffer, start and size of data that stands outside its value, ``said`` bytes of it."""
        buffer = np.zeros(len(to), np.int64)
        start = np.zeros(len(to), np.int64)
        size = np.full(len(to), NOT_STORED)
        found = self._cells.follow(to, DATA, _WHAT)
        big = is_big(self._cells.window, found, said[found.row], self._minor_version)
        if big.any():
            chosen = found.take(big)
            rows = chosen.row
            start[rows], size[rows] = read_big_data(self._cells, to.take(rows), said[rows], self.joined)
            buffer[rows] = BIG_DATA_BUFFER
            found = found.take(~big)
        there = np.minimum(said[found.row], found.room)
        granted = self._cells.claim(found, CELL_HEADER_SIZE + there, _WHAT)
        found, there = found.take(granted), there[granted]
        said = said[found.row]
        self._cells.faults.where(there < said, Fault.DATA_CUT, found.start, found.key, "", there, said)
        start[found.row], size[found.row] = found.start + CELL_HEADER_SIZE, there
        return buffer, start, size
