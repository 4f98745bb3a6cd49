from __future__ import annotations

import numpy as np
import pytest

from hivetool.regtext.bulk import Plain, plain_keys, plain_values
from hivetool.regtext.lines import Lines, blocks


def lines_of(*lines: str) -> Lines:
    units = np.frombuffer("\r\n".join(lines).encode("utf-16-le"), "<u2")
    (found,) = blocks(units)
    return found


def data_of(lines: Lines, plain: Plain) -> dict[int, bytes]:
    units = lines.units.copy()
    units[plain.closing] = 0
    buffers = (units.tobytes(), plain.data)
    rows = zip(plain.row, plain.buffer, plain.start, plain.size, strict=True)
    return {int(row): buffers[buffer][start : start + size] for row, buffer, start, size in rows}


@pytest.mark.parametrize(
    ("line", "kind", "data"),
    [
        ('"n"="text"', 1, "text\0".encode("utf-16-le")),
        ('@="text"', 1, "text\0".encode("utf-16-le")),
        ('"n"=""', 1, b"\0\0"),
        ('"n"="C:\\\\x"', 1, "C:\\x\0".encode("utf-16-le")),
        ('"n"=dword:0000000A', 4, b"\x0a\0\0\0"),
        ('"n"=hex:01,fF,10', 3, b"\x01\xff\x10"),
        ('"n"=hex(b):01,02', 11, b"\x01\x02"),
    ],
)
def test_plain_lines_are_read(line: str, kind: int, data: bytes) -> None:
    lines = lines_of("", line, "")
    plain = plain_values(lines, ansi=False)
    assert data_of(lines, plain) == {1: data}
    assert plain.kind.tolist() == [kind]
    assert plain.taken.tolist() == [False, True, False]


@pytest.mark.parametrize(
    "line",
    [
        '"n"= "x"', '"n"="x" ', '"n"="a\\nb"', '"n"="a\\"', '"n"="a"b"', '"n"', '"n"=', '"n', "@", "@=", '"a\\\\b"="x"',
        '"n"=dword:a', '"n"=dword:0000000x', '"n"=hex:1,2', '"n"=hex:01,02,', '"n"=hex:01,0g', '"n"=hex:0102', "x",
        '"n"=hex(11):00', '"n"=hex:01,\\', " 01,02", "  01,02", '"n"=-', "[key]", ";",
    ],
)  # fmt: skip
def test_everything_else_is_left_alone(line: str) -> None:
    plain = plain_values(lines_of("", line, ""), ansi=False)
    assert not plain.taken.any()
    assert len(plain.row) == 0


def test_hex_data_goes_on_in_the_next_lines() -> None:
    lines = lines_of('"n"=hex:01,\\', "  02,03,\\", "  04", "  05", '"m"=hex(7):01,\\', "  zz")
    plain = plain_values(lines, ansi=False)
    assert data_of(lines, plain) == {0: b"\1\2\3\4"}
    assert plain.taken.tolist() == [True, True, True, False, False, False]


def test_text_in_hex_is_left_alone_where_it_is_of_a_code_page() -> None:
    lines = lines_of('"n"=hex(7):61,00,00', '"m"=hex:61,00')
    assert plain_values(lines, ansi=True).row.tolist() == [1]


def test_plain_keys() -> None:
    usual = r"[HKEY_LOCAL_MACHINE\Cluster]"
    lines = lines_of(
        usual, "[-HKEY_USERS\\x]", "[HKEY_USERS]", "[hkey_users\\x]", "[HKEY_USERS\\a\\\\b]", "[HKEY_USERS\\a\\]"
    )
    assert plain_keys(lines, np.arange(len(lines))) == {0: usual[1:-1]}
