"""Text that is safe to show: names come from hostile files, and screens cannot show every character."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

FALLBACKS: Mapping[int, str] = MappingProxyType(
    {
        ord("…"): "...",
        ord("–"): "-",
        ord("—"): "-",
        ord("‘"): "'",
        ord("’"): "'",
        ord("“"): '"',
        ord("”"): '"',
        ord("→"): "->",
        ord("×"): "x",
        ord("≠"): "!=",
        ord("≤"): "<=",
        ord("≥"): ">=",
        ord("\N{NO-BREAK SPACE}"): " ",
    }
)
"""What stands for a character that a screen cannot show; every other one is shown by its number."""


def visible(text: str) -> str:
    r"""The text on one line, with everything that is not printable by its number.

    That covers control characters (``\x1b``, ``\x0a``), characters that change the direction of text or have no
    width (``\u202e``), and lone surrogates (``\ud800``).
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else _number(char) for char in text)


def ascii_only(text: str) -> str:
    """The text in ASCII: by the table of fallbacks, else by number. Line ends stay."""
    if text.isascii():
        return text
    return text.translate(FALLBACKS).encode("ascii", "backslashreplace").decode("ascii")


def columns_of(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian wide characters take two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _number(char: str) -> str:
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
