"""How content of a kind is held, in JSON and in SQLite: one row a kind, both ways beside each other."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

LONGEST_SHOWN: Final = 40
"""Characters of a text that a message shows."""

Column = Sequence[Any]


class Misfit(Exception):
    """Something that a field cannot hold; the text says what stands there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How content of a kind is held.

    ``words`` completes "it is"; ``column`` declares a column of it. ``to_json`` gives JSON text, ``to_cell`` what is
    bound to a column. ``from_json`` and ``from_cell`` take anything that can stand there and raise :class:`Misfit`;
    ``all_json`` and ``all_cells`` do the same with each of a list, many times faster, and do not say which it was.
    """

    words: str
    column: str
    to_json: Callable[[Any], str]
    from_json: Callable[[object], Any]
    to_cell: Callable[[Any], object]
    from_cell: Callable[[object], Any]
    all_json: Callable[[Column], Column] | None = None
    all_cells: Callable[[Column], Column] | None = None


def shown(item: object) -> str:
    """Something that stands in a table, for a message: short, on one line, in ASCII."""
    if isinstance(item, str):
        return ascii(item) if len(item) <= LONGEST_SHOWN else f"{item[:LONGEST_SHOWN]!a}..."
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


def _all_whole(most: int) -> Callable[[Column], Column]:
    def read(items: Column) -> Column:
        if set(map(type, items)) <= {int} and min(items, default=0) >= 0 and max(items, default=0) <= most:
            return items
        raise Misfit

    return read


def _all_of(kind: type) -> Callable[[Column], Column]:
    def read(items: Column) -> Column:
        if set(map(type, items)) <= {kind}:
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


_CHANGED_BY_SQLITE = re.compile("[\ud800-\udfff\ufffe\uffff]").search
"""SQLite makes U+FFFD of these when it takes text as UTF-8."""


def _text_cell(text: str) -> object:
    """Text, or its UTF-16LE where SQLite would change it on the way in; the writer makes text of that there."""
    return utf16(text) if _CHANGED_BY_SQLITE(text) else text


def _text_of_cell(item: object) -> str:
    """Text that was read as the bytes it has in the database."""
    if isinstance(item, bytes) and len(item) % 2 == 0:
        return item.decode("utf-16-le", "surrogatepass")
    raise Misfit(f"{shown(item)}, which is no text in UTF-16")


def _texts_of_cells(items: Column) -> Column:
    """Different names are few: each is decoded once."""
    texts = {item: _text_of_cell(item) for item in set(items)}
    return [texts[item] for item in items]


def _class_json(data: bytes) -> str:
    if len(data) % 2:
        return f'{{"data": {_hex_json(data)}}}'
    return quoted(data.decode("utf-16-le", "surrogatepass"))


def _class_of_json(item: object) -> bytes:
    if isinstance(item, dict) and item.keys() == {"data"}:
        return _hex_of_json(item["data"])
    return utf16(_text(item))


def _class_cell(data: bytes) -> object:
    return data if len(data) % 2 else _text_cell(data.decode("utf-16-le", "surrogatepass"))


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


def _all_hex(items: Column) -> Column:
    try:
        return list(map(bytes.fromhex, _all_of(str)(items)))
    except ValueError:
        raise Misfit from None


def _signed(number: int) -> int:
    """SQLite's numbers end at 2^63 - 1, in the year 30828; later times are held as negative numbers."""
    return number if number < 1 << 63 else number - (1 << 64)


def _filetime_of_cell(item: object) -> int:
    number = _whole(_MOST_ROW, -_MOST_ROW - 1)(item) % (1 << 64)
    if number <= _LAST_FILETIME:
        return number
    raise Misfit(shown(item))


quoted = json.encoder.encode_basestring_ascii
"""A text as JSON in ASCII."""

_LAST_FILETIME = (1 << 64) - 2
_MOST = (1 << 32) - 1
_MOST_ROW = (1 << 63) - 1

NUMBER = Form(
    words=f"a whole number from 0 to {_MOST}",
    column="INTEGER",
    to_json=str,
    from_json=_whole(_MOST),
    to_cell=int,
    from_cell=_whole(_MOST),
    all_json=_all_whole(_MOST),
    all_cells=_all_whole(_MOST),
)
ROW = Form(
    words="the number of a row",
    column="INTEGER",
    to_json=str,
    from_json=_whole(_MOST_ROW),
    to_cell=int,
    from_cell=_whole(_MOST_ROW, -_MOST_ROW - 1),
)
FILETIME = Form(
    words="a FILETIME (100 ns since 1601) from 0 to 2^64 - 2",
    column="INTEGER",
    to_json=str,
    from_json=_whole(_LAST_FILETIME),
    to_cell=_signed,
    from_cell=_filetime_of_cell,
    all_json=_all_whole(_LAST_FILETIME),
)
TEXT = Form(
    words="text",
    column="TEXT",
    to_json=quoted,
    from_json=_text,
    to_cell=_text_cell,
    from_cell=_text_of_cell,
    all_json=_all_of(str),
    all_cells=_texts_of_cells,
)
CLASS = Form(
    words='text, or in JSON {"data": hex} where the bytes are none',
    column="TEXT",
    to_json=_class_json,
    from_json=_class_of_json,
    to_cell=_class_cell,
    from_cell=_bytes_of_cell,
)
HEX = Form(
    words="bytes, in JSON as hex",
    column="BLOB",
    to_json=_hex_json,
    from_json=_hex_of_json,
    to_cell=bytes,
    from_cell=_bytes_of_cell,
    all_json=_all_hex,
    all_cells=_all_of(bytes),
)
