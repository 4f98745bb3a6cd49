"""``dump``: every key and value, exact as JSON lines or decoded as text, made in pieces so that nothing piles up."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import NamedTuple

from hivetool.hive.columns import NO_TIME
from hivetool.hive.decode import decoded, whole_units
from hivetool.hive.errors import BadValueData
from hivetool.hive.hive import Hive
from hivetool.hive.types import type_name

from .plain import visible

KEYS_PER_PIECE = 500
"""So many keys make one piece of the output."""

StoredValue = tuple[str, int, bytes]
"""Name, type and data."""


class StoredKey(NamedTuple):
    """One key: its path, FILETIME or None, class or None, and its values in stored order."""

    path: str
    last_written: int | None
    class_name: str | None
    values: list[StoredValue]


def dump_jsonl(hive: Hive) -> Iterator[str]:
    """Pieces of JSON lines, one line a key, in the order of :meth:`hivetool.hive.hive.Hive.walk`."""
    return _pieces(hive, _json_line)


def dump_text(hive: Hive) -> Iterator[str]:
    """Pieces of text: the path and time of each key, its values below it by name, type and what they say."""
    return _pieces(hive, _text_lines)


def _pieces(hive: Hive, shown: Callable[[StoredKey], str]) -> Iterator[str]:
    keys = map(shown, stored_keys(hive))
    while piece := "".join(islice(keys, KEYS_PER_PIECE)):
        yield piece


def stored_keys(hive: Hive) -> Iterator[StoredKey]:
    """Every key with its values, parents before children, depth first in stored order."""
    columns, table = hive.columns, hive.table()
    values = list(zip(table.value_names, table.value_types, table.value_data, strict=True))
    first, none = columns.first_value.tolist(), int(NO_TIME)
    times, classes = columns.keys.last_written.tolist(), _classes(hive)
    rows: list[int] = []
    names: list[str] = []
    for key in hive.walk():
        row = key.row
        while rows and rows[-1] != table.key_parents[row]:
            rows.pop()
            names.pop()
        rows.append(row)
        names.append(table.key_names[row])
        time = times[row]
        yield StoredKey(
            "\\".join(names[1:]),
            None if time == none else time,
            classes.get(row),
            values[first[row] : first[row + 1]],
        )


def _classes(hive: Hive) -> dict[int, str]:
    """The classes of the keys that have one, by row; few do."""
    spans = hive.columns.keys.class_name
    texts = zip(spans.size.tolist(), spans.all(hive.columns.buffers), strict=True)
    return {row: whole_units(data) for row, (size, data) in enumerate(texts) if size >= 0}


_quoted = json.encoder.encode_basestring_ascii


def _json_line(key: StoredKey) -> str:
    values = ", ".join(
        f'{{"name": {_quoted(name)}, "type": {kind}, "data": "{data.hex()}"}}' for name, kind, data in key.values
    )
    written = "null" if key.last_written is None else key.last_written
    kind = "null" if key.class_name is None else _quoted(key.class_name)
    return f'{{"path": {_quoted(key.path)}, "last_written": {written}, "class": {kind}, "values": [{values}]}}\n'


def _text_lines(key: StoredKey) -> str:
    notes = "" if key.last_written is None else f"  {written_at(key.last_written)}"
    notes += "" if key.class_name is None else f"  class {_told(key.class_name)}"
    lines = [(f"[{visible(key.path)}]" if key.path else "(root)") + notes]
    for name, kind, data in key.values:
        lines.append(f"  {visible(name) if name else '(default)'}  {type_name(kind)}  {value_words(kind, data)}")
    return "\n".join(lines) + "\n"


def written_at(filetime: int) -> str:
    """A FILETIME as ISO 8601 in UTC with all its digits, the plain number where it is beyond the year 9999."""
    seconds, ticks = divmod(filetime, 10_000_000)
    try:
        moment = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return f"FILETIME {filetime}"
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{ticks:07}Z"


def value_words(kind: int, data: bytes) -> str:
    """What a value says: text in quotes, numbers in both bases, anything else and misfits as hex."""
    try:
        value = decoded(kind, data)
    except BadValueData:
        return f"{_hex(data)} (does not fit the type)"
    if isinstance(value, int):
        return f"{value} (0x{value:x})"
    if isinstance(value, str):
        return _told(value)
    return _hex(value) if isinstance(value, bytes) else ", ".join(map(_told, value)) or "(no strings)"


def _told(text: str) -> str:
    return f'"{visible(text)}"'


def _hex(data: bytes) -> str:
    return f"hex {data.hex()}" if data else "(no data)"
