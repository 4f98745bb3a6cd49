from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import HivetoolError
from hivetool.observed.decoding import decoded
from hivetool.observed.errors import UnreadableStates
from hivetool.observed.faults import Faults

TEXT = '"Name","State"\r\n"Zürich","Online"\r\n'
READ = TEXT.replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_what_powershell_writes(data: bytes, encoding: str) -> None:
    faults = Faults()
    assert decoded(data, None, faults) == (READ, encoding)
    assert faults.problems() == ()


def test_a_code_page_is_guessed_and_told() -> None:
    faults = Faults()
    assert decoded(TEXT.encode("cp1252"), None, faults) == (READ, "cp1252")
    (problem,) = faults.problems()
    assert (problem.code, problem.at.line) == ("observed-encoding", 2)
    assert decoded(b"a,\x81\xff", None, Faults()).text == "a,\ufffdÿ"


def test_what_is_asked_for_counts_below_a_mark() -> None:
    faults = Faults()
    assert decoded("Żółw".encode("cp1250"), "cp1250", faults).text == "Żółw"
    assert decoded(codecs.BOM_UTF8 + "Żółw".encode(), "cp1250", faults).text == "Żółw"
    assert faults.problems() == ()


def test_half_a_character_and_lone_surrogates_survive() -> None:
    assert decoded(codecs.BOM_UTF16_LE + b"a\0\x00\xd8b\0c", None, Faults()).text == "a\ud800b"


@pytest.mark.parametrize(
    ("data", "encoding", "told"),
    [
        (b"a\nb\xff", "ascii", "line 2, column 2: the byte 0xff is not ascii"),
        (b"a", "no-such", "there is no encoding 'no-such'"),
        (codecs.BOM_UTF8 + b"\xff", None, "line 1, column 1: the byte 0xff is not utf-8"),
        (b"a", "punycode", "there is no encoding"),
    ],
)
def test_what_cannot_be_decoded(data: bytes, encoding: str | None, told: str) -> None:
    with pytest.raises(UnreadableStates) as caught:
        decoded(data, encoding, Faults())
    assert told in str(caught.value)


@given(st.binary(max_size=80), st.sampled_from([None, "cp1252", "utf-7", "utf-32", "shift_jis", "hz", "utf-16"]))
def test_any_bytes_are_text_or_refused(data: bytes, encoding: str | None) -> None:
    try:
        text = decoded(data, encoding, Faults()).text
    except HivetoolError:
        return
    assert "\r" not in text
