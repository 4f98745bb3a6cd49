"""Searching a hive: in the names of keys and values and in data, as text, as a number, as the bytes of a GUID."""

from __future__ import annotations

import fnmatch
import re
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from .decode import whole_units
from .errors import HivetoolError
from .hive import Hive
from .table import Table
from .types import ValueType
from .upcase import upcase

_TEXTS = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_LINK, ValueType.REG_MULTI_SZ})
_NUMBERS = frozenset({ValueType.REG_DWORD, ValueType.REG_QWORD, ValueType.REG_DWORD_BIG_ENDIAN})
_NUMBER = re.compile(r"[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}")


class Part(StrEnum):
    """Where to look, and where something was found."""

    KEYS = "keys"
    """names of keys"""
    NAMES = "names"
    """names of values"""
    DATA = "data"
    """data of values"""


@dataclass(eq=False)
class BadPattern(HivetoolError, ValueError):
    """A regular expression that is none."""

    sentence: ClassVar[str] = "{pattern!r} is no regular expression: {reason}"

    pattern: str
    reason: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found: a row of the hive's keys, or one of its values (``value``; ``key`` is then the value's)."""

    part: Part
    key: int
    value: int | None = None


@dataclass(frozen=True)
class Query:
    """What is searched for: ``text`` in an upper-cased text; a number that is equal; bytes in binary data."""

    text: Callable[[str], bool]
    number: int | None = None
    raw: bytes | None = None


def query(words: str, *, regex: bool = False) -> Query:
    """A query for words: a part of a text, compared without case; with ``*`` a pattern for the whole of it.

    Digits, or hex behind 0x, are also a number to be equal to; a GUID is also its 16 bytes. ``regex``: a regular
    expression, searched without case. Raises :class:`BadPattern`.
    """
    if regex:
        try:
            found = re.compile(words, re.IGNORECASE)
        except re.error as error:
            raise BadPattern(words, str(error)) from error
        return Query(lambda text: found.search(text) is not None)
    wanted = upcase(words)
    number = int(words, 16 if words[:2].lower() == "0x" else 10) if _NUMBER.fullmatch(words) else None
    if "*" in words:
        whole = re.compile(fnmatch.translate(wanted.replace("[", "[[]").replace("?", "[?]")))
        return Query(lambda text: whole.match(upcase(text)) is not None, number)
    return Query(lambda text: wanted in upcase(text), number, _guid_bytes(words))


def _guid_bytes(words: str) -> bytes | None:
    try:
        return uuid.UUID(words.strip("{}")).bytes_le
    except ValueError:
        return None


def search(hive: Hive, wanted: Query, parts: frozenset[Part] = frozenset(Part)) -> Iterator[Hit]:
    """Everything that fits, key by key in level order: the key's name first, then its values in stored order."""
    table, begins = hive.table(), hive.columns.first_value.tolist()
    look = _Look(table, wanted)
    for key, name in enumerate(table.key_names):
        if Part.KEYS in parts and key and look.text(name):
            yield Hit(Part.KEYS, key)
        for row in range(begins[key], begins[key + 1]):
            if Part.NAMES in parts and look.text(table.value_names[row]):
                yield Hit(Part.NAMES, key, row)
            elif Part.DATA in parts and look.data(row):
                yield Hit(Part.DATA, key, row)


class _Look:
    """Looks at each different text and datum once: names repeat, and so does most data."""

    def __init__(self, table: Table, wanted: Query) -> None:
        self._table, self._wanted = table, wanted
        self._texts: dict[str, bool] = {}
        self._data: dict[tuple[int, bytes], bool] = {}

    def text(self, text: str) -> bool:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = self._wanted.text(text)
        return known

    def data(self, row: int) -> bool:
        place = self._table.value_types[row], self._table.value_data[row]
        known = self._data.get(place)
        if known is None:
            known = self._data[place] = self._fits(*place)
        return known

    def _fits(self, kind: int, data: bytes) -> bool:
        if kind in _NUMBERS:
            data = data[::-1] if kind == ValueType.REG_DWORD_BIG_ENDIAN else data
            return self._wanted.number is not None and int.from_bytes(data, "little") == self._wanted.number
        if kind in _TEXTS:
            return any(map(self._wanted.text, whole_units(data).rstrip("\0").split("\0")))
        if self._wanted.raw is not None and self._wanted.raw in data:
            return True
        readings = (whole_units(data), whole_units(data[1:]), data.decode("latin-1"))
        return any(self._wanted.text(piece) for text in readings for piece in text.split("\0") if piece)
