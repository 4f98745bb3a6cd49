from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.spans import Names, Spans, joined, packed_names, read_only


def test_rows_are_cut_from_their_buffers() -> None:
    spans = Spans.build([0, 1, 2], [2, 2, -1], [0, 1, 0])
    buffers = (b"abc", b"xyz")
    assert [spans.one(buffers, row) for row in range(3)] == [b"ab", b"yz", None]
    assert spans.all(buffers) == [b"ab", b"yz", b""]
    assert spans.take(np.array([1, 0])).all(buffers) == [b"yz", b"ab"]


def test_one_buffer_is_the_common_case() -> None:
    assert Spans.build([3, 0], [2, 3]).all((b"abcde",)) == [b"de", b"abc"]
    assert Spans.build([], []).all(()) == []


def test_nothing_is_not_the_same_as_empty() -> None:
    assert Spans.none(1).one((b"",), 0) is None
    assert Spans.build([0], [0]).one((b"",), 0) == b""


def test_narrow_names_are_the_first_256_characters_of_unicode() -> None:
    data = bytes(range(0x80, 0xA0))
    names = Names.of(Spans.build([0], [32]), False)
    assert names.text((data,), 0) == "".join(chr(code) for code in range(0x80, 0xA0))
    assert names.texts((data,)) == [names.text((data,), 0)]


def test_narrow_and_wide_names_stand_side_by_side() -> None:
    data = b"abc" + "é€".encode("utf-16-le") + b"\x00\xd8" + b"z"
    names = Names.of(Spans.build([0, 3, 7, 9], [3, 4, 2, 1]), [False, True, True, False])
    assert names.texts((data,)) == ["abc", "é€", "\ud800", "z"]


def test_names_with_nuls_in_them_stay_whole() -> None:
    narrow = Names.of(Spans.build([0, 4, 5], [4, 1, 0]), False)
    assert narrow.texts((b"a\0b\0c",)) == ["a\0b\0", "c", ""]
    wide = Names.of(Spans.build([0, 6], [6, 2]), True)
    assert wide.texts(("a\0bc".encode("utf-16-le"),)) == ["a\0b", "c"]


def test_one_table_behind_the_other() -> None:
    first, second = Names.of(Spans.build([0], [1]), False), Names.of(Spans.build([1], [2]), True)
    assert first.and_then(second).texts((b"ab\0",)) == ["a", "b"]


def test_half_a_character_at_the_end_is_left_out() -> None:
    names = Names.of(Spans.build([0], [3]), True)
    assert names.text((b"a\0b",), 0) == "a"
    assert names.texts((b"a\0b",)) == ["a"]


def test_read_only() -> None:
    array = read_only(np.zeros(1))
    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


@given(st.lists(st.binary(max_size=9)))
def test_joined_parts_come_back(parts: list[bytes]) -> None:
    data, start, size = joined(parts)
    assert Spans.build(start, size).all((data,)) == parts


@given(st.lists(st.text(max_size=9)))
def test_packed_names_come_back(texts: list[str]) -> None:
    data, names = packed_names(texts, 1)
    assert names.texts((b"", data)) == texts
    assert [names.text((b"", data), row) for row in range(len(texts))] == texts
