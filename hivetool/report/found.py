"""What a search found, as lines and as JSON lines, with the objects of the cluster named."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from hivetool.cluster.names import Names, object_of, title
from hivetool.hive.hive import Hive
from hivetool.hive.search import Hit
from hivetool.hive.types import type_name
from hivetool.hive.views import Key

from .plain import visible
from .stored import stored_words


def found_text(hive: Hive, hits: Iterable[Hit], names: Names | None) -> Iterator[str]:
    r"""A line a hit: ``Resources\6e39… (resource SQL01): Name REG_SZ "SQL01"``; ``names`` of a cluster's hive."""
    for hit in hits:
        path = Key(hive, hit.key).path
        owner = _owner(path, names)
        place = visible(path) if path else "(root)"
        line = f"{place}  ({visible(owner)})" if owner else place
        if hit.value is not None:
            value = hive.value_at(hit.value)
            words = stored_words(int(value.type), value.data, value.name, names)
            line += f"  {visible(value.name) if value.name else '(default)'}  {type_name(value.type)}  {words}"
        yield f"{line}\n"


def found_json(hive: Hive, hits: Iterable[Hit], names: Names | None) -> Iterator[str]:
    """An object a line, ``hivetool.find/1``: where it was found, the value if it is one, and whose it is."""
    for hit in hits:
        key = Key(hive, hit.key)
        document: dict[str, Any] = {"found_in": str(hit.part), "path": key.path, "object": _owner(key.path, names)}
        at = key.location
        if hit.value is not None:
            value = hive.value_at(hit.value)
            at = value.location
            document |= {"name": value.name, "type": int(value.type), "data": value.data.hex()}
        if at.offset is not None:
            document["offset"] = at.offset
        elif at.line is not None:
            document["line"] = at.line
        yield json.dumps(document) + "\n"


def _owner(path: str, names: Names | None) -> str | None:
    """``resource SQL01`` for a key of that object, None for what is no object's."""
    found = object_of(path)
    return None if names is None or found is None else f"{title(found[0])} {names.of(*found)}"
