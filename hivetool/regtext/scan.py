"""The lines of a `.reg` file, one by one: rows for what can be read, faults for what cannot.

The whole grammar is here. :mod:`hivetool.regtext.blockscan` reads the lines that regedit itself writes, which are most
of any file, a block at a time, and leaves the others to this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from hivetool.hive.types import ValueType

from .faults import NO_PATH, Fault, FaultList, Unreadable
from .header import OLD_HEADER, VERSIONS, check_header, is_header
from .keyline import LONGEST_VALUE_NAME, key_line, units
from .lexis import BLANKS, hex_line
from .rows import Op, RowsBuilder
from .valueline import value_data, value_name

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
    scanner = Scanner(numbered, rows, faults, code_page(version, encoding))
    scanner.run()
    return Scanned(scanner.key_lines, version)


def code_page(version: str, encoding: str) -> str | None:
    """The encoding of text that stands in hex, None where that is UTF-16: in version 5 and in Unicode files."""
    return encoding if version == VERSIONS[OLD_HEADER] and not encoding.startswith("utf-16") else None


class Scanner:
    """Reads lines in their order into rows and faults; ``code_page`` is that of text in hex, None for UTF-16."""

    def __init__(
        self, numbered: Iterator[tuple[int, str]], rows: RowsBuilder, faults: FaultList, code_page: str | None
    ) -> None:
        self._numbered = numbered
        self.code_page = code_page
        self._rows = rows
        self._faults = faults
        self._path = NO_PATH
        self._hex_dropped = False
        self._last = (1, "")
        self.key_lines = 0

    def run(self) -> None:
        """All lines, one by one."""
        for number, line in self._numbered:
            self.read(number, line)

    def follow(self, numbered: Iterator[tuple[int, str]]) -> None:
        """Hex data goes on in these lines from now on."""
        self._numbered = numbered

    def forget_hex(self) -> None:
        """A plain value stood here: what follows is no rest of hex data that was dropped."""
        self._hex_dropped = False

    @property
    def path(self) -> int:
        """The number of the key that values belong to now, negative for none."""
        return self._path

    def plain_key(self, path: str) -> int:
        """A key line that was recognized in bulk: values belong to it from now on. Gives the number of its path."""
        self._hex_dropped = False
        self.key_lines += 1
        self._path = self._rows.number_of(path)
        return self._path

    def read(self, number: int, line: str) -> None:
        """One line, and those that its hex data goes on in."""
        bare = line.lstrip(BLANKS)
        if not bare:
            return
        read = _KINDS.get(bare[0], Scanner._unknown)
        if read is not Scanner._unknown:
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
        elif line.startswith("hex", end):
            self._hex(pending, kind, data, more)
        else:
            self._set(pending, kind, data)

    def _hex(self, pending: _Pending, kind: int, data: bytes, more: bool) -> None:
        whole = self._continued(pending, data) if more else data
        if whole is not None and self.code_page and kind in _TEXT_TYPES:
            whole = self._widened(pending, whole)
        if whole is not None:
            self._set(pending, kind, whole)

    def _widened(self, pending: _Pending, data: bytes) -> bytes:
        """Text of a code page as UTF-16LE, which is what a file of single bytes holds of it in hex."""
        try:
            return data.decode(self.code_page or "utf-8").encode("utf-16-le", "surrogatepass")
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
                part, more = hex_line(line, at, first=False)
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


_TEXT_TYPES = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_MULTI_SZ})

_HEX_FIRST = _HEX_DIGITS | frozenset(",\\")

_KINDS: Mapping[str, Callable[[Scanner, int, str, int], None]] = MappingProxyType(
    {
        "[": Scanner._key,
        '"': Scanner._value,
        "@": Scanner._value,
        ";": Scanner._skip,
        "#": Scanner._skip,
    }
)
