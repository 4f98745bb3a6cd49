r"""Listings of ``reg query KEY /s``: text made for people, read as far as it goes.

A key stands alone on its line, its values below it with four blanks (or a tab, on Windows XP) between name, type and
data; everything else is a banner or the next line of a text. Such a listing has lost things: how a text ended, empty
texts in a list, classes, times, security, and all that was more than its name says. Source: Microsoft's page "reg
query", and listings of support tools (one puts a banner in another encoding before each).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.errors import check_none
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType

from .decoding import codec_name, decoded_loosely, lines_of
from .errors import NoKeyLine
from .faults import Fault, FaultList
from .keyline import ROOT_KEYS, SHORT_ROOT_KEYS
from .reader import RegText, below_root
from .rows import Op, RowsBuilder

_GAP = r"(?: {4}|\t)"
_KEY = re.compile(r"(HK[A-Z_]{2,18}+)((?:\\[^\\]++)*)\\?")
_VALUE = re.compile(rf" {{4}}(.*?){_GAP}(REG_[A-Z_]++)(?:{_GAP}(.*+))?", re.DOTALL)
_DEFAULT = re.compile(r"\([^()]++\)|<[^<>]++>")
"""What stands for the name of the default value, and for a value that is not set: in brackets, in any language."""

_DEFAULT_WORDS = frozenset({"(Default)", "<NO NAME>"})
"""What stands for it in English, today and on Windows XP: a value of this name need not be the first of its key."""

_TEXTS = frozenset({"REG_SZ", "REG_EXPAND_SZ", "REG_LINK"})


class _Misread(Exception):
    """Data that its type does not have."""


def read_query(data: bytes, encoding: str | None = None, root: str | None = None, strict: bool = False) -> RegText:
    """Parse a listing into the same rows as a `.reg` file.

    ``encoding`` is that of lines that are neither ASCII nor UTF-8 (the console's code page, such as cp850); ``root``
    chooses a key to make paths relative to. ``strict`` raises for the first problem, save the one that says that a
    listing is not exact. Raises :class:`NoKeyLine`, :class:`UnreadableText` for an unknown encoding,
    :class:`NoSuchRoot`.
    """
    faults, builder = FaultList(), RowsBuilder()
    text, guessed = decoded_loosely(data, codec_name(encoding))
    _Lister(builder, faults).read(lines_of(text))
    if not len(builder):
        raise NoKeyLine("there is no line with a key, such as HKEY_LOCAL_MACHINE\\Cluster", Location(line=1))
    if guessed:
        faults.add(Fault.QUERY_ENCODING, guessed, text.split("\n", guessed)[guessed - 1], 0)
    found = below_root(builder.rows(), root, faults, len(data), encoding or "utf-8", "")
    if strict:
        check_none(found.problems)
    return found.as_listing()


class _Pending(NamedTuple):
    line: int
    name: str
    kind: str
    text: list[str]


class _Lister:
    """Goes through the lines; a value is stored when the next line shows that it has ended."""

    def __init__(self, rows: RowsBuilder, faults: FaultList) -> None:
        self._rows = rows
        self._faults = faults
        self._path = -1
        self._first = self._no_default = True
        self._words = set(_DEFAULT_WORDS)
        self._open: _Pending | None = None

    def read(self, lines: Iterator[str]) -> None:
        """All lines."""
        for number, line in enumerate(lines, 1):
            key = _key_path(line)
            value = None if key else _VALUE.fullmatch(line)
            if key:
                self._close()
                self._path, self._first, self._no_default = self._rows.number_of(key), True, True
                self._rows.add(Op.CREATE_KEY, self._path, number)
            elif value and self._path >= 0:
                self._close()
                self._open = _Pending(number, value[1], value[2], [value[3] or ""])
            elif not line.strip():
                self._close()
            elif self._open and self._open.kind in _TEXTS:
                self._open.text.append(line)
            elif self._path >= 0 and line.startswith("    "):
                self._faults.add(Fault.QUERY_LINE, number, line, 4, self._path)
        self._close()

    def _close(self) -> None:
        if self._open is None:
            return
        number, name, kind, text = self._open
        self._open = None
        default = self._is_default(name)
        whole = "\n".join(text)
        if default and kind in _TEXTS and _DEFAULT.fullmatch(whole):
            return
        name = "" if default else name
        read = _TYPES.get(kind)
        try:
            if read is None:
                raise _Misread
            self._rows.add(Op.SET_VALUE, self._path, number, name, read[0], read[1](whole))
        except _Misread:
            self._faults.add(Fault.QUERY_DATA, number, f"{kind} {text[0]}", 0, self._path, name)

    def _is_default(self, name: str) -> bool:
        """Whether this is the default value: once in a key, by a word in brackets that was the first of some key."""
        if self._first and _DEFAULT.fullmatch(name):
            self._words.add(name)
        default = self._no_default and name in self._words
        self._first, self._no_default = False, self._no_default and not default
        return default


def _key_path(line: str) -> str | None:
    found = _KEY.fullmatch(line)
    root = SHORT_ROOT_KEYS.get(found[1], found[1]) if found else ""
    return f"{root}{found[2]}" if found and root in ROOT_KEYS else None


def _hex(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise _Misread from None


def _number(size: int, order: str = "little") -> Callable[[str], bytes]:
    def read(text: str) -> bytes:
        try:
            return int(text, 16).to_bytes(size, "big" if order == "big" else "little")
        except (ValueError, OverflowError):
            raise _Misread from None

    return read


def _strings(text: str) -> bytes:
    parts = [part for part in text.split("\\0") if part]
    return multi_text_data(parts)


_TYPES: Mapping[str, tuple[ValueType, Callable[[str], bytes]]] = MappingProxyType(
    {
        "REG_SZ": (ValueType.REG_SZ, text_data),
        "REG_EXPAND_SZ": (ValueType.REG_EXPAND_SZ, text_data),
        "REG_LINK": (ValueType.REG_LINK, text_data),
        "REG_MULTI_SZ": (ValueType.REG_MULTI_SZ, _strings),
        "REG_DWORD": (ValueType.REG_DWORD, _number(4)),
        "REG_DWORD_LITTLE_ENDIAN": (ValueType.REG_DWORD, _number(4)),
        "REG_DWORD_BIG_ENDIAN": (ValueType.REG_DWORD_BIG_ENDIAN, _number(4, "big")),
        "REG_QWORD": (ValueType.REG_QWORD, _number(8)),
        "REG_BINARY": (ValueType.REG_BINARY, _hex),
        "REG_NONE": (ValueType.REG_NONE, _hex),
        "REG_RESOURCE_LIST": (ValueType.REG_RESOURCE_LIST, _hex),
        "REG_FULL_RESOURCE_DESCRIPTOR": (ValueType.REG_FULL_RESOURCE_DESCRIPTOR, _hex),
        "REG_RESOURCE_REQUIREMENTS_LIST": (ValueType.REG_RESOURCE_REQUIREMENTS_LIST, _hex),
    }
)
"""The type as it is written -> its number, and how its data is read."""
