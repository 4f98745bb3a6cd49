"""Key values: their names, and where their data stands."""

from __future__ import annotations

from hivetool.regf.big_data import BIG_DATA_BUFFER
from hivetool.regf.constants import BIG_DATA_MINOR, DATA_IN_OFFSET, NOWHERE, SEGMENT_SIZE
from hivetool.regf.faults import Faults
from hivetool.regf.layout import WORD
from hivetool.regf.write_limits import MAX_VALUE_NAME, repeated_values

from .subject import Subject
from .table import Check


def check_value_names(subject: Subject, faults: Faults) -> None:
    """No two values of a key have one name, and each is stored as short as it can be, and short enough."""
    values, names = subject.columns.values, subject.value_names
    again = repeated_values(subject.columns, names.hashes())
    faults.add(Check.DUPLICATE_VALUE, values.place[again], key=values.key[again])
    odd = subject.oddly_stored(values.name, names)
    faults.where(odd, Check.VALUE_NAME_FLAG, values.place, values.key)
    most = f"at most {MAX_VALUE_NAME}"
    faults.where(names.count > MAX_VALUE_NAME, Check.VALUE_NAME, values.place, values.key, "", most, names.count)
    flagged = (values.name.size == 0) & ~values.name.wide
    faults.where(flagged, Check.DEFAULT_FLAG, values.place, values.key, expected="0x0", actual=subject.values["flags"])


def check_data(subject: Subject, faults: Faults) -> None:
    """Small data in the key value, none without an offset, large data in segments."""
    values, records = subject.columns.values, subject.values
    size, offset = records["data_size"], records["data_offset"]
    inline = size & DATA_IN_OFFSET != 0
    small = ~inline & (size > 0) & (size <= WORD.itemsize)
    faults.where(small, Check.NOT_INLINE, values.place, values.key, actual=size)
    empty = (size == 0) & (offset != NOWHERE) & (offset != 0)
    faults.where(empty, Check.EMPTY_DATA, values.place, values.key, expected=f"0x{NOWHERE:x}", actual=offset)
    if subject.survey.base.minor_version >= BIG_DATA_MINOR:
        whole = ~inline & (size > SEGMENT_SIZE) & (values.data.buffer != BIG_DATA_BUFFER) & (values.data.size > 0)
        faults.where(whole, Check.NO_BIG_DATA, values.place, values.key, actual=size)
