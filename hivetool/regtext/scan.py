"""One pass over the lines of a `.reg` file: rows for what can be read, faults for what cannot."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from hivetool.hive.decode import text_data
from hivetool.hive.types import ValueType

from .faults import NO_PATH, Fault, FaultList, Unreadable
from .header import OLD_HEADER, VERSIONS, check_header, is_header
from .keyline import LONGEST_VALUE_NAME, key_line, units
from .lexis import BLANKS, hex_line, plain_hex
from .rows import Op, RowsBuilder
from .valueline import value_data, value_name

# A value line as regedit writes it; whatever else is legal, or not, takes the long way.
_PLAIN = re.compile(
    r'(?:@|"([^"\\]*+)")=(?:"([^"\\]*+)"|dword:([0-9A-Fa-f]{8})|hex(?:\(([0-9A-Fa-f]{1,8})\))?:([0-9A-Fa-f,]*+)(\\?))'
)
_PLAIN_HEX = re.compile(r"[ \t]*+([0-9A-Fa-f,]++)(\\?)")
_HEX_DIGITS = frozenset("0123456789ABCDEFabcdef")

UNREADABLE_KEY = -2
"""The current path below a key line that was refused: its values go with it, without a word of their own."""


class _Pending(NamedTuple):
    """A value line whose name is known."""

    number: int
    line: str
    at: int
    name: str


class Scanned(NamedTuple):
    """How many key lines were understood, and the version that the header says."""

    key_lines: int
    version: str


def scan(lines: Iterator[str], rows: RowsBuilder, faults: FaultList, encoding: str = "utf-16-le") -> Scanned:
    """Read all lines into ``rows`` and ``faults``; ``encoding`` is that of the file.

    Raises :class:`NoHeader` if the first line is not the header.
    """
    numbered = enumerate(lines, 1)
    version = check_header(next(numbered, (1, ""))[1])
    code_page = encoding if version == VERSIONS[OLD_HEADER] and not encoding.startswith("utf-16") else None
    scanner = _Scanner(numbered, rows, faults, code_page)
    scanner.run()
    return Scanned(scanner.key_lines, version)


class _Scanner:
    def __init__(
        self, numbered: Iterator[tuple[int, str]], rows: RowsBuilder, faults: FaultList, code_page: str | None
    ) -> None:
        self._numbered = numbered
        self._code_page = code_page
        self._rows = rows
        self._faults = faults
        self._path = NO_PATH
        self._hex_dropped = False
        self._last = (1, "")
        self.key_lines = 0

    def run(self) -> None:
        plain = _PLAIN.fullmatch
        for number, line in self._numbered:
            found = plain(line)
            if found is None:
                self._other(number, line)
                continue
            self._hex_dropped = False
            name, text, digits, kind, run, backslash = found.groups()
            pending = _Pending(number, line, 0, name or "")
            if text is not None:
                self._set(pending, ValueType.REG_SZ, text_data(text))
            elif digits is not None:
                self._set(pending, ValueType.REG_DWORD, bytes.fromhex(digits)[::-1])
            elif (data := plain_hex(run)) is None or (backslash and run and run[-1] != ","):
                self._value(number, line, 0)
            else:
                self._hex(pending, int(kind, 16) if kind else ValueType.REG_BINARY, data, bool(backslash))

    def _other(self, number: int, line: str) -> None:
        bare = line.lstrip(BLANKS)
        if not bare:
            return
        read = _KINDS.get(bare[0], _Scanner._unknown)
        if read is not _Scanner._unknown:
            self._hex_dropped = False
        read(self, number, line, len(line) - len(bare))

    def _skip(self, number: int, line: str, at: int) -> None:
        """Comments; ``#`` is no comment to Windows, but it ignores such lines too."""

    def _unknown(self, number: int, line: str, at: int) -> None:
        if is_header(line):
            return
        if self._hex_dropped and line[at] in _HEX_FIRST:
            return
        self._hex_dropped = False
        self._faults.add(Fault.LINE, number, line, at)

    def _key(self, number: int, line: str, at: int) -> None:
        try:
            path, delete = key_line(line, at)
        except Unreadable as unreadable:
            self._path = UNREADABLE_KEY
            self.key_lines += unreadable.fault is Fault.DELETE_ROOT
            self._faults.add(unreadable.fault, number, line, unreadable.at)
            return
        self.key_lines += 1
        where = self._rows.number_of(path)
        self._rows.add(Op.DELETE_KEY if delete else Op.CREATE_KEY, where, number)
        self._path = NO_PATH if delete else where

    def _value(self, number: int, line: str, at: int) -> None:
        try:
            name, end, odd = value_name(line, at)
        except Unreadable as unreadable:
            self._faults.add(unreadable.fault, number, line, unreadable.at, self._path)
            return
        pending = _Pending(number, line, at, name)
        try:
            kind, data, more, odd_data = value_data(line, end)
        except Unreadable as unreadable:
            self._drop(pending, unreadable.fault, number, line, unreadable.at)
            self._hex_dropped = line.startswith("hex", end)
            return
        odd = odd if odd >= 0 else odd_data
        if odd >= 0:
            self._faults.add(Fault.ESCAPE_OTHER, number, line[: odd + 2], odd, self._path, name)
        if data is None:
            self._store(pending, Op.DELETE_VALUE, 0, b"")
        else:
            self._hex(pending, kind, data, more)

    def _hex(self, pending: _Pending, kind: int, data: bytes, more: bool) -> None:
        whole = self._continued(pending, data) if more else data
        if whole is not None and self._code_page and kind in _TEXT_TYPES:
            whole = self._widened(pending, whole)
        if whole is not None:
            self._set(pending, kind, whole)

    def _widened(self, pending: _Pending, data: bytes) -> bytes:
        """Text of a code page as UTF-16LE, which is what a file of single bytes holds of it in hex."""
        try:
            return data.decode(self._code_page or "utf-8").encode("utf-16-le", "surrogatepass")
        except UnicodeDecodeError:
            self._faults.add(Fault.ANSI_BYTES, pending.number, pending.name, 0, self._path, pending.name)
            return data.decode("cp1252", "replace").encode("utf-16-le")

    def _continued(self, pending: _Pending, data: bytes) -> bytes | None:
        parts = [data]
        self._last = pending.number, pending.line
        for number, line in self._numbered:
            self._last = number, line
            bare = line.lstrip(BLANKS)
            if not bare or bare[0] == ";":
                continue
            at = len(line) - len(bare)
            if bare[0] not in _HEX_DIGITS:
                self._drop(pending, Fault.HEX_LINE, number, line, at)
                return None
            try:
                part, more = _continuation(line, at)
            except Unreadable as unreadable:
                self._drop(pending, unreadable.fault, number, line, unreadable.at)
                self._hex_dropped = True
                return None
            parts.append(part)
            if not more:
                return b"".join(parts)
        number, line = self._last
        self._faults.add(Fault.HEX_END, number, line, len(line), self._path, pending.name)
        return b"".join(parts)

    def _set(self, pending: _Pending, kind: int, data: bytes) -> None:
        self._store(pending, Op.SET_VALUE, kind, data)

    def _store(self, pending: _Pending, op: Op, kind: int, data: bytes) -> None:
        number, line, at, name = pending
        if self._path < 0:
            if self._path != UNREADABLE_KEY:
                self._faults.add(Fault.VALUE_KEY, number, line, at)
        elif len(name) * 2 > LONGEST_VALUE_NAME and units(name) > LONGEST_VALUE_NAME:
            self._faults.add(Fault.VALUE_NAME_SIZE, number, line, at, self._path)
        else:
            self._rows.add(op, self._path, number, name, kind, data)

    def _drop(self, pending: _Pending, fault: Fault, number: int, line: str, at: int) -> None:
        self._faults.add(fault, number, line, at, self._path, pending.name)


def _continuation(line: str, at: int) -> tuple[bytes, bool]:
    found = _PLAIN_HEX.fullmatch(line)
    if found is not None:
        run = found[1]
        data = plain_hex(run)
        if data is not None and not (found[2] and run[-1] != ","):
            return data, bool(found[2])
    return hex_line(line, at, first=False)


_TEXT_TYPES = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_MULTI_SZ})

_HEX_FIRST = _HEX_DIGITS | frozenset(",\\")

_KINDS: Mapping[str, Callable[[_Scanner, int, str, int], None]] = MappingProxyType(
    {
        "[": _Scanner._key,
        '"': _Scanner._value,
        "@": _Scanner._value,
        ";": _Scanner._skip,
        "#": _Scanner._skip,
    }
)
