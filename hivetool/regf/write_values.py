"""Values: their lists, their records, and their data: in the record, in one cell, or as big data in segments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from hivetool.hive.columns import Columns, numbered
from hivetool.hive.spans import Ints, Spans

from . import layout, structs
from .constants import CELL_HEADER_SIZE, DATA_IN_OFFSET, SEGMENT_CELL_DATA, SEGMENT_SIZE, VALUE_COMP_NAME
from .layout import WORD
from .write_bins import CellGroup
from .write_bytes import Block, blank, field_offset, place, put, put_words
from .write_names import StoredNames

MAX_INLINE: Final = layout.KEY_VALUE["data_offset"].itemsize
"""Bytes of data that stand in the record, in the field for the offset of longer data."""


@dataclass(frozen=True, eq=False)
class Values:
    """The values of a hive, a row a value, sorted by where their data goes.

    ``inline`` are the rows with data in the record, ``plain`` those with a cell of their own, ``big`` those with
    big data; ``segments`` counts the segments of each big row. A missing datum has size 0 here.
    """

    columns: Columns
    names: StoredNames
    data: Spans
    inline: Ints
    plain: Ints
    big: Ints
    segments: Ints

    @property
    def count(self) -> Ints:
        """How many values each key has."""
        return np.diff(self.columns.first_value)

    @property
    def list_key(self) -> Ints:
        """The keys that have a list of values."""
        return np.flatnonzero(self.count)

    def cells(self) -> tuple[CellGroup, ...]:
        """Value lists, records, data, big data records, lists of segments, segments."""
        key = self.columns.values.key
        record = layout.KEY_VALUE.itemsize - CELL_HEADER_SIZE + self.names.size
        big = np.full(len(self.big), layout.BIG_DATA.itemsize - CELL_HEADER_SIZE)
        of_big, _ = numbered(self.segments)
        return (
            CellGroup(self.list_key, WORD.itemsize * self.count[self.list_key]),
            CellGroup(key, record),
            CellGroup(key[self.plain], self.data.size[self.plain]),
            CellGroup(key[self.big], big),
            CellGroup(key[self.big], WORD.itemsize * self.segments),
            CellGroup(key[self.big[of_big]], np.full(len(of_big), SEGMENT_CELL_DATA)),
        )

    def segment_spans(self) -> Spans:
        """The bytes of each segment."""
        of_big, number = numbered(self.segments)
        whole = self.data.take(self.big[of_big])
        done = SEGMENT_SIZE * number
        return Spans(whole.buffer, whole.start + done, np.minimum(whole.size - done, SEGMENT_SIZE))

    def write(self, block: Block, at: ValueOffsets) -> None:
        """Everything at its offset."""
        first = np.repeat(
            at.values_list - WORD.itemsize * self.columns.first_value[self.list_key], self.count[self.list_key]
        )
        put_words(block, first + CELL_HEADER_SIZE + WORD.itemsize * np.arange(len(self.data)), at.value)
        self._write_records(block, at)
        buffers = self.columns.buffers
        place(block, at.data + CELL_HEADER_SIZE, self.data.take(self.plain), buffers)

        records = blank(layout.BIG_DATA, _EMPTY_BIG_DATA, len(self.big))
        records["number_of_segments"] = self.segments
        records["offset_of_list_of_segments"] = at.segments_list
        put(block, at.big_data, records)
        of_big, number = numbered(self.segments)
        put_words(block, at.segments_list[of_big] + CELL_HEADER_SIZE + WORD.itemsize * number, at.segment)
        place(block, at.segment + CELL_HEADER_SIZE, self.segment_spans(), buffers)

    def _write_records(self, block: Block, at: ValueOffsets) -> None:
        records = blank(layout.KEY_VALUE, _EMPTY_VALUE, len(self.data))
        records["name_length"] = self.names.size
        records["data_size"] = self.data.size
        records["data_size"][self.inline] |= DATA_IN_OFFSET
        records["data_offset"][self.plain] = at.data
        records["data_offset"][self.big] = at.big_data
        records["data_type"] = self.columns.values.type
        records["flags"] = np.where((self.names.count > 0) & ~self.names.wide, VALUE_COMP_NAME, 0)
        in_field = records.itemsize * self.inline + field_offset(records.dtype, "data_offset")
        place(records.view(np.uint8), in_field, self.data.take(self.inline), self.columns.buffers)
        put(block, at.value, records)
        self.names.write(block, at.value + records.itemsize)


@dataclass(frozen=True, eq=False)
class ValueOffsets:
    """Where the cells of :meth:`Values.cells` stand, in the same order."""

    values_list: Ints
    value: Ints
    data: Ints
    big_data: Ints
    segments_list: Ints
    segment: Ints


_EMPTY_VALUE = structs.KeyValue.build(
    {"data_size": 0, "data_offset": 0, "data_type": 0, "flags": 0, "value_name_string": b""}
)
_EMPTY_BIG_DATA = structs.BigData.build({"number_of_segments": 0, "offset_of_list_of_segments": 0})


def stored_values(columns: Columns, names: StoredNames) -> Values:
    """The values of a hive and where the data of each goes."""
    given = columns.values.data
    data = Spans(given.buffer, given.start, np.maximum(given.size, 0))
    inline = data.size <= MAX_INLINE
    big = data.size > SEGMENT_SIZE
    return Values(
        columns,
        names,
        data,
        np.flatnonzero(inline),
        np.flatnonzero(~inline & ~big),
        np.flatnonzero(big),
        -(-data.size[big] // SEGMENT_SIZE),
    )
