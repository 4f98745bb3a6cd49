from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.regtext.faults import Fault, Unreadable
from hivetool.regtext.lexis import check_rest, dword, hex_line, plain_hex, quoted, skip_blanks


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ('"plain"', "plain"),
        ('""', ""),
        (r'"C:\\Windows\\"', "C:\\Windows\\"),
        (r'"say \"yes\""', 'say "yes"'),
        (r'"two\r\nlines"', "two\r\nlines"),
        (r'"\\n is no line end"', "\\n is no line end"),
        (r'"\\\\server"', "\\\\server"),
        ('"a;b#c=d]"', "a;b#c=d]"),
        ('"tab\there, nul\0here"', "tab\there, nul\0here"),
    ],
)
def test_escapes_and_everything_else_as_it_stands(line: str, text: str) -> None:
    assert quoted(line, 0, Fault.STRING_END) == (text, len(line), -1)


def test_a_quoted_text_may_begin_and_end_within_the_line() -> None:
    assert quoted('xx"a" rest', 2, Fault.STRING_END) == ("a", 5, -1)


def test_an_unknown_escape_keeps_its_character_and_says_where() -> None:
    assert quoted(r'"C:\\a\bin\c"', 0, Fault.STRING_END) == (r"C:\abinc", 13, 6)


@pytest.mark.parametrize(
    ("line", "fault", "at"),
    [
        ('"open', Fault.STRING_END, 5),
        (r'"open\"', Fault.STRING_END, 7),
        ('"open\\', Fault.ESCAPE, 5),
        ('"open\\\\\\', Fault.ESCAPE, 7),
        ('"open\\\\', Fault.STRING_END, 7),
        (r'"a\0b"', Fault.ESCAPE, 2),
        (r'"a\\\0"', Fault.ESCAPE, 4),
    ],
)
def test_texts_that_are_not_closed_or_hold_a_bad_escape(line: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        quoted(line, 0, Fault.STRING_END)
    assert (caught.value.fault, caught.value.at) == (fault, at)


@settings(deadline=None)
@given(st.text(st.sampled_from('\\"nr0aé')), st.sampled_from([Fault.STRING_END, Fault.VALUE_NAME]))
def test_quoted_undoes_escaping(text: str, unended: Fault) -> None:
    line = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert quoted(line, 0, unended) == (text, len(line), -1)


@pytest.mark.parametrize("rest", ["", "  ", "\t;comment", ";", " ; a # b"])
def test_blanks_and_a_comment_may_follow(rest: str) -> None:
    check_rest("xx" + rest, 2)


@pytest.mark.parametrize(("rest", "at"), [("#", 2), ("  # no", 4), ('"', 2), ("\x0b", 2)])
def test_nothing_else_may_follow(rest: str, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        check_rest("xx" + rest, 2)
    assert (caught.value.fault, caught.value.at) == (Fault.VALUE_REST, at)


@pytest.mark.parametrize(
    ("digits", "number"),
    [("0", 0), ("1", 1), ("4444", 0x4444), ("ffffFFFF", 0xFFFFFFFF), ("  12", 0x12), ("1234;5678", 0x1234)],
)
def test_dwords(digits: str, number: int) -> None:
    assert dword("dword:" + digits, 6) == number.to_bytes(4, "little")


@pytest.mark.parametrize(
    ("digits", "fault", "at"),
    [
        ("", Fault.DWORD, 6),
        ("hello", Fault.DWORD, 6),
        ("123456789", Fault.DWORD, 14),
        ("0x123", Fault.DWORD, 7),
        ("12345678abc", Fault.DWORD, 14),
        ("1234\\", Fault.DWORD, 10),
        ("3#comment", Fault.DWORD, 7),
        ("123 456", Fault.VALUE_REST, 10),
        ("4 #comment", Fault.VALUE_REST, 8),
        (";5", Fault.DWORD, 6),
    ],
)
def test_no_dwords(digits: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        dword("dword:" + digits, 6)
    assert (caught.value.fault, caught.value.at) == (fault, at)


@pytest.mark.parametrize(
    ("run", "data"),
    [
        ("", b""),
        ("ff", b"\xff"),
        ("0a,0B", b"\n\x0b"),
        ("0a,0b,", b"\n\x0b"),
        ("1,22", None),
        ("1122,33", None),
        ("11,,22", None),
        (",11", None),
        ("11, ,22,", None),
        ("11,  ,22", None),
        ("112,3", None),
    ],
)
def test_the_short_way_takes_two_digits_and_one_comma_only(run: str, data: bytes | None) -> None:
    assert plain_hex(run) == data


@settings(deadline=None)
@given(st.text(st.sampled_from("0aF, "), max_size=12))
def test_the_short_way_never_differs_from_reading_piece_by_piece(run: str) -> None:
    data = plain_hex(run)
    if data is not None:
        assert run.removesuffix(",") == run.removesuffix(",").replace(" ", "")
        pieces = run.removesuffix(",").split(",") if run else []
        assert [len(piece) for piece in pieces] == [2] * len(data)
        assert data == bytes(int(piece, 16) for piece in pieces)


@pytest.mark.parametrize(
    ("line", "data", "more"),
    [
        ("", b"", False),
        (";comment", b"", False),
        ("1,2,33", b"\x01\x02\x33", False),
        ("11,22, ;c", b"\x11\x22", False),
        ("11,22,\\", b"\x11\x22", True),
        ("11,22,  \\  ; c", b"\x11\x22", True),
        ("11,22,\t\\", b"\x11\x22", True),
        ("\\", b"", True),
        ("  11, 2,\t33  ", b"\x11\x02\x33", False),
    ],
)
def test_hex_lines(line: str, data: bytes, more: bool) -> None:
    assert hex_line(line, 0, first=True) == (data, more)


@pytest.mark.parametrize(
    ("line", "fault", "at"),
    [
        ("11,2g", Fault.HEX_BYTE, 4),
        ("11,22 #c", Fault.HEX_BYTE, 6),
        ("11,100,22", Fault.HEX_BYTE, 5),
        ("11,,22", Fault.HEX_COMMA, 3),
        (",11", Fault.HEX_COMMA, 0),
        ("11,22 ,33", Fault.HEX_COMMA, 6),
        ("11 22", Fault.HEX_COMMA, 3),
        ("11,22\\", Fault.HEX_BACKSLASH, 5),
        ("11,22  \\ ;c", Fault.HEX_BACKSLASH, 7),
        ("11,\\22", Fault.HEX_BACKSLASH, 3),
        ("11,\\\\", Fault.HEX_BACKSLASH, 3),
        ("11,22,\\#c", Fault.HEX_BACKSLASH, 6),
        ("11,22,/", Fault.HEX_BYTE, 6),
        (",\\", Fault.HEX_COMMA, 0),
    ],
)
def test_no_hex_lines(line: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        hex_line(line, 0, first=True)
    assert (caught.value.fault, caught.value.at) == (fault, at)


def test_a_backslash_alone_continues_nothing_but_the_first_line() -> None:
    with pytest.raises(Unreadable) as caught:
        hex_line("  \\", 0, first=False)
    assert (caught.value.fault, caught.value.at) == (Fault.HEX_BACKSLASH, 2)


def test_skip_blanks_knows_blank_and_tab_only() -> None:
    assert skip_blanks(" \t \x0bx", 0) == 3
    assert skip_blanks("x", 1) == 1


@pytest.mark.parametrize(
    "line", ["\\" * 1_000_001, "\\" * 1_000_000, "1," * 500_000 + "g", "," * 1_000_000, " " * 1_000_000 + "g"]
)
def test_a_megabyte_of_anything_takes_a_moment(line: str) -> None:
    begin = time.process_time()
    for read in (lambda: hex_line(line, 0, first=True), lambda: quoted('"' + line, 0, Fault.STRING_END)):
        with pytest.raises(Unreadable):
            read()
    assert time.process_time() - begin < 5
