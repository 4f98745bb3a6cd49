from __future__ import annotations

import codecs

import pytest

from hivetool.hive.location import Location
from hivetool.regtext.decoding import BLOCK, codec_name, decoded, lines_of, place
from hivetool.regtext.errors import NoHeader, UnreadableText
from hivetool.regtext.faults import FaultList
from tests.regtext.writing import HEADER


def text_of(data: bytes, encoding: str | None = None) -> tuple[str, str, list[str]]:
    faults = FaultList()
    text, name = decoded(data, encoding, faults)
    return text, name, [f"{problem.code} {problem.at}" for problem in faults.problems([])]


@pytest.mark.parametrize(
    ("data", "encoding", "text", "name"),
    [
        (codecs.BOM_UTF16_LE + "aé\ud800".encode("utf-16-le", "surrogatepass"), None, "aé\ud800", "utf-16-le"),
        (b"abc", None, "abc", "utf-8"),
        (codecs.BOM_UTF8 + b"abc", None, "abc", "utf-8"),
        (codecs.BOM_UTF8 + b"abc", "cp1252", "abc", "utf-8"),
        (codecs.BOM_UTF16_LE + b"a\0", "cp1252", "a", "utf-16-le"),
        (b"\xe9", "cp1252", "é", "cp1252"),
        (b"\x82\xa0", "shift_jis", "あ", "shift_jis"),
        (b"a\0b\0", "utf-16-le", "ab", "utf-16-le"),
        (b"\0a\0b", "utf-16-be", "ab", "utf-16-be"),
        (codecs.BOM_UTF16_BE + b"\0a", "UTF-16BE", "a", "utf-16-be"),
        (codecs.BOM_UTF16_BE + b"\0a", "utf-16", "a", "utf-16-be"),
        (b"abc", "utf-8-sig", "abc", "utf-8"),
        (b"", None, "", "utf-8"),
    ],
)
def test_a_mark_decides_then_the_caller_then_utf8(data: bytes, encoding: str | None, text: str, name: str) -> None:
    assert text_of(data, encoding) == (text, name, [])


@pytest.mark.parametrize("encoding", [None, "utf-8"])
def test_utf8_beyond_ascii_is_read_with_a_warning(encoding: str | None) -> None:
    assert text_of("ab\r\ncdé é".encode(), encoding) == (
        "ab\ncdé é",
        "utf-8",
        ["reg-utf8 line 2, column 3"],
    )


def test_half_a_character_at_the_end() -> None:
    data = codecs.BOM_UTF16_LE + "a\r\nbc".encode("utf-16-le") + b"x"
    assert text_of(data) == ("a\nbc", "utf-16-le", ["reg-odd-size line 2, column 3"])


def test_bytes_that_are_not_utf8_ask_for_a_code_page() -> None:
    with pytest.raises(UnreadableText) as caught:
        text_of(f"{HEADER}\r\n\r\n".encode() + b'"caf\xe9"=-')
    assert caught.value.at == Location(line=3, column=5)
    assert "byte 0xe9 is not utf-8" in caught.value.reason
    assert "--encoding cp1252" in caught.value.reason


def test_bytes_that_are_not_utf8_and_no_reg_file_are_called_that() -> None:
    with pytest.raises(NoHeader, match=r"not a \.reg file"):
        text_of(b"\x7fELF\xff\xff")


def test_bytes_that_the_chosen_encoding_lacks() -> None:
    with pytest.raises(UnreadableText) as caught:
        text_of(b"ab\x81", "cp1252")
    assert caught.value.at == Location(line=1, column=3)
    assert str(caught.value).endswith("the byte 0x81 is not cp1252")


def test_utf16be_and_unmarked_utf16le_say_what_to_do() -> None:
    with pytest.raises(UnreadableText, match=r"UTF-16BE.*--encoding utf-16-be"):
        text_of(codecs.BOM_UTF16_BE + HEADER.encode("utf-16-be"))
    with pytest.raises(UnreadableText, match=r"without its byte order mark.*--encoding utf-16-le"):
        text_of(HEADER.encode("utf-16-le"))


@pytest.mark.parametrize("encoding", ["nonsense", "hex", "zlib", "idna", "punycode", "unicode_escape", "a\0b", "", "é"])
def test_what_is_no_encoding(encoding: str) -> None:
    with pytest.raises(UnreadableText, match="there is no encoding") as caught:
        codec_name(encoding)
    assert str(caught.value).isprintable()


def test_codec_name_is_pythons_own() -> None:
    assert [codec_name(None), codec_name("latin1"), codec_name("CP1252")] == [None, "iso8859-1", "cp1252"]


def test_all_line_ends_become_one() -> None:
    assert text_of(b"a\r\nb\rc\nd\r\r\ne")[0] == "a\nb\nc\nd\n\ne"


def test_no_other_character_ends_a_line() -> None:
    text = "a\x0b\x0c\x1c\x85\u2028b"
    assert list(lines_of(text)) == [text]


def test_lines_across_blocks() -> None:
    lines = ["x" * 1000] * (BLOCK // 500) + ["last"]
    assert list(lines_of("\n".join(lines))) == lines
    assert list(lines_of("a\n")) == ["a", ""]


def test_place_counts_from_one() -> None:
    assert place("ab\ncd", 0) == Location(line=1, column=1)
    assert place("ab\ncd", 4) == Location(line=2, column=2)
    assert place("ab\ncd", 5) == Location(line=2, column=3)
