from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.decode import decoded, multi_text_data, text_data, whole_units
from hivetool.hive.errors import BadValueData
from hivetool.hive.location import Location

SZ, EXPAND, BINARY, DWORD, BIG, LINK, MULTI, QWORD = 1, 2, 3, 4, 5, 6, 7, 11


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (SZ, b"H\0i\0\0\0", "Hi"),
        (SZ, b"H\0i\0", "Hi"),
        (SZ, b"", ""),
        (SZ, b"a\0\0\0b\0\0\0\0\0", "a\0b"),
        (SZ, b"\x00\xd8", "\ud800"),
        (EXPAND, b"%\0", "%"),
        (LINK, b"x\0", "x"),
        (MULTI, b"1\0\0\x002\0\0\0\0\0", ["1", "2"]),
        (MULTI, b"1\0", ["1"]),
        (MULTI, b"1\0\0\0\0\x003\0\0\0\0\0", ["1", "", "3"]),
        (MULTI, b"\0\0", []),
        (MULTI, b"", []),
        (DWORD, b"\x01\x02\0\0", 0x201),
        (BIG, b"\0\0\x02\x01", 0x201),
        (QWORD, b"\xff" * 8, 2**64 - 1),
        (BINARY, b"\x01", b"\x01"),
        (0x20001, b"abc", b"abc"),
    ],
)
def test_by_type(kind: int, data: bytes, expected: object) -> None:
    assert decoded(kind, data) == expected


@pytest.mark.parametrize(
    ("kind", "data"), [(SZ, b"a"), (MULTI, b"abc"), (DWORD, b""), (DWORD, b"12345"), (BIG, b"1"), (QWORD, b"1234")]
)
def test_bytes_that_do_not_fit(kind: int, data: bytes) -> None:
    with pytest.raises(BadValueData) as caught:
        decoded(kind, data, Location("Groups", "Name", offset=0x20))
    assert str(caught.value).startswith("offset 0x20 Groups:Name: REG_")
    assert f"{len(data)} bytes" in str(caught.value)


@pytest.mark.parametrize(
    ("data", "text"), [(b"", ""), (b"x", ""), (b"a\0b", "a"), (b"a\0\0\0", "a\0"), (b"\0\xd8\xff", "\ud800")]
)
def test_whole_units_leaves_out_half_a_unit(data: bytes, text: str) -> None:
    assert whole_units(data) == text


@given(st.text().filter(lambda text: not text.endswith("\0")))
def test_text_comes_back(text: str) -> None:
    assert decoded(SZ, text_data(text)) == text


@given(st.lists(st.text(st.characters(exclude_characters="\0"), min_size=1)))
def test_texts_come_back(texts: list[str]) -> None:
    assert decoded(MULTI, multi_text_data(texts)) == texts
