from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.spans import Spans
from hivetool.regf import layout, structs
from hivetool.regf.write_bytes import blank, by_number, by_size, field_offset, place, put, put_words, windows
from tests.trees import patient


def test_a_window_writes_records_at_any_byte() -> None:
    block = np.zeros(9, np.uint8)
    windows(block, "<u4")[np.array([1, 5])] = [0x04030201, 0xFF]
    assert block.tolist() == [0, 1, 2, 3, 4, 0xFF, 0, 0, 0]


def test_a_block_too_short_for_a_record_has_no_window() -> None:
    assert len(windows(np.zeros(3, np.uint8), "<u4")) == 0


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 20), st.integers(-1, 10)), max_size=20))
@patient
def test_place_copies_each_row_to_its_place(rows: list[tuple[int, int, int]]) -> None:
    buffers = (bytes(range(30)), bytes(range(100, 130)))
    spans = Spans.build([row[1] for row in rows], [row[2] for row in rows], [row[0] for row in rows])
    block = np.zeros(12 * len(rows), np.uint8)
    place(block, 12 * np.arange(len(rows)), spans, buffers)
    expected = b"".join((spans.one(buffers, row) or b"").ljust(12, b"\0") for row in range(len(rows)))
    assert block.tobytes() == expected


def test_put_writes_whole_records_at_any_byte() -> None:
    block = np.zeros(14, np.uint8)
    put(block, np.array([9, 1]), np.array([(1, 0x302), (4, 0x605)], [("a", "u1"), ("b", "<u2")]))
    assert block.tolist() == [0, 4, 5, 6, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0]


def test_put_words_writes_little_endian_numbers_signed_or_not() -> None:
    block = np.zeros(12, np.uint8)
    put_words(block, np.array([8, 0]), np.array([-8, 0xFFFFFFFE]))
    assert block.tolist() == [0xFE, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, 0xF8, 0xFF, 0xFF, 0xFF]


@pytest.mark.parametrize("large", [7, 0xFFFF, 0x10000, 1 << 40])
def test_rows_of_a_size_ascend_and_empty_ones_are_left_out(large: int) -> None:
    found = [(rows.tolist(), size) for rows, size in by_size(np.array([3, 0, large, 3, -1, large, 1]))]
    assert found == [([6], 1), ([0, 3], 3), ([2, 5], large)]
    assert list(by_size(np.array([0, -1]))) == []
    assert list(by_size(np.zeros(0, np.int64))) == []


def test_rows_by_number() -> None:
    found = [(number, rows.tolist()) for number, rows in by_number(np.array([2, 0, 2], np.uint8))]
    assert found == [(0, [1]), (2, [0, 2])]


def test_blank_records_hold_what_the_declaration_says() -> None:
    built = structs.BigData.build({"number_of_segments": 3, "offset_of_list_of_segments": 0x20})
    records = blank(layout.BIG_DATA, built, 2)
    assert records["cell_size"].tolist() == [0, 0]
    assert records["signature"].tolist() == [b"db", b"db"]
    assert records["number_of_segments"].tolist() == [3, 3]


def test_fields_stand_where_the_specification_says() -> None:
    # the data offset is 8 bytes into a key value, which follows the 4 bytes of its cell's size
    assert field_offset(layout.KEY_VALUE, "data_offset") == 12
