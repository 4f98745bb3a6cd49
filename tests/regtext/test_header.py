from __future__ import annotations

import pytest

from hivetool.regtext.errors import NoHeader
from hivetool.regtext.header import HEADER, OLD_HEADER, VERSIONS, check_header, is_header


@pytest.mark.parametrize("header", [HEADER, OLD_HEADER])
def test_a_header_may_have_blanks_around_it_and_says_the_version(header: str) -> None:
    for line in (header, f"  {header}", f"\t{header}", f"{header} \t", f"\ufeff{header}"):
        assert check_header(line) == VERSIONS[header]
        assert is_header(line)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", "first line is empty"),
        ("   ", "first line is empty"),
        ("REGEDIT", "Windows 3.1"),
        ("REGEDIT5", "Windows imports nothing"),
        ("REGEDIT 4", "Windows imports nothing"),
        ("REGEDIT4FOO", "Windows imports nothing"),
        ("regedit4", "not a .reg file"),
        ("WINDOWS REGISTRY EDITOR VERSION 5.00", "capitals"),
        ("Windows Registry Editor version 5.00", "capitals"),
        ("Windows Registry Editor Version 4.00", "not version 5.00"),
        ("Windows Registry Editor Version 5", "not version 5.00"),
        (f"{HEADER}x", "not version 5.00"),
        (f"x{HEADER}", "not a .reg file, its first line is 'xWindows"),
        (r"[HKEY_LOCAL_MACHINE\Cluster]", "header is missing"),
        ("\0\x01\x02 {actual}", "not a .reg file"),
    ],
)
def test_anything_else_is_refused_with_what_it_is(line: str, words: str) -> None:
    assert not is_header(line)
    with pytest.raises(NoHeader) as caught:
        check_header(line)
    message = str(caught.value)
    assert words in message
    assert message.startswith("line 1: ")
    assert message.endswith(repr(HEADER))
    assert message.isprintable()


def test_a_long_first_line_is_cut() -> None:
    with pytest.raises(NoHeader) as caught:
        check_header("x" * 1_000_000)
    assert len(str(caught.value)) < 300
