from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.edit import CreateKey, Edit, SetValue
from hivetool.hive.errors import Damaged, HivetoolError
from hivetool.regtext.errors import NoKeyLine
from hivetool.regtext.query import read_query
from hivetool.regtext.tree import hive_from_reg

KEY = r"HKEY_LOCAL_MACHINE\Cluster"


def listing(*lines: str) -> bytes:
    return "\r\n".join(("", KEY, *lines, "")).encode("utf-8")


def edits(data: bytes, encoding: str | None = None) -> list[Edit]:
    return list(read_query(data, encoding).edits)[1:]


def value(line: str) -> Edit:
    (found,) = edits(listing(line))
    return found


@pytest.mark.parametrize(
    ("line", "name", "kind", "data"),
    [
        ("    Name    REG_SZ    Cluster Group", "Name", 1, "Cluster Group\0".encode("utf-16-le")),
        ("    Empty    REG_SZ    ", "Empty", 1, b"\0\0"),
        ("    Empty    REG_SZ", "Empty", 1, b"\0\0"),
        ("    a name    REG_EXPAND_SZ    %windir%", "a name", 2, "%windir%\0".encode("utf-16-le")),
        ("    odd    name    REG_SZ    x    y", "odd    name", 1, "x    y\0".encode("utf-16-le")),
        ("    Owners    REG_MULTI_SZ    1\\02\\0", "Owners", 7, "1\0002\0\0".encode("utf-16-le")),
        ("    None    REG_MULTI_SZ    ", "None", 7, b"\0\0"),
        ("    n    REG_DWORD    0xa", "n", 4, b"\x0a\0\0\0"),
        ("    n    REG_DWORD_BIG_ENDIAN    0x1", "n", 5, b"\0\0\0\1"),
        ("    n    REG_QWORD    0xffffffffffffffff", "n", 11, b"\xff" * 8),
        ("    b    REG_BINARY    0102FF", "b", 3, b"\1\2\xff"),
        ("    b    REG_BINARY    ", "b", 3, b""),
        ("    z    REG_NONE    00", "z", 0, b"\0"),
        ("    xp\tREG_SZ\tvalue", "xp", 1, "value\0".encode("utf-16-le")),
        ("    (Default)    REG_SZ    x", "", 1, "x\0".encode("utf-16-le")),
        ("    (Standard)    REG_DWORD    0x1", "", 4, b"\1\0\0\0"),
        ("    <NO NAME>\tREG_SZ\tx", "", 1, "x\0".encode("utf-16-le")),
    ],
)
def test_values(line: str, name: str, kind: int, data: bytes) -> None:
    assert value(line) == SetValue("", name, kind, data)


def test_the_default_value_need_not_be_the_first_of_its_key() -> None:
    data = listing(
        "    a    REG_SZ    x",
        "    (Default)    REG_SZ    (value not set)",
        KEY + r"\b",
        "    (Standard)    REG_SZ    x",
        KEY + r"\c",
        "    (odd)    REG_SZ    x",
        "    a    REG_SZ    x",
        "    (Standard)    REG_SZ    y",
        KEY + r"\d",
        "    a    REG_SZ    x",
        "    (else)    REG_SZ    x",
        "    <NO NAME>    REG_SZ    z",
        "    (Default)    REG_SZ    w",
    )
    found = {(edit.key, edit.name): edit.data for edit in edits(data) if isinstance(edit, SetValue)}
    assert [key for key in found if key[0] == ""] == [("", "a")]
    assert found["b", ""] == b"x\0\0\0"
    assert [name for path, name in found if path == "c"] == ["", "a", "(Standard)"]
    assert [name for path, name in found if path == "d"] == ["a", "(else)", "", "(Default)"]


def test_a_unicode_listing_that_lost_its_mark() -> None:
    text = f"{KEY}\r\n    a    REG_SZ    \u00e9\r\n"
    assert edits(text.encode("utf-16-le")) == [SetValue("", "a", 1, b"\xe9\0\0\0")]
    mixed = text.encode("utf-16-le") + listing("    b    REG_SZ    \u00e9")
    assert edits(mixed)[-1] == SetValue("", "b", 1, b"\xe9\0\0\0")


def test_keys_values_and_what_stands_between_them() -> None:
    data = listing(
        "    (Standard)    REG_SZ    (Wert nicht gesetzt)",
        "    (odd)    REG_SZ    x",
        "",
        KEY + r"\Groups",
        "",
        r"HKLM\Cluster\Nodes\1",
        "    NodeName    REG_SZ    HV01",
        "",
        "Ende der Suche: 3 Übereinstimmung(en) gefunden.",
    )
    assert edits(data) == [
        SetValue("", "(odd)", 1, b"x\0\0\0"),
        CreateKey("Groups"),
        CreateKey("Nodes\\1"),
        SetValue("Nodes\\1", "NodeName", 1, "HV01\0".encode("utf-16-le")),
    ]


def test_text_of_several_lines() -> None:
    assert edits(listing("    a    REG_SZ    one", "two", "  three", "    b    REG_DWORD    0x1"))[0] == SetValue(
        "", "a", 1, "one\ntwo\n  three\0".encode("utf-16-le")
    )


def test_banners_before_the_first_key_are_no_problem() -> None:
    banner = "-" * 20 + "\r\n[HKLM\\Cluster]\r\n" + "-" * 20 + "\r\n! REG.EXE VERSION 3.0\r\n"
    text = read_query(banner.encode() + listing("    n    REG_DWORD    0x1"))
    assert [problem.code for problem in text.problems] == ["reg-query-lossy"]
    wide = codecs.BOM_UTF16_LE + "banner ü\r\n".encode("utf-16-le") + listing("    n    REG_SZ    \u00e9")
    assert edits(wide) == [SetValue("", "n", 1, "é\0".encode("utf-16-le"))]


def test_every_line_may_have_an_encoding_of_its_own() -> None:
    lines = listing("    utf8    REG_SZ    é") + b"    oem    REG_SZ    \x82\r\n"
    text = read_query(lines)
    assert [(problem.code, problem.at.line) for problem in text.problems] == [
        ("reg-query-lossy", 1),
        ("reg-query-encoding", 4),
    ]
    assert {edit.name: edit.data for edit in text.edits if isinstance(edit, SetValue)} == {
        "utf8": "é\0".encode("utf-16-le"),
        "oem": "é\0".encode("utf-16-le"),
    }
    assert edits(lines, "cp1252")[1] == SetValue("", "oem", 1, "‚\0".encode("utf-16-le"))
    assert len(read_query(lines, "cp1252").problems) == 1


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("    n    REG_DWORD    ten", "reg-query-data"),
        ("    n    REG_DWORD    0x100000000", "reg-query-data"),
        ("    n    REG_BINARY    012", "reg-query-data"),
        ("    n    REG_STRANGE    x", "reg-query-data"),
        ("    n    0x1", "reg-query-line"),
    ],
)
def test_what_is_no_value_is_told_and_left_out(line: str, code: str) -> None:
    data = listing(line, "    good    REG_DWORD    0x1")
    text = read_query(data)
    assert [(problem.code, problem.at.line) for problem in text.problems] == [("reg-query-lossy", 1), (code, 3)]
    assert [edit.name for edit in text.edits if isinstance(edit, SetValue)] == ["good"]
    with pytest.raises(Damaged):
        read_query(data, strict=True)


def test_a_listing_becomes_a_hive_that_says_it_is_not_exact() -> None:
    hive = hive_from_reg(read_query(listing("    a    REG_DWORD    0x1"), root="HKLM\\Cluster"))
    assert (hive.source.kind, hive.source.version, hive.source.lossy, hive.source.places) == (
        "reg-query",
        "",
        True,
        "line",
    )
    assert hive.root.values[0].location.line == 3


def test_without_a_key_there_is_nothing() -> None:
    for data in (b"", b"hello", b"HKEY_NONSENSE\\x\r\n"):
        with pytest.raises(NoKeyLine, match="line 1: there is no line with a key"):
            read_query(data)


@given(st.lists(st.sampled_from([*listing("    a    REG_SZ    x").split(b"\r\n"), b"\xff", b"    ", b"\tREG_SZ"])))
def test_lines_in_any_order_give_a_hive_or_a_typed_error(lines: list[bytes]) -> None:
    try:
        assert len(hive_from_reg(read_query(b"\n".join(lines)))) >= 1
    except HivetoolError as error:
        assert isinstance(error, NoKeyLine)  # noqa: PT017
