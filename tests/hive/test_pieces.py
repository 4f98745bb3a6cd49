from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive import pieces
from hivetool.hive.pieces import LARGEST, LEAST, REPEATED, byte_pieces, different, text_pieces


def places(parts: list[bytes]) -> tuple[bytes, np.ndarray, np.ndarray]:
    sizes = np.array([len(part) for part in parts], np.int64)
    return b"".join(parts), np.cumsum(sizes) - sizes, sizes


PARTS = st.lists(st.binary(max_size=3) | st.sampled_from([b"", b"abcd", b"a\0\0b", bytes(9)]), max_size=6 * LEAST)


@given(PARTS)
def test_bytes_come_back_whatever_their_sizes(parts: list[bytes]) -> None:
    assert byte_pieces(*places(parts)) == parts


@given(st.lists(st.text(max_size=4) | st.sampled_from(["abcd", "a\0bc", "€uro", "\ud800"]), max_size=6 * LEAST))
def test_wide_names_come_back(texts: list[str]) -> None:
    assert text_pieces(*places([text.encode("utf-16-le", "surrogatepass") for text in texts]), 2) == texts


@given(PARTS)
def test_narrow_names_are_the_first_256_characters(parts: list[bytes]) -> None:
    assert text_pieces(*places(parts), 1) == [part.decode("latin-1") for part in parts]


@pytest.mark.parametrize("count", [LEAST - 1, LEAST, REPEATED, 3 * REPEATED])
def test_many_of_one_size_are_made_in_any_number(count: int) -> None:
    parts = [b"%07d" % (number % 1000) for number in range(count)]
    assert byte_pieces(*places(parts)) == parts
    assert text_pieces(*places(parts), 1) == [part.decode() for part in parts]


def test_half_a_character_is_left_out_in_any_number() -> None:
    for count in (1, LEAST, REPEATED):
        assert text_pieces(*places([b"a\0b"] * count), 2) == ["a"] * count


def test_equal_names_are_one_object() -> None:
    names = text_pieces(*places([b"Persistent", b"StateOfAll"] * REPEATED), 1)
    assert {id(name) for name in names} == {id(names[0]), id(names[1])}


def test_names_that_share_a_slot_stay_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_ODD", np.uint64(0))  # every name falls into slot 0
    parts = [b"name %04d" % (number % 7) for number in range(2 * REPEATED)]
    assert text_pieces(*places(parts), 1) == [part.decode() for part in parts]


def test_large_pieces_are_cut_one_by_one() -> None:
    parts = [bytes([number]) * (LARGEST + number % 3) for number in range(LEAST + 2)]
    assert byte_pieces(*places(parts)) == parts


@given(st.lists(st.integers(0, 9)))
def test_numbers_once_each_and_ascending(numbers: list[int]) -> None:
    assert different(np.array(numbers, np.int64)).tolist() == sorted(set(numbers))


def test_nothing_of_nothing() -> None:
    none = np.zeros(0, np.int64)
    assert byte_pieces(b"", none, none) == []
    assert text_pieces(b"", np.array([0]), np.array([0]), 1) == [""]
