"""``dump --deleted``: what was recovered, behind everything that is there; marked, with its place and its proof."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from hivetool.hive.types import type_name
from hivetool.regf.recovery import Recovered, RecoveredKey, RecoveredValue

from .dump import KEYS_PER_PIECE, value_words, written_at
from .layout import counted
from .plain import visible

_UNKNOWN = "(key unknown)"


def deleted_jsonl(recovered: Recovered) -> Iterator[str]:
    """Pieces of JSON lines: keys, then values of keys that are there, then values whose key is not known."""
    return _pieces(json.dumps(entry) + "\n" for entry in _entries(recovered))


def deleted_text(recovered: Recovered) -> Iterator[str]:
    """Pieces of text: the same in words, below a heading."""
    return _pieces(_text(recovered))


def _pieces(entries: Iterator[str]) -> Iterator[str]:
    while piece := "".join(islice(entries, KEYS_PER_PIECE)):
        yield piece


def _entries(recovered: Recovered) -> Iterator[dict[str, Any]]:
    for key in recovered.keys:
        path, proved = recovered.path(key)
        times = {"last_written": key.last_written, "class": None}
        values = [{**_value(value), "offset": value.offset} for value in key.values]
        yield {"path": path, **times, "values": values, **_found(key, "proved" if proved else "unknown")}
    for row, value in recovered.values:
        yield _alone(recovered.live_path(row), value, "proved")
    for value in recovered.orphans:
        yield _alone(None, value, "unknown")


def _alone(path: str | None, value: RecoveredValue, parent: str) -> dict[str, Any]:
    return {"path": path, "last_written": None, "class": None, "values": [_value(value)], **_found(value, parent)}


def _value(value: RecoveredValue) -> dict[str, Any]:
    return {"name": value.name, "type": value.type, "data": None if value.data is None else value.data.hex()}


def _found(entry: RecoveredKey | RecoveredValue, parent: str) -> dict[str, Any]:
    return {"recovered": True, "offset": entry.offset, "found": entry.found, "parent": parent}


def _text(recovered: Recovered) -> Iterator[str]:
    count = len(recovered.values) + len(recovered.orphans) + sum(len(key.values) for key in recovered.keys)
    told = f"{counted(len(recovered.keys), 'key')}, {counted(count, 'value')}"
    yield f"\nDeleted, as far as it can be recovered: {told}\n"
    for key in recovered.keys:
        path, proved = recovered.path(key)
        above = "" if proved else "...\\"
        yield f"[{above}{visible(path)}]  {written_at(key.last_written)}  {_where(key)}\n"
        yield from (f"  {_words(value)}\n" for value in key.values)
    for row, value in recovered.values:
        yield f"[{visible(recovered.live_path(row)) or '(root)'}]  is there, the value was deleted\n  {_words(value)}\n"
    for value in recovered.orphans:
        yield f"{_UNKNOWN}\n  {_words(value)}\n"
    if recovered.more:
        yield f"and {recovered.more:,} more remnants that were not looked into\n"


def _words(value: RecoveredValue) -> str:
    said = "(data overwritten)" if value.data is None else value_words(value.type, value.data)
    name = visible(value.name) if value.name else "(default)"
    return f"{name}  {type_name(value.type)}  {said}  {_where(value)}"


def _where(entry: RecoveredKey | RecoveredValue) -> str:
    return f"({entry.found}, offset 0x{entry.offset:x})"
