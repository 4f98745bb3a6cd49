"""Everything that can be wrong with a `.reg` file and be survived: one table, and the list a reading fills."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hivetool.hive.errors import Problem
from hivetool.hive.faults import MOST_OF_A_KIND, FaultRow, in_marks
from hivetool.hive.location import Location

LONGEST_SNIPPET = 40
"""Characters of the file that a message shows."""

NO_PATH = -1
"""The ``path`` of a fault that concerns no key."""


class Fault(FaultRow):
    """The rows."""

    UTF8 = (
        "reg-utf8",
        "warning",
        "{actual} is not ASCII and the format knows no UTF-8, Windows would take these bytes for its code page",
        "the file is read as UTF-8",
    )
    ODD_SIZE = (
        "reg-odd-size",
        "error",
        "the file ends in the middle of a character, it has an odd number of bytes",
        "the last byte is ignored",
    )
    LINE = (
        "reg-line",
        "error",
        "no key, value or comment begins with {actual}",
        "the line is ignored",
    )
    KEY_BRACKET = (
        "reg-key-bracket",
        "error",
        "the key line has no closing ]",
        "the key and the values below are ignored",
    )
    KEY_BLANK = (
        "reg-key-blank",
        "error",
        "a blank stands before the key's name",
        "the key and the values below are ignored",
    )
    KEY_ROOT = (
        "reg-key-root",
        "error",
        "no root key is called {actual}, they are HKEY_LOCAL_MACHINE, HKEY_USERS, HKEY_CURRENT_USER, "
        "HKEY_CLASSES_ROOT, HKEY_CURRENT_CONFIG",
        "the key and the values below are ignored",
    )
    KEY_NAME_SIZE = (
        "reg-key-name-size",
        "error",
        "a key's name has more than 255 characters",
        "the key and the values below are ignored",
    )
    KEY_DEPTH = (
        "reg-key-depth",
        "error",
        "the key lies more than 512 levels deep",
        "the key and the values below are ignored",
    )
    DELETE_ROOT = (
        "reg-delete-root",
        "warning",
        "a root key cannot be deleted",
        "the line is ignored",
    )
    VALUE_KEY = (
        "reg-value-key",
        "error",
        "no key line stands above the value, or one that deletes the key",
        "the value is dropped",
    )
    VALUE_NAME = (
        "reg-value-name",
        "error",
        "the value's name has no closing quotation mark",
        "the value is dropped",
    )
    VALUE_NAME_SIZE = (
        "reg-value-name-size",
        "error",
        "the value's name has more than 16,383 characters",
        "the value is dropped",
    )
    VALUE_EQUALS = (
        "reg-value-equals",
        "error",
        "after the value's name comes =, not {actual}",
        "the value is dropped",
    )
    VALUE_DATA = (
        "reg-value-data",
        "error",
        'data begins with ", dword:, hex:, hex(n): or -, not with {actual}',
        "the value is dropped",
    )
    VALUE_REST = (
        "reg-value-rest",
        "error",
        "only blanks and a ;comment may follow the data, not {actual}",
        "the value is dropped",
    )
    STRING_END = (
        "reg-string-end",
        "error",
        "the string has no closing quotation mark on its line",
        "the value is dropped",
    )
    ESCAPE = (
        "reg-escape",
        "error",
        r"a backslash may not stand before 0 nor at the end of a line",
        "the value is dropped",
    )
    ESCAPE_OTHER = (
        "reg-escape-other",
        "warning",
        r"{actual} is no escape, a backslash itself is written as \\",
        "the character after the backslash is kept, the backslash is not",
    )
    DWORD = (
        "reg-dword",
        "error",
        "a dword is 1 to 8 hex digits, {actual} does not belong to it",
        "the value is dropped",
    )
    HEX_TYPE = (
        "reg-hex-type",
        "error",
        "the type in hex(type): is a hex number up to ffffffff, {actual} does not belong to it",
        "the value is dropped",
    )
    HEX_BYTE = (
        "reg-hex-byte",
        "error",
        "hex data is bytes of one or two hex digits with commas between, {actual} does not belong to it",
        "the value is dropped",
    )
    HEX_COMMA = (
        "reg-hex-comma",
        "error",
        "there is a comma too many or too few before {actual}",
        "the value is dropped",
    )
    HEX_BACKSLASH = (
        "reg-hex-backslash",
        "error",
        "the backslash that continues hex data comes after a comma and ends the line",
        "the value is dropped",
    )
    HEX_LINE = (
        "reg-hex-line",
        "error",
        "the line above announces more hex data, {actual} is none",
        "the value above and this line are dropped",
    )
    ANSI_BYTES = (
        "reg-ansi-bytes",
        "warning",
        "{actual} holds bytes of a code page that is not known, the file is in the older format REGEDIT4",
        "they are read as cp1252; --encoding says what they are",
    )
    HEX_END = (
        "reg-hex-end",
        "error",
        "the file ends where more hex data was announced",
        "the value keeps the bytes that are there",
    )

    QUERY_LOSSY = (
        "reg-query-lossy",
        "warning",
        "a listing of reg query is not exact: it lacks classes, times, security, unset values and how texts end",
        "it is read as far as it goes; reg save makes an exact copy",
    )
    QUERY_ENCODING = (
        "reg-query-encoding",
        "warning",
        "the line is not UTF-8, it begins with {actual}",
        "it and lines like it are read as cp437; --encoding says what they are",
    )
    QUERY_LINE = (
        "reg-query-line",
        "error",
        "{actual} is no value",
        "the line is ignored",
    )
    QUERY_DATA = (
        "reg-query-data",
        "error",
        "the type is unknown or its data is something else: {actual}",
        "the value is dropped",
    )


class Unreadable(Exception):
    """Raised and caught inside this package only: a line has ``fault`` at the character ``at`` (from 0)."""

    def __init__(self, fault: Fault, at: int) -> None:
        super().__init__(fault, at)
        self.fault = fault
        self.at = at


class Spot(NamedTuple):
    """One fault found: the line and column count from 1, ``path`` is a number or ``NO_PATH``."""

    fault: Fault
    line: int
    column: int
    actual: str
    path: int
    name: str | None


class FaultList:
    """The faults of one reading in the order found, at most ``MOST_OF_A_KIND`` of each."""

    def __init__(self) -> None:
        self._spots: list[Spot] = []
        self._counts: Counter[Fault] = Counter()

    def __len__(self) -> int:
        return len(self._spots)

    def add(self, fault: Fault, number: int, text: str, at: int, path: int = NO_PATH, name: str | None = None) -> None:
        """Note that line ``number``, which reads ``text``, has ``fault`` at its character ``at`` (from 0)."""
        self._counts[fault] += 1
        if self._counts[fault] <= MOST_OF_A_KIND:
            self._spots.append(Spot(fault, number, at + 1, snippet(text[at : at + 200]), path, name))

    def first(self) -> Problem | None:
        """The first fault as a problem, whatever key it concerns."""
        return _problem(self._spots[0], ()) if self._spots else None

    def problems(self, paths: Sequence[str]) -> tuple[Problem, ...]:
        """The faults as problems, in file order; ``paths`` names the keys by number."""
        more = [
            Problem(
                fault.code,
                f"{count - MOST_OF_A_KIND:,} more of these: {fault.blank('…')}",
                Location(line=max(spot.line for spot in self._spots if spot.fault is fault)),
                fault.severity,
            )
            for fault, count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        ordered = sorted(self._spots, key=lambda spot: spot.line)
        return (*(_problem(spot, paths) for spot in ordered), *more)


def snippet(text: str) -> str:
    """The first characters of a text in quotation marks; what it is if it is empty."""
    if not text:
        return "the end of the line"
    shown = in_marks(text[:LONGEST_SNIPPET].rstrip(" \t") or text[:1])
    return shown if len(text) <= LONGEST_SNIPPET else f"{shown}…"


def _problem(spot: Spot, paths: Sequence[str]) -> Problem:
    path = paths[spot.path] if 0 <= spot.path < len(paths) else None
    at = Location(path, spot.name if path is not None else None, line=spot.line, column=spot.column)
    return spot.fault.problem(at, spot.actual)
