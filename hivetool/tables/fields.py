"""The fields of keys and values, written down once: their names, and how JSON and SQLite hold them.

The words are those of ``dump --format jsonl``. A field's content in Python: ``last_written`` a FILETIME or None,
``class`` UTF-16LE bytes or None, ``security`` the number of a descriptor or None, ``flags`` and ``type`` numbers,
``name`` text, ``data`` bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

SCHEMA: Final = "hivetool.hive/1"
FAMILY, _, VERSION = SCHEMA.partition("/")

LONGEST_SHOWN: Final = 40
"""Characters of a text that a message shows."""


class Misfit(Exception):
    """Something that a field cannot hold; the text says what stands there."""


@dataclass(frozen=True, slots=True)
class Form:
    """How content of a kind is held.

    ``words`` completes "it is"; ``column`` declares a column of it. ``to_json`` gives JSON text, ``to_cell`` what is
    bound to a column. ``from_json`` and ``from_cell`` take anything that can stand there and raise :class:`Misfit`;
    ``many`` does what ``from_json`` does with each, many times faster.
    """

    words: str
    column: str
    to_json: Callable[[Any], str]
    from_json: Callable[[object], Any]
    to_cell: Callable[[Any], object]
    from_cell: Callable[[object], Any]
    many: Callable[[list[Any]], list[Any]] | None = None


@dataclass(frozen=True, slots=True)
class Field:
    """A field. One that is ``optional`` may be null or not there, it is then ``default``."""

    name: str
    form: Form
    meaning: str
    optional: bool = False
    default: int | None = None

    def json_column(self, column: list[Any]) -> list[str]:
        """JSON text for every row."""
        write = self.form.to_json
        return ["null" if item is None else write(item) for item in column]

    def cell_column(self, column: list[Any]) -> list[object]:
        """What is bound for every row."""
        write = self.form.to_cell
        return [None if item is None else write(item) for item in column]

    def column_of_json(self, items: list[Any]) -> list[Any]:
        """The content of JSON for every row. Raises :class:`Misfit` without saying which it was."""
        if self.form.many is None or None in items:
            return list(map(self.of_json, items))
        return self.form.many(items)

    def of_json(self, item: object) -> Any:
        """The content of JSON. Raises :class:`Misfit`."""
        return self.default if item is None and self.optional else self.form.from_json(item)

    def of_cell(self, item: object) -> Any:
        """The content of a cell. Raises :class:`Misfit`."""
        return self.default if item is None and self.optional else self.form.from_cell(item)


def shown(item: object) -> str:
    """Something that stands in a table, for a message: short, on one line, in ASCII."""
    if isinstance(item, str):
        return ascii(item) if len(item) <= LONGEST_SHOWN else f"{ascii(item[:LONGEST_SHOWN])}..."
    if isinstance(item, bytes):
        return f"{len(item):,} bytes"
    if item is None or isinstance(item, bool):
        return json.dumps(item)
    if isinstance(item, int | float):
        digits = repr(item)
        return digits if len(digits) <= LONGEST_SHOWN else f"a number of {len(digits):,} digits"
    return "an object" if isinstance(item, dict) else "a list"


def _whole(most: int, least: int = 0) -> Callable[[object], int]:
    def read(item: object) -> int:
        if type(item) is int and least <= item <= most:
            return item
        raise Misfit(shown(item))

    return read


def _whole_numbers(most: int) -> Callable[[list[Any]], list[int]]:
    def read(items: list[Any]) -> list[int]:
        if set(map(type, items)) <= {int} and min(items, default=0) >= 0 and max(items, default=0) <= most:
            return items
        raise Misfit

    return read


def utf16(text: str) -> bytes:
    """UTF-16LE, lone surrogates as they are."""
    return text.encode("utf-16-le", "surrogatepass")


def _text(item: object) -> str:
    if type(item) is str:
        return item
    raise Misfit(shown(item))


def _texts(items: list[Any]) -> list[str]:
    if set(map(type, items)) <= {str}:
        return items
    raise Misfit


_NO_TEXT_FOR_SQLITE = re.compile("[\ud800-\udfff\ufffe\uffff]").search
"""SQLite makes U+FFFD of these when it takes text as UTF-8."""


def text_cell(text: str) -> object:
    """Text, or its UTF-16LE where SQLite would change it on the way in; the writer makes text of that there."""
    return utf16(text) if _NO_TEXT_FOR_SQLITE(text) else text


def _text_of_cell(item: object) -> str:
    """Text that was read as the bytes it has in the database."""
    if isinstance(item, bytes) and len(item) % 2 == 0:
        return item.decode("utf-16-le", "surrogatepass")
    raise Misfit(f"{shown(item)}, which is no UTF-16")


def _class_json(data: bytes) -> str:
    if len(data) % 2:
        return f'{{"data": {_hex_json(data)}}}'
    return quoted(data.decode("utf-16-le", "surrogatepass"))


def _class_of_json(item: object) -> bytes:
    if isinstance(item, dict) and item.keys() == {"data"}:
        return _hex_of_json(item["data"])
    return utf16(_text(item))


def _class_cell(data: bytes) -> object:
    return data if len(data) % 2 else text_cell(data.decode("utf-16-le", "surrogatepass"))


def _bytes_of_cell(item: object) -> bytes:
    if isinstance(item, bytes):
        return item
    raise Misfit(shown(item))


def _hex_json(data: bytes) -> str:
    return f'"{data.hex()}"'


def _hex_of_json(item: object) -> bytes:
    try:
        return bytes.fromhex(_text(item))
    except ValueError:
        raise Misfit(shown(item)) from None


def _hex_of_jsons(items: list[Any]) -> list[bytes]:
    try:
        return list(map(bytes.fromhex, _texts(items)))
    except ValueError:
        raise Misfit from None


def _signed(number: int) -> int:
    """SQLite's numbers end at 2^63 - 1, in the year 30828; later times are held as negative numbers."""
    return number if number < 1 << 63 else number - (1 << 64)


def _filetime_of_cell(item: object) -> int:
    number = _whole((1 << 63) - 1, -(1 << 63))(item)
    return _whole(_LAST_FILETIME)(number % (1 << 64))


quoted = json.encoder.encode_basestring_ascii
"""A text as JSON in ASCII."""

_LAST_FILETIME = (1 << 64) - 2
_MOST = (1 << 32) - 1

NUMBER = Form(f"a whole number from 0 to {_MOST}", "INTEGER", str, _whole(_MOST), int, _whole(_MOST), _whole_numbers(_MOST))
FILETIME = Form(
    "a FILETIME (100 ns since 1601), 0 to 2^64 - 2",
    "INTEGER",
    str,
    _whole(_LAST_FILETIME),
    _signed,
    _filetime_of_cell,
    _whole_numbers(_LAST_FILETIME),
)
_ROW_NUMBER = _whole((1 << 63) - 1, -(1 << 63))
ROW = Form("the number of a row", "INTEGER", str, _ROW_NUMBER, int, _ROW_NUMBER)
TEXT = Form("text", "TEXT", quoted, _text, text_cell, _text_of_cell, _texts)
CLASS = Form(
    'text, or {"data": hex} for bytes that are none', "TEXT", _class_json, _class_of_json, _class_cell, _bytes_of_cell
)
HEX = Form("bytes, in JSON as hex", "BLOB", _hex_json, _hex_of_json, bytes, _bytes_of_cell, _hex_of_jsons)

KEY_FIELDS: tuple[Field, ...] = (
    Field("last_written", FILETIME, "when the key or its values were changed last", optional=True),
    Field("class", CLASS, "the key's class", optional=True),
    Field("security", NUMBER, "the number of its security descriptor", optional=True),
    Field("flags", NUMBER, "the key's flags as its hive stores them", optional=True, default=0),
)
VALUE_FIELDS: tuple[Field, ...] = (
    Field("name", TEXT, "the value's name, empty for the default value"),
    Field("type", NUMBER, "the number of its type, 1 for REG_SZ"),
    Field("data", HEX, "its bytes exactly as stored"),
)
