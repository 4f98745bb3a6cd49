r"""Value lines: a name, ``=``, and data in one of four forms.

``"name"="string"`` · ``"name"=dword:…`` · ``"name"=hex(type):…`` · ``"name"=-``; ``@`` or ``""`` is the
default value. The rules are what Wine's public tests of reg.exe, which also run on Windows, expect of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hivetool.hive.decode import text_data
from hivetool.hive.types import ValueType

from .faults import Fault, Unreadable
from .lexis import check_rest, dword, hex_line, quoted, skip_blanks

_TYPE = re.compile(r"0*+([0-9A-Fa-f]*+)")


class ValueName(NamedTuple):
    """The left side: the name, the position where the data begins, an unknown escape's position or -1."""

    name: str
    end: int
    odd: int


class ValueData(NamedTuple):
    """The right side; ``data`` None is a deletion, ``more`` says that lines of hex data follow."""

    type: int
    data: bytes | None
    more: bool = False
    odd: int = -1


def value_name(line: str, at: int) -> ValueName:
    """The name that begins at ``at`` with ``@`` or a quotation mark, and its ``=``. Raises :class:`Unreadable`."""
    name, end, odd = ("", at + 1, -1) if line[at] == "@" else quoted(line, at, Fault.VALUE_NAME)
    equals = skip_blanks(line, end)
    if not line.startswith("=", equals):
        raise Unreadable(Fault.VALUE_EQUALS, equals)
    return ValueName(name, skip_blanks(line, equals + 1), odd)


def value_data(line: str, at: int) -> ValueData:
    """The data that begins at ``at``. Raises :class:`Unreadable`."""
    for prefix, read in _FORMS:
        if line.startswith(prefix, at):
            return read(line, at + len(prefix))
    raise Unreadable(Fault.VALUE_DATA, at)


def _string(line: str, at: int) -> ValueData:
    text, end, odd = quoted(line, at - 1, Fault.STRING_END)
    check_rest(line, end)
    return ValueData(ValueType.REG_SZ, text_data(text), odd=odd)


def _dword(line: str, at: int) -> ValueData:
    return ValueData(ValueType.REG_DWORD, dword(line, at))


def _hex(line: str, at: int) -> ValueData:
    return ValueData(ValueType.REG_BINARY, *hex_line(line, at, first=True))


def _typed_hex(line: str, at: int) -> ValueData:
    found = _TYPE.match(line, at)
    digits, end = (found[1], found.end()) if found else ("", at)
    if end == at or not line.startswith("):", end):
        raise Unreadable(Fault.HEX_TYPE, end)
    if len(digits) > 8:
        raise Unreadable(Fault.HEX_TYPE, end - len(digits) + 8)
    return ValueData(int(digits or "0", 16), *hex_line(line, end + 2, first=True))


def _deletion(line: str, at: int) -> ValueData:
    check_rest(line, at)
    return ValueData(0, None)


_FORMS: tuple[tuple[str, Callable[[str, int], ValueData]], ...] = (
    ('"', _string),
    ("dword:", _dword),
    ("hex:", _hex),
    ("hex(", _typed_hex),
    ("-", _deletion),
)
