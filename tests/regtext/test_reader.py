from __future__ import annotations

import codecs
import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hivetool.hive.decode import text_data
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, SetValue
from hivetool.hive.errors import Damaged, HivetoolError
from hivetool.hive.location import Location
from hivetool.regtext.errors import NoHeader, NoKeyLine, NoSuchRoot, UnreadableText
from hivetool.regtext.reader import RegText, read_reg
from hivetool.regtext.tree import hive_from_reg
from tests.regtext.writing import HEADER, reg, utf16

EXPORT = "\r\n".join(
    (
        HEADER,
        "",
        r"[HKEY_LOCAL_MACHINE\Cluster]",
        '"ClusterName"="CL1"',
        "",
        r"[HKEY_LOCAL_MACHINE\Cluster\Groups\6e394089]",
        '"Name"="Datenträger"',
        '"PersistentState"=dword:00000001',
        '"Contains"=hex(7):41,00,00,00,\\',
        "  00,00",
        "",
        "",
    )
)


@pytest.mark.parametrize(
    ("data", "encoding", "codec", "warnings"),
    [
        (utf16(EXPORT), None, "utf-16-le", []),
        (EXPORT.encode(), None, "utf-8", ["reg-utf8"]),
        (codecs.BOM_UTF8 + EXPORT.encode(), None, "utf-8", ["reg-utf8"]),
        (EXPORT.encode("cp1252"), "cp1252", "cp1252", []),
        (EXPORT.encode("utf-16-be"), "utf-16-be", "utf-16-be", []),
        (utf16(EXPORT.replace("\r\n", "\n")), None, "utf-16-le", []),
        (utf16(EXPORT.replace("\r\n", "\r")), None, "utf-16-le", []),
        (utf16(EXPORT.replace("\r\n", "\n", 4).rstrip()), None, "utf-16-le", []),
        (utf16(EXPORT) + utf16(EXPORT), None, "utf-16-le", []),
    ],
)
def test_an_export_in_every_encoding_and_with_every_line_end(
    data: bytes, encoding: str | None, codec: str, warnings: list[str]
) -> None:
    text = read_reg(data, encoding)
    group = r"Groups\6e394089"
    once = (
        CreateKey(""),
        SetValue("", "ClusterName", 1, text_data("CL1")),
        CreateKey(group),
        SetValue(group, "Name", 1, text_data("Datenträger")),
        SetValue(group, "PersistentState", 4, b"\x01\0\0\0"),
        SetValue(group, "Contains", 7, b"A\0\0\0\0\0"),
    )
    assert text.edits in (once, once * 2)
    assert (len(text.edits) == 12) == (data.count(codecs.BOM_UTF16_LE) == 2)
    assert (text.root, text.encoding, text.size) == (r"HKEY_LOCAL_MACHINE\Cluster", codec, len(data))
    assert text.version == "5.00"
    assert [problem.code for problem in text.problems] == warnings


def test_the_warning_about_utf8_names_the_first_character() -> None:
    (problem,) = read_reg(EXPORT.encode()).problems
    assert problem.severity == "warning"
    assert problem.at == Location(line=7, column=16)
    assert problem.actual == "'ä'"


def test_edits_in_file_order_with_their_lines() -> None:
    text = read_reg(reg('"x"="y"', '"x"=-', r"[-HKEY_LOCAL_MACHINE\Cluster\Old]", "[-hkey_local_machine\\CLUSTER]"))
    assert text.edits == (
        CreateKey(""),
        SetValue("", "x", 1, text_data("y")),
        DeleteValue("", "x"),
        DeleteKey("Old"),
        DeleteKey(""),
    )
    assert [text.edits.line(index) for index in range(5)] == [2, 3, 4, 5, 6]


def test_problems_carry_key_value_and_place() -> None:
    text = read_reg(reg(r"[HKEY_LOCAL_MACHINE\Cluster\Groups\1]", '"Name"="x', "zzz"))
    string, line = text.problems
    assert string.at == Location(r"Groups\1", "Name", line=4, column=10)
    assert line.at == Location(line=5, column=1)
    assert str(string) == (
        r"line 4, column 10 Groups\1:Name: the string has no closing quotation mark on its line: the value is dropped"
    )


@pytest.mark.parametrize(
    ("data", "kind", "message"),
    [
        (b"", NoHeader, "line 1: the first line is empty"),
        (b"REGEDIT5\r\n[HKEY_LOCAL_MACHINE\\x]", NoHeader, "REGEDIT5"),
        (HEADER.encode(), NoKeyLine, "line 1: there is no key line"),
        (f"{HEADER}\n\n;[HKEY_LOCAL_MACHINE\\x]\n".encode(), NoKeyLine, "there is no key line"),
        (f"{HEADER}\n\n[HKLM\\x]\n".encode(), NoKeyLine, "line 3, column 2: no key line can be read: no root key"),
        (f"{HEADER}\r\n\xe9".encode("latin-1"), UnreadableText, "line 2, column 1: the byte 0xe9 is not utf-8"),
    ],
)
def test_what_cannot_be_read_at_all(data: bytes, kind: type[HivetoolError], message: str) -> None:
    with pytest.raises(kind) as caught:
        read_reg(data)
    assert message in str(caught.value)


def test_a_file_of_deletions_only_is_a_file_of_edits() -> None:
    text = read_reg(reg(key=r"[-HKEY_LOCAL_MACHINE\Cluster\Groups\1]"))
    assert text.root == r"HKEY_LOCAL_MACHINE\Cluster"
    assert text.edits == (DeleteKey(r"Groups\1"),)


def test_a_root_key_itself_is_an_unnamed_roots_child() -> None:
    text = read_reg(reg('"x"=-', key="[HKEY_LOCAL_MACHINE]"))
    assert text.root == ""
    assert text.edits == (CreateKey("HKEY_LOCAL_MACHINE"), DeleteValue("HKEY_LOCAL_MACHINE", "x"))


def test_deleting_a_root_key_is_a_key_line_that_does_nothing() -> None:
    text = read_reg(reg(key="[-HKEY_LOCAL_MACHINE]"))
    assert (text.root, len(text.edits)) == ("", 0)
    assert [problem.code for problem in text.problems] == ["reg-delete-root"]


def test_a_chosen_root_leaves_the_rest_out() -> None:
    data = reg('"x"="y"', r"[HKEY_LOCAL_MACHINE\Cluster\Groups\1]", '"z"=-', '"q"=bad', r"[HKEY_USERS\x]", '"q"=bad')
    text = read_reg(data, root=r"HKLM\cluster\GROUPS")
    assert text.root == r"HKEY_LOCAL_MACHINE\Cluster\Groups"
    assert text.edits == (CreateKey("1"), DeleteValue("1", "z"))
    assert [problem.at.path for problem in text.problems] == ["1", r"HKEY_USERS\x"]
    with pytest.raises(NoSuchRoot, match=r"'HKEY_LOCAL_MACHINE\\Cluster', 'HKEY_USERS\\x'"):
        read_reg(data, root="Nodes")


@pytest.mark.parametrize(
    "body",
    [
        "garbage\n" * 300_000,
        '"x"="' + "\\" * 1_000_001 + '"',
        '"x"=hex:' + "1," * 500_000,
        '"x"=hex:' + "," * 1_000_000,
        '"x"=hex:11,\\\n' + "22,\\\n" * 200_000,
        "[HKEY_LOCAL_MACHINE" + "\\x" * 500_000 + "]",
        "[HKEY_LOCAL_MACHINE\\x\\" + "]" * 1_000_000,
        "[-HKEY_LOCAL_MACHINE\\Cluster]\n[HKEY_LOCAL_MACHINE\\Cluster\\x]\n" * 60_000,
        "\n" * 1_000_000,
        " " * 1_000_000 + "x",
        '@=""\n' * 200_000,
    ],
    ids=lambda body: f"{body[:20]!a}",
)
def test_megabytes_of_malice_take_seconds(body: str) -> None:
    begin = time.process_time()
    text = read_reg(f"{HEADER}\n[HKEY_LOCAL_MACHINE\\Cluster]\n{body}".encode())
    hive_from_reg(text)
    assert time.process_time() - begin < 15
    assert len(text.problems) <= 1002


LINES = st.lists(
    st.sampled_from(
        [
            r"[HKEY_LOCAL_MACHINE\Cluster]",
            r"[HKEY_LOCAL_MACHINE\Cluster\a\B]",
            r"[HKEY_USERS\u]",
            r"[-HKEY_LOCAL_MACHINE\Cluster\A]",
            "[HKEY_USERS]",
            '"x"="y"',
            '"X"=dword:1',
            '"x"=-',
            "@=hex:1,\\",
            "  22,\\",
            "33",
            ";",
            HEADER,
        ]
    )
    | st.text(st.sampled_from('[]"\\=@-;#:,() \t0fhexdword\0é\ud800'), max_size=20)
)


def read_or_said(data: bytes, encoding: str | None = None, root: str | None = None) -> RegText | str:
    """The text, or what our own error says; any other exception fails the test."""
    try:
        return read_reg(data, encoding, root)
    except HivetoolError as error:
        return str(error)


@settings(deadline=None)
@given(LINES, st.sampled_from(["\r\n", "\n", "\r"]), st.none() | st.sampled_from(["", "HKLM", "a", r"HKU\u"]))
def test_any_lines_give_a_hive_or_our_own_error(lines: list[str], end: str, root: str | None) -> None:
    text = read_or_said(utf16(end.join((HEADER, *lines))), root=root)
    if isinstance(text, str):
        assert re.match("line [0-9]+[:,]", text)
        return
    hive = hive_from_reg(text)
    assert len(list(hive.walk())) == len(hive)
    for edit in text.edits:
        assert text.root or edit.key.startswith("HKEY_")
    for problem in text.problems:
        assert problem.at.line
        assert str(problem.message).isprintable()


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from([b"", codecs.BOM_UTF16_LE, HEADER.encode() + b"\n"]))
@example(b"\xff\xfe\0", b"")
def test_any_bytes_give_our_own_error_or_a_text(data: bytes, before: bytes) -> None:
    text = read_or_said(before + data)
    assert isinstance(text, RegText) or re.match("line [0-9]+[:,]", text)


@settings(deadline=None)
@given(st.text(max_size=30), st.binary(max_size=20))
def test_any_encoding_gives_our_own_error_or_a_text(encoding: str, data: bytes) -> None:
    said = read_or_said(HEADER.encode() + data, encoding)
    assert isinstance(said, str)  # there is no key line, whatever it is
    assert re.match("line [0-9]+[:,]", said)


def values(data: bytes, encoding: str | None = None) -> dict[str, bytes]:
    edits = read_reg(data, encoding).edits
    return {edit.name: edit.data for edit in edits if isinstance(edit, SetValue)}


OLD = "\n".join(
    (
        "REGEDIT4",
        "",
        r"[HKEY_LOCAL_MACHINE\Cluster]",
        '"text"="café"',
        '"expand"=hex(2):63,61,66,e9,00',
        '"several"=hex(7):61,00,e9,00,00',
        '"plain"=hex(1):61,00',
        '"bytes"=hex:63,e9',
        '"number"=dword:0000000A',
        "",
    )
).encode("cp1252")


def test_the_older_format_holds_text_of_a_code_page() -> None:
    text = read_reg(OLD, "cp1252")
    assert (text.version, text.encoding, text.problems) == ("4", "cp1252", ())
    assert values(OLD, "cp1252") == {
        "text": "café\0".encode("utf-16-le"),
        "expand": "café\0".encode("utf-16-le"),
        "several": "a\0é\0\0".encode("utf-16-le"),
        "plain": "a\0".encode("utf-16-le"),
        "bytes": b"c\xe9",
        "number": b"\x0a\0\0\0",
    }
    assert values(OLD, "cp437")["expand"] == "cafΘ\0".encode("utf-16-le")


def test_without_an_encoding_the_older_format_is_read_as_far_as_it_is_ascii() -> None:
    with pytest.raises(UnreadableText, match=r"line 4, column 12: the byte 0xe9 is not utf-8.*--encoding cp1252"):
        read_reg(OLD)
    ascii_only = OLD.replace(b"caf\xe9", b"cafe")
    text = read_reg(ascii_only)
    found = [(problem.code, problem.at.line) for problem in text.problems]
    assert found == [("reg-ansi-bytes", 5), ("reg-ansi-bytes", 6)]
    assert values(ascii_only)["expand"] == "café\0".encode("utf-16-le")


def test_the_older_header_in_a_unicode_file_holds_unicode() -> None:
    data = utf16('REGEDIT4\r\n[HKEY_LOCAL_MACHINE\\C]\r\n"e"=hex(2):e9,00,00,00\r\n')
    assert (read_reg(data).version, values(data)) == ("4", {"e": "é\0".encode("utf-16-le")})


def test_strict_raises_the_first_problem() -> None:
    assert read_reg(reg('"n"="x"'), strict=True).problems == ()
    for line in ('"n"=dword:zz', '"n"="a\\z"'):
        with pytest.raises(Damaged, match="line 3, column"):
            read_reg(reg(line), strict=True)
