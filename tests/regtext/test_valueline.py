from __future__ import annotations

import pytest

from hivetool.hive.decode import text_data
from hivetool.regtext.faults import Fault, Unreadable
from hivetool.regtext.valueline import value_data, value_name


@pytest.mark.parametrize(
    ("line", "name", "end"),
    [
        ('"Name"="x"', "Name", 7),
        ('"Name" \t= \t"x"', "Name", 11),
        ('@="x"', "", 2),
        ('@ = "x"', "", 4),
        ('""="x"', "", 3),
        (r'"a\\b\"c"=-', 'a\\b"c', 10),
        ('"a=b"=-', "a=b", 6),
    ],
)
def test_names(line: str, name: str, end: int) -> None:
    assert value_name(line, 0) == (name, end, -1)


@pytest.mark.parametrize(
    ("line", "fault", "at"),
    [
        ('"Name="x"', Fault.VALUE_EQUALS, 7),
        ('"Name', Fault.VALUE_NAME, 5),
        ('"Name\\', Fault.ESCAPE, 5),
        ('"Name" "x"', Fault.VALUE_EQUALS, 7),
        ('"Name"', Fault.VALUE_EQUALS, 6),
        ("@", Fault.VALUE_EQUALS, 1),
        ('@@="x"', Fault.VALUE_EQUALS, 1),
        (r'"a\0"="x"', Fault.ESCAPE, 2),
    ],
)
def test_no_names(line: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        value_name(line, 0)
    assert (caught.value.fault, caught.value.at) == (fault, at)


@pytest.mark.parametrize(
    ("text", "kind", "data", "more"),
    [
        ('"abc"', 1, text_data("abc"), False),
        ('""', 1, b"\0\0", False),
        ('"a" ;c', 1, text_data("a"), False),
        ("dword:00000010", 4, b"\x10\0\0\0", False),
        ("hex:01,02", 3, b"\x01\x02", False),
        ("hex:", 3, b"", False),
        ("hex(0):01", 0, b"\x01", False),
        ("hex(1):41,00", 1, b"A\0", False),  # nothing added
        ("hex(2):", 2, b"", False),
        ("hex(4):01", 4, b"\x01", False),
        ("hex(7):41,00,\\", 7, b"A\0", True),
        ("hex(b):1,2,3,4,5,6,7,8", 11, bytes(range(1, 9)), False),
        ("hex(B):", 11, b"", False),
        ("hex(20001):ff", 0x20001, b"\xff", False),
        ("hex(ffffffff):", 0xFFFFFFFF, b"", False),
        ("hex(0000000002):", 2, b"", False),
        ("-", 0, None, False),
        ("- \t;gone", 0, None, False),
    ],
)
def test_data(text: str, kind: int, data: bytes | None, more: bool) -> None:
    assert value_data(text, 0) == (kind, data, more, -1)


@pytest.mark.parametrize(
    ("text", "fault", "at"),
    [
        ("", Fault.VALUE_DATA, 0),
        ("Asdf", Fault.VALUE_DATA, 0),
        ('\\"Value\\"', Fault.VALUE_DATA, 0),
        ('#"x"', Fault.VALUE_DATA, 0),
        (';"x"', Fault.VALUE_DATA, 0),
        ("DWORD:1", Fault.VALUE_DATA, 0),
        ("HEX:1", Fault.VALUE_DATA, 0),
        ("dword 1", Fault.VALUE_DATA, 0),
        ('"foo"bar"', Fault.VALUE_REST, 5),
        ('"foo""bar"', Fault.VALUE_REST, 5),
        ('"foo" #c', Fault.VALUE_REST, 6),
        ('"foo', Fault.STRING_END, 4),
        (r'"f\0"', Fault.ESCAPE, 2),
        ('-"x"', Fault.VALUE_REST, 1),
        ("- #c", Fault.VALUE_REST, 2),
        ("hex(100000000):1", Fault.HEX_TYPE, 12),
        ("hex(0x2):1", Fault.HEX_TYPE, 5),
        ("hex(x2):1", Fault.HEX_TYPE, 4),
        ("hex():1", Fault.HEX_TYPE, 4),
        ("hex(2:1", Fault.HEX_TYPE, 5),
        ("hex(2)1", Fault.HEX_TYPE, 5),
        ("hex(2):1g", Fault.HEX_BYTE, 8),
        ("hex:,1", Fault.HEX_COMMA, 4),
    ],
)
def test_no_data(text: str, fault: Fault, at: int) -> None:
    with pytest.raises(Unreadable) as caught:
        value_data(text, 0)
    assert (caught.value.fault, caught.value.at) == (fault, at)


def test_an_unknown_escape_in_a_string_is_kept_and_located() -> None:
    assert value_data(r'"C:\bin"', 0) == (1, text_data("C:bin"), False, 3)
