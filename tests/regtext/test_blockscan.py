"""Block by block is the same as line by line: the grammar of :mod:`hivetool.regtext.scan` is the twin."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hivetool.hive.edit import Edit
from hivetool.hive.errors import Problem
from hivetool.regtext import lines as lines_module
from hivetool.regtext.blockscan import scan_units
from hivetool.regtext.decoding import lines_of
from hivetool.regtext.edits import Edits
from hivetool.regtext.errors import NoHeader
from hivetool.regtext.faults import FaultList
from hivetool.regtext.rows import RowsBuilder
from hivetool.regtext.scan import scan
from tests.regtext.writing import HEADER

Result = tuple[list[Edit], list[int], int, tuple[Problem, ...]]


def by_line(text: str, encoding: str = "utf-16-le") -> Result:
    rows, faults = RowsBuilder(), FaultList()
    normal = text.replace("\r\n", "\n").replace("\r", "\n")
    found = scan(lines_of(normal), rows, faults, encoding)
    return result(rows, faults, found.key_lines, b"")


def by_block(text: str, encoding: str = "utf-16-le") -> Result:
    rows, faults = RowsBuilder(), FaultList()
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    found, closing = scan_units(units, rows, faults, encoding)
    ended = units.copy()
    ended[closing] = 0
    return result(rows, faults, found.key_lines, ended.tobytes())


def result(rows: RowsBuilder, faults: FaultList, key_lines: int, text: bytes) -> Result:
    made = rows.rows(text)
    edits = Edits(made)
    problems = faults.problems(made.paths)
    return list(edits), [edits.line(i) for i in range(len(edits))], key_lines, problems


KEY = r"[HKEY_LOCAL_MACHINE\Cluster\Groups]"
LINES = (
    KEY,
    r"[HKEY_LOCAL_MACHINE\Cluster]",
    r"[HKEY_LOCAL_MACHINE\Cluster\a\\b\]",
    r"[hkey_local_machine\x]",
    r"[-HKEY_LOCAL_MACHINE\Cluster\Groups]",
    "[HKLM]",
    "[",
    '"name"="text"',
    '"name"=""',
    '@="default"',
    '@="',
    "@=-",
    '""="x"',
    '"path"="C:\\\\a\\\\b"',
    '"path"="C:\\\\"',
    '"odd"="a\\z"',
    '"odd"="a\\"b"',
    '"a\\\\b"="x"',
    '"blank" = "x"',
    '"rest"="x" ;comment',
    '"rest"="x"y"',
    '"n"=dword:0000000A',
    '"n"=dword:5',
    '"n"=dword:0000000g',
    '"n"=dword:00000000 ',
    '"h"=hex:01,02,ff',
    '"h"=hex:',
    '"h"=hex:1,2',
    '"h"=hex:01,02,',
    '"h"=hex(7):61,00,00,00',
    '"h"=hex(2):61,00',
    '"h"=hex(1f):61',
    '"h"=hex(b):00,00,00,00,00,00,00,00',
    '"m"=hex:01,\\',
    '"m"=hex(7):01,02,\\',
    '"m"=hex:\\',
    '"m"=hex:01\\',
    "  03,04,\\",
    "  05,06",
    "  0506",
    " 05,06",
    "07,08",
    "  ;comment",
    "; comment",
    "# no comment",
    "",
    "   ",
    HEADER,
    "junk",
    '"€𝄞"="é𝄞"',
    '"lone \ud800"="\udc00"',
    '"' + "n" * 300 + '"=dword:00000001',
)


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(LINES), max_size=25),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-16-le", "cp1252"]),
    st.booleans(),
)
@example([KEY, '"m"=hex:01,\\', '"x"="swallowed"', '"y"="kept"'], "\r\n", "utf-16-le", True)
@example([KEY, '"m"=hex:zz,\\', '"x"="y"', "07,08"], "\n", "utf-16-le", True)
@example([KEY, '"m"=hex:01,\\', "  03,04,\\", "", "  05,06"], "\n", "utf-16-le", True)
def test_blocks_and_lines_give_the_same(parts: list[str], end: str, encoding: str, old: bool) -> None:
    header = "REGEDIT4" if old and encoding == "cp1252" else HEADER
    text = end.join([header, *parts])
    assert by_block(text, encoding) == by_line(text, encoding)


@settings(max_examples=200)
@given(st.lists(st.sampled_from(LINES), max_size=12), st.integers(0, 400), st.text(max_size=3))
def test_any_change_gives_the_same_too(parts: list[str], at: int, change: str) -> None:
    text = "\r\n".join([HEADER, KEY, *parts, ""])
    changed = text[:at] + change + text[at + 1 :]
    try:
        expected = by_line(changed)
    except NoHeader:
        with pytest.raises(NoHeader):
            by_block(changed)
    else:
        assert by_block(changed) == expected


@settings(max_examples=300)
@given(st.lists(st.sampled_from(LINES), max_size=30), st.integers(1, 40))
@example([KEY, '"m"=hex:01,\\', "", KEY, '"n"="x"'], 1)
@example([KEY, '"m"=hex:01,\\ ;"x"', KEY, '"n"="x"'], 1)
@example([KEY, '"m"=hex:01,\\ ;]', "; comment", KEY, '"n"="x"'], 1)
def test_the_size_of_the_blocks_does_not_matter(parts: list[str], size: int) -> None:
    text = "\r\n".join([HEADER, *parts])
    expected = by_line(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines_module, "BLOCK", size)
        assert by_block(text) == expected


def test_a_text_of_several_blocks_is_the_same() -> None:
    text = "\r\n".join([HEADER, *(line for number in range(3000) for line in (f"{KEY[:-1]}\\{number}]", *LINES[7:12]))])
    assert by_block(text) == by_line(text)


@pytest.mark.parametrize("line", ["\n", '"', "[", "\\", '"a"=hex:00,\\\n', "  00,\\\n", '"a"="b"\n'])
def test_a_file_of_nothing_but_one_line_is_read_in_linear_time(line: str) -> None:
    text = f"{HEADER}\n{KEY}\n" + line * 100_000
    begin = time.process_time()
    by_block(text)
    assert time.process_time() - begin < 10
