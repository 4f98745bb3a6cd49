"""The smallest parts of a line: names and strings in quotation marks, hex data, dwords, what may follow.

Every pattern is linear: repeats are possessive, so nothing is ever tried twice. Positions count from 0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import repeat
from types import MappingProxyType
from typing import NamedTuple

from .faults import Fault, Unreadable

BLANKS = " \t"

_STOP = re.compile(r'["\\]')
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ESCAPED: Mapping[str, str] = MappingProxyType({"\\": "\\", '"': '"', "n": "\n", "r": "\r"})
_KNOWN = frozenset(_ESCAPED)
_BLANKS = re.compile(r"[ \t]*+")
_REST = re.compile(r"[ \t]*+(?:;.*+)?", re.DOTALL)
_DWORD = re.compile(r"[ \t]*+([0-9A-Fa-f]*+)")
_HEX_LINE = re.compile(r"[ \t]*+([0-9A-Fa-f, \t]*+)(\\?)[ \t]*+(?:;.*+)?", re.DOTALL)
_HEX_RUN = re.compile(r"[0-9A-Fa-f, \t]*+")
_HEX_BYTE = re.compile(r"[ \t]*+[0-9A-Fa-f]{1,2}")
_HEX_DIGITS = re.compile(r"[0-9A-Fa-f]*+")


class Quoted(NamedTuple):
    """A name or string: its text, the position after it, and that of the first unknown escape or -1."""

    text: str
    end: int
    odd: int


class HexLine(NamedTuple):
    """The bytes of one line of hex data, and whether a backslash announces more."""

    data: bytes
    more: bool


def skip_blanks(line: str, at: int) -> int:
    """The position of the next character that is no blank."""
    found = _BLANKS.match(line, at)
    return found.end() if found else at


def quoted(line: str, at: int, unended: Fault) -> Quoted:
    r"""The text between the quotation mark at ``at`` and the next one without a backslash.

    ``\\ \" \n \r`` are escapes; of any other the character after the backslash is kept. Raises
    :class:`Unreadable`: ``unended`` without closing mark, ``ESCAPE`` for ``\0`` and a backslash at the end.
    """
    begin, end = at + 1, _closing_mark(line, at + 1)
    if end < 0:
        backslashes = len(line) - len(line.rstrip("\\"))
        raise Unreadable(Fault.ESCAPE, len(line) - 1) if backslashes % 2 else Unreadable(unended, len(line))
    raw = line[begin:end]
    if "\\" not in raw:
        return Quoted(raw, end + 1, -1)
    odd = -1
    if not _KNOWN.issuperset(_ESCAPE.findall(raw)):
        odd = begin + next(each.start() for each in _ESCAPE.finditer(raw) if each[1] not in _KNOWN)
        zero = next((each.start() for each in _ESCAPE.finditer(raw) if each[1] == "0"), -1)
        if zero >= 0:
            raise Unreadable(Fault.ESCAPE, begin + zero)
    return Quoted(_ESCAPE.sub(_unescaped, raw), end + 1, odd)


def _closing_mark(line: str, at: int) -> int:
    """The position of the next quotation mark without a backslash before it, -1 if there is none."""
    while found := _STOP.search(line, at):
        if found[0] == '"':
            return found.start()
        at = found.start() + 2
    return -1


def check_rest(line: str, at: int) -> None:
    """Raise :class:`Unreadable` unless only blanks and a comment follow."""
    if not _REST.fullmatch(line, at):
        raise Unreadable(Fault.VALUE_REST, skip_blanks(line, at))


def dword(line: str, at: int) -> bytes:
    """The four bytes of a dword's 1 to 8 hex digits."""
    found = _DWORD.match(line, at)
    digits = found[1] if found else ""
    begin = found.start(1) if found else at
    after = begin + len(digits)
    if not 1 <= len(digits) <= 8:
        raise Unreadable(Fault.DWORD, begin + min(len(digits), 8))
    if after < len(line) and line[after] not in " \t;":
        raise Unreadable(Fault.DWORD, after)
    check_rest(line, after)
    return int(digits, 16).to_bytes(4, "little")


def hex_line(line: str, at: int, first: bool) -> HexLine:
    """The bytes of a line of hex data from ``at`` on; only a ``first`` line may hold nothing but a backslash."""
    found = _HEX_LINE.fullmatch(line, at)
    if found is None:
        raise _no_hex(line, at)
    run = found[1].rstrip(BLANKS)
    data = plain_hex(run)
    if data is None:
        data = _odd_hex(run, found.start(1))
    if found[2] and not (run.endswith(",") or (first and not run)):
        raise Unreadable(Fault.HEX_BACKSLASH, found.start(2))
    return HexLine(data, bool(found[2]))


def plain_hex(run: str) -> bytes | None:
    """The bytes of ``16,00,ff`` or ``16,00,ff,``: two digits each, no blanks. None for any other form."""
    commas, rest = divmod(len(run), 3)
    if rest == 1 or run[2::3] != "," * commas:
        return None
    digits = run.replace(",", "")
    if len(digits) != len(run) - commas:
        return None
    try:
        data = bytes.fromhex(digits)
    except ValueError:
        return None
    return data if len(data) * 2 == len(digits) else None


def _unescaped(found: re.Match[str]) -> str:
    return _ESCAPED.get(found[1], found[1])


def _odd_hex(run: str, begin: int) -> bytes:
    pieces = run.removesuffix(",").split(",")
    good = list(map(bool, map(_HEX_BYTE.fullmatch, pieces)))
    if all(good):
        return bytes(map(int, pieces, repeat(16)))
    wrong = good.index(False)
    end = skip_blanks(run, sum(map(len, pieces[:wrong])) + wrong)
    digits = _HEX_DIGITS.match(run, end)
    count = digits.end() - end if digits else 0
    if count > 2:
        raise Unreadable(Fault.HEX_BYTE, begin + end + 2)
    raise Unreadable(Fault.HEX_COMMA, begin + skip_blanks(run, end + count))


def _no_hex(line: str, at: int) -> Unreadable:
    found = _HEX_RUN.match(line, at)
    end = found.end() if found else at
    return Unreadable(Fault.HEX_BACKSLASH if line[end] == "\\" else Fault.HEX_BYTE, end)
