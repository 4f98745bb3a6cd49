from __future__ import annotations

import numpy as np

from hivetool.regf.window import Window

PAIR = np.dtype([("a", "u1"), ("b", "<u2")])


def test_records_are_gathered_from_any_offset_in_any_order() -> None:
    window = Window(bytes(range(16)))
    found = window.records(PAIR, np.array([13, 0, 1, 0]))
    assert found.tolist() == [(13, 0x0F0E), (0, 0x0201), (1, 0x0302), (0, 0x0201)]


def test_no_record_is_no_trouble() -> None:
    none = np.zeros(0, np.int64)
    assert len(Window(b"").records(PAIR, none)) == 0
    assert len(Window(b"ab").records(PAIR, none)) == 0
    assert Window(bytes(8)).records(PAIR, none).dtype == PAIR


def test_words_are_little_endian() -> None:
    window = Window(bytes(range(11)))  # the last three bytes are no word
    assert window.words(np.array([4, 0])).tolist() == [0x07060504, 0x03020100]
