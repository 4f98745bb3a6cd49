from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.spans import Names, Spans, joined, packed_names
from hivetool.hive.upcase import upcase
from hivetool.regf import write_names
from hivetool.regf.write_names import StoredNames, stored_names
from tests.trees import names, patient


def stored(*texts: str) -> StoredNames:
    data, spans = packed_names(texts, 0)
    return stored_names(spans, (data,))


def as_bytes(found: StoredNames) -> list[bytes]:
    """The names as they are written, one after the other."""
    ends = np.cumsum(found.size)
    block = np.zeros(int(found.size.sum()), np.uint8)
    found.write(block, ends - found.size)
    data = block.tobytes()
    return [data[end - size : end] for end, size in zip(ends.tolist(), found.size.tolist(), strict=True)]


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


def test_many_long_names_are_taken_in_groups_of_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"€{number:03}" for number in range(100)] + [f"n{number:03}" for number in range(100)]
    whole = stored(*texts)
    monkeypatch.setattr(write_names, "MOST_UNITS", 40)
    parts = stored(*texts)
    assert len(parts.groups) == 20
    assert max(group.units.size for group in parts.groups) == 40
    assert as_bytes(parts) == as_bytes(whole)
    assert parts.sort_keys().tolist() == whole.sort_keys().tolist()
    assert parts.hashes().tolist() == whole.hashes().tolist()
    assert parts.holding(ord("€")).tolist() == list(range(100))


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
    assert stored(*texts).sort_keys().tolist() == [upcase(text).encode("utf-16-be", "surrogatepass") for text in texts]


def test_names_are_grouped_by_length_and_by_how_they_are_stored() -> None:
    found = stored("ab", "", "ж", "cd", "x", "жж", "ÿ")
    groups = [(group.rows.tolist(), group.units.tolist(), group.units.itemsize) for group in found.groups]
    assert sorted(groups) == [
        ([0, 3], [[97, 98], [99, 100]], 1),
        ([2], [[0x436]], 2),
        ([4, 6], [[120], [255]], 1),
        ([5], [[0x436, 0x436]], 2),
    ]
    assert found.wide.tolist() == [False, False, True, False, False, True, False]


def test_names_come_from_every_buffer() -> None:
    spans = Names.of(Spans.build([0, 1, 0, 2], [2, 1, 2, 2], [0, 1, 0, 1]), [False, False, True, True])
    assert as_bytes(stored_names(spans, (b"ab", b"xyzz"))) == [
        b"ab",
        b"y",
        "扡".encode("utf-16-le"),
        "空".encode("utf-16-le"),
    ]


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
