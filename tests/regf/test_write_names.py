from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.spans import Names, Spans, joined, packed_names
from hivetool.hive.upcase import upcase
from hivetool.regf.write_names import StoredNames, stored_names
from tests.trees import names, patient


def stored(*texts: str) -> StoredNames:
    data, spans = packed_names(texts, 0)
    return stored_names(spans, (data,))


def as_bytes(found: StoredNames) -> list[bytes]:
    return found.spans.all([bytes(buffer) for buffer in found.buffers])


@given(st.lists(st.just("") | names(60), max_size=8))
@patient
def test_names_are_narrow_where_they_can_be(texts: list[str]) -> None:
    def one(text: str) -> bytes:
        try:
            return text.encode("latin-1")
        except UnicodeEncodeError:
            return text.encode("utf-16-le", "surrogatepass")

    found = stored(*texts)
    assert as_bytes(found) == [one(text) for text in texts]
    assert found.size.tolist() == [len(one(text)) for text in texts]


@given(st.lists(st.text(st.characters(max_codepoint=0xFF), max_size=9), max_size=8))
@patient
def test_both_forms_give_the_same_names(texts: list[str]) -> None:
    data, start, size = joined([text.encode("latin-1") for text in texts])
    narrow = stored_names(Names.of(Spans.build(start, size), False), (data,))
    assert as_bytes(narrow) == as_bytes(stored(*texts))


def test_half_a_unit_at_the_end_is_left_out() -> None:
    found = stored_names(Names.of(Spans.build([0], [3]), True), (b"a\0b",))
    assert as_bytes(found) == [b"a"]


def test_nothing_stored_is_an_empty_name() -> None:
    found = stored_names(Names.of(Spans.none(2), [True, False]), (b"",))
    assert as_bytes(found) == [b"", b""]
    assert found.hashes().tolist() == [0, 0]


@given(st.lists(names(30), max_size=8))
@patient
def test_sort_keys_are_capitals_by_code_units(texts: list[str]) -> None:
    assert stored(*texts).sort_keys() == [upcase(text).encode("utf-16-be", "surrogatepass") for text in texts]


def test_sums_are_of_capitals() -> None:
    assert stored("aBc", "", "\U00010410").sums().tolist() == [65 + 66 + 67, 0, 0xD801 + 0xDC10]
    assert stored("\uffff" * 16383).sums().tolist() == [16383 * 0xFFFF]


def test_sort_keys_of_some() -> None:
    assert stored("a", "b", "c").sort_keys_of(np.array([2, 0])) == [b"\0C", b"\0A"]


def test_hashes_by_hand() -> None:
    # (A * 37 + B) * 37 + C; 0x10410 is D801 DC10; the sharp s has no capital of its own
    expected = [(65 * 37 + 66) * 37 + 67, 65, 0xD801 * 37 + 0xDC10, 0xDF, 0]
    assert stored("aBc", "a", "\U00010410", "ß", "").hashes().tolist() == expected


def test_hashes_are_of_32_bits() -> None:
    expected = 0
    for _ in range(255):
        expected = (expected * 37 + ord("Z")) % 2**32
    assert stored("z" * 255).hashes().tolist() == [expected]


def test_holding_finds_the_names_with_a_unit() -> None:
    assert stored("", "a\\b", "", "ab", "\\", "\\\\", "").holding(ord("\\")).tolist() == [1, 4, 5]
