from __future__ import annotations

import pytest

from hivetool.report.plain import FALLBACKS, ascii_only, columns_of, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Virtual Machine 1", "Virtual Machine 1"),
        ("Zürich 東京", "Zürich 東京"),
        ("a\nb\tc", "a\\x0ab\\x09c"),
        ("\x1b]0;title\x07", "\\x1b]0;title\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("line\u2028end", "line\\u2028end"),
        ("no\u00a0break", "no\\xa0break"),
        ("lone\ud800", "lone\\ud800"),
        ("tag\U000e0041", "tag\\U000e0041"),
        ("", ""),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert visible(shown) == shown


def test_everything_visible_is_printable() -> None:
    every = "".join(map(chr, range(0x10000)))
    assert visible(every).isprintable()


@pytest.mark.parametrize(
    ("text", "shown"),
    [("plain\n", "plain\n"), ("a … b", "a ... b"), ("1 → 2", "1 -> 2"), ("ü", "\\xfc"), ("東", "\\u6771")],
)
def test_ascii_only(text: str, shown: str) -> None:
    assert ascii_only(text) == shown


def test_fallbacks_are_ascii_for_what_is_not() -> None:
    assert all(text.isascii() and not chr(code).isascii() for code, text in FALLBACKS.items())


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("ü", 1), ("東京", 4), ("e\u0301", 1), ("", 0)])
def test_columns_of(text: str, columns: int) -> None:
    assert columns_of(text) == columns
