"""Every rule for lines, with the place of every fault; what Windows does is from Wine's public tests."""

from __future__ import annotations

import pytest

from hivetool.hive.decode import text_data
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.regtext.edits import Edits
from hivetool.regtext.errors import NoHeader
from hivetool.regtext.faults import FaultList
from hivetool.regtext.rows import RowsBuilder
from hivetool.regtext.scan import scan
from tests.regtext.writing import HEADER

KEY = r"HKEY_LOCAL_MACHINE\C"
FIRST = (HEADER, f"[{KEY}]")


def scanned(*lines: str) -> tuple[tuple[Edit, ...], list[tuple[str, int | None, int | None]], int]:
    rows, faults = RowsBuilder(), FaultList()
    count = scan(iter(lines), rows, faults)
    found = [(problem.code, problem.at.line, problem.at.column) for problem in faults.problems([])]
    return tuple(Edits(rows.rows())), found, count.key_lines


def below_key(*lines: str) -> tuple[tuple[Edit, ...], list[tuple[str, int | None, int | None]]]:
    """What lines 3 and on give below a key line."""
    edits, found, _ = scanned(*FIRST, *lines)
    assert edits[0] == CreateKey(KEY)
    return edits[1:], found


def binary(name: str, data: bytes, kind: int = 3) -> SetValue:
    return SetValue(KEY, name, kind, data)


def string(name: str, text: str) -> SetValue:
    return SetValue(KEY, name, 1, text_data(text))


def test_every_kind_of_line() -> None:
    edits, found, count = scanned(
        HEADER,
        "; a comment",
        "",
        f"  [{KEY}]",
        '"s"="text"',
        '\t"d"=dword:0000000a ; ten',
        '"h"=hex(7):41,00,\\',
        "  00,00",
        '@="default"',
        '"gone"=-',
        "# no comment, but ignored by Windows too",
        "   ;comment",
        HEADER,
        rf"[-{KEY}\x]",
    )
    assert found == []
    assert count == 2
    assert edits == (
        CreateKey(KEY),
        string("s", "text"),
        binary("d", b"\x0a\0\0\0", 4),
        binary("h", b"A\0\0\0", 7),
        string("", "default"),
        DeleteValue(KEY, "gone"),
        DeleteKey(rf"{KEY}\x"),
    )


def test_the_header_comes_first() -> None:
    with pytest.raises(NoHeader):
        scanned("", HEADER)
    with pytest.raises(NoHeader):
        scanned()
    assert scanned(HEADER) == ((), [], 0)


def test_a_header_again_is_skipped_with_its_byte_order_mark_and_keeps_the_key() -> None:
    assert below_key(f"\ufeff{HEADER}", '"x"="y"') == ((string("x", "y"),), [])


@pytest.mark.parametrize(
    ("lines", "data"),
    [
        (("hex:\\", "  11,22"), b"\x11\x22"),
        (("hex:11,\\", "", "  ", "\t;comment", "22"), b"\x11\x22"),
        (("hex:11,\\ ;comment", "  22,\\;comment", "  33"), b"\x11\x22\x33"),
        (("hex:11,  \\", "  2,\\", "  33,"), b"\x11\x02\x33"),
        (("hex:11,\\", "22 ; the end"), b"\x11\x22"),
    ],
)
def test_continued_hex_data(lines: tuple[str, ...], data: bytes) -> None:
    first, *rest = lines
    assert below_key(f'"x"={first}', *rest, '"y"="z"') == ((binary("x", data), string("y", "z")), [])


def test_hex_data_without_a_backslash_ends_and_what_follows_is_lost() -> None:
    edits, found = below_key('"x"=hex:11,22,', "  33", '"y"="z"')
    assert edits == (binary("x", b"\x11\x22"), string("y", "z"))
    assert found == [("reg-line", 4, 3)]


@pytest.mark.parametrize("end", [(), ("",), ("", "  ;comment", " ")])
def test_a_file_that_ends_in_hex_data_keeps_what_is_there(end: tuple[str, ...]) -> None:
    edits, found = below_key('"x"=hex:11,\\', *end)
    assert edits == (binary("x", b"\x11"),)
    last = end[-1] if end else '"x"=hex:11,\\'
    assert found == [("reg-hex-end", 3 + len(end), len(last) + 1)]


@pytest.mark.parametrize(
    "swallowed",
    ['"y"="lost"', "@=-", "  #comment", f"[{KEY}\\lost]", "zzz", ",22", "\\"],
)
def test_a_line_that_is_no_hex_goes_with_the_value_above(swallowed: str) -> None:
    edits, found = below_key('"x"=hex:11,\\', swallowed, '"z"="kept"')
    assert edits == (string("z", "kept"),)
    assert found == [("reg-hex-line", 4, len(swallowed) - len(swallowed.lstrip()) + 1)]


def test_a_backslash_without_a_comma_swallows_nothing() -> None:
    edits, found = below_key('"x"=hex:11\\', '"y"="kept"')
    assert edits == (string("y", "kept"),)
    assert found == [("reg-hex-backslash", 3, 11)]


@pytest.mark.parametrize(
    ("first", "place"),
    [
        ("hex:11,2g,\\", (3, 13)),
        ("hex:11\\", (3, 11)),
        ("hex(x):11,\\", (3, 9)),
        ("hex:11,,22,\\", (3, 12)),
    ],
)
def test_the_rest_of_broken_hex_data_is_not_reported_again(first: str, place: tuple[int, int]) -> None:
    edits, found = below_key(f'"x"={first}', "  33,44,\\", ",55", '"y"="kept"', "  66")
    assert edits == (string("y", "kept"),)
    assert [found[0][1:], found[1]] == [place, ("reg-line", 7, 3)]
    assert len(found) == 2


def test_a_fault_on_a_later_line_of_hex_data() -> None:
    edits, found = below_key('"x"=hex:11,\\', "  22,\\", "  3,,4,\\", "  55", '"y"="kept"')
    assert edits == (string("y", "kept"),)
    assert found == [("reg-hex-comma", 5, 5)]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        ('"x"="open', "reg-string-end", 10),
        ('"x"="open\\', "reg-escape", 10),
        (r'"x"="a\0"', "reg-escape", 7),
        ('"x"="a"b"', "reg-value-rest", 8),
        ('"x"=dword:123456789', "reg-dword", 19),
        ('"x"=hex:0g', "reg-hex-byte", 10),
        ('"x"=hex:100', "reg-hex-byte", 11),
        ('"x"=hex:11,,22', "reg-hex-comma", 12),
        ('"x"=hex(100000000):1', "reg-hex-type", 17),
        ('"x"=', "reg-value-data", 5),
        ('"x"', "reg-value-equals", 4),
        ('"x', "reg-value-name", 3),
        ('x"="y"', "reg-line", 1),
        ("  zzz", "reg-line", 3),
        (']="y"', "reg-line", 1),
        (r'  "x"="a\0"', "reg-escape", 9),
    ],
)
def test_a_line_that_cannot_be_read_costs_its_value_only(line: str, code: str, column: int) -> None:
    edits, found = below_key(line, '"y"="kept"')
    assert edits == (string("y", "kept"),)
    assert found == [(code, 3, column)]


def test_a_long_value_name_is_refused() -> None:
    name = "x" * 16_383
    assert below_key(f'"{name}"=-', f'"{name}y"=-') == ((DeleteValue(KEY, name),), [("reg-value-name-size", 4, 1)])


@pytest.mark.parametrize("value", ['"x"="y"', "@=-", '"x"=hex:1,\\'])
def test_values_without_a_key(value: str) -> None:
    rest = ("2",) if value.endswith("\\") else ()
    edits, found, count = scanned(HEADER, value, *rest, f"[{KEY}]")
    assert (edits, count) == ((CreateKey(KEY),), 1)
    assert found == [("reg-value-key", 2, 1)]


def test_values_below_a_deletion() -> None:
    edits, found, _ = scanned(*FIRST, f"[-{KEY}]", '"x"="y"', '"z"=-')
    assert edits == (CreateKey(KEY), DeleteKey(KEY))
    assert found == [("reg-value-key", 4, 1), ("reg-value-key", 5, 1)]


@pytest.mark.parametrize(
    ("line", "code", "column"),
    [
        (r"[HKLM\C]", "reg-key-root", 2),
        (r"[HKEY_LOCAL_MACHINE\C", "reg-key-bracket", 22),
        (r"[ HKEY_LOCAL_MACHINE\C]", "reg-key-blank", 2),
        ("[-HKEY_USERS]", "reg-delete-root", 3),
        (rf"[HKEY_USERS\{'x' * 256}]", "reg-key-name-size", 2),
    ],
)
def test_values_below_a_refused_key_line_are_ignored_without_a_word(line: str, code: str, column: int) -> None:
    edits, found = below_key(line, '"x"="y"', '"z"=hex:1,\\', "2", f"[{KEY}]", '"x"="kept"')
    assert edits == (CreateKey(KEY), string("x", "kept"))
    assert found == [(code, 3, column)]


def test_faults_in_values_below_a_refused_key_line_are_still_told() -> None:
    edits, found = below_key(r"[HKLM\C]", '"x"="y')
    assert edits == ()
    assert [code for code, _, _ in found] == ["reg-key-root", "reg-string-end"]


def test_unknown_escapes_keep_the_value() -> None:
    edits, found = below_key(r'"p"="C:\Windows"', r'"a\b"=dword:1')
    assert edits == (string("p", "C:Windows"), binary("ab", b"\1\0\0\0", 4))
    assert found == [("reg-escape-other", 3, 8), ("reg-escape-other", 4, 3)]


def test_the_short_way_and_the_long_way_agree() -> None:
    short = ('"a"="b"', '@="c"', '"d"=dword:0000000F', '"e"=hex(2):41,00,00,00', '"f"=hex:', '"g"=hex:1,\\', "2")
    long = tuple(f" {line} " for line in short)
    assert below_key(*short) == below_key(*long)
    assert len(below_key(*short)[0]) == 6
