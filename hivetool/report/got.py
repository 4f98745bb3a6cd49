"""One value, or one key with what is in it, for scripts and for people."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hivetool.hive.errors import BadValueData
from hivetool.hive.location import Location
from hivetool.hive.types import type_name
from hivetool.hive.views import Key, Value

from .dump import value_words
from .plain import visible


def value_text(value: Value) -> Iterator[str]:
    """The value alone: text, a decimal number, a line for each text of a list, else hex."""
    try:
        found = value.decoded
    except BadValueData:
        found = value.data
    if isinstance(found, bytes):
        yield f"{found.hex()}\n"
    elif isinstance(found, list):
        yield from (f"{visible(text)}\n" for text in found)
    else:
        yield f"{visible(found) if isinstance(found, str) else found}\n"


def value_json(value: Value) -> dict[str, Any]:
    """``hivetool.get/1`` of a value; ``value`` is null where the bytes do not fit the type."""
    try:
        found: Any = value.decoded
    except BadValueData:
        found = None
    return {
        "schema": "hivetool.get/1",
        "path": value.key.path,
        "name": value.name,
        "type": int(value.type),
        "type_name": type_name(int(value.type)),
        "value": found.hex() if isinstance(found, bytes) else found,
        "data": value.data.hex(),
        **_place(value.location),
    }


def key_text(key: Key) -> Iterator[str]:
    """The values of a key, then its subkeys, each in a line."""
    for value in key.values:
        name = visible(value.name) if value.name else "(default)"
        yield f"{name}  {type_name(int(value.type))}  {value_words(int(value.type), value.data)}\n"
    yield from (f"{visible(each.name)}\\\n" for each in key.subkeys)


def key_json(key: Key) -> dict[str, Any]:
    """``hivetool.get/1`` of a key."""
    return {
        "schema": "hivetool.get/1",
        "path": key.path,
        "last_written": key.last_written,
        "class": key.class_name,
        "values": [{"name": each.name, "type": int(each.type), "data": each.data.hex()} for each in key.values],
        "subkeys": [each.name for each in key.subkeys],
        **_place(key.location),
    }


def _place(at: Location) -> dict[str, int]:
    if at.offset is not None:
        return {"offset": at.offset}
    return {"line": at.line} if at.line is not None else {}
