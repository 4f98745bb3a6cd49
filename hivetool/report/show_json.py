"""One object in full, as JSON."""

from __future__ import annotations

from typing import Any

from hivetool.cluster.facts import Content
from hivetool.cluster.settings import Effective
from hivetool.hive.views import Value

from .evidence import fact_json, problem_json
from .showing import Showing


def show_json(shown: Showing) -> dict[str, Any]:
    """``hivetool.show/1``."""
    item = shown.item
    place = item.at
    return {
        "schema": "hivetool.show/1",
        "semantics": shown.semantics.name,
        "object": {
            "kind": item.kind,
            "id": item.id,
            "name": item.name,
            "path": item.path,
            "last_written": item.key.last_written,
            **({"offset": place.offset} if place.offset is not None else {}),
            **({"line": place.line} if place.line is not None else {}),
        },
        "relations": [
            {
                "what": each.what,
                "text": each.text,
                "objects": [{"kind": other.kind, "id": other.id, "name": other.name} for other in each.objects],
            }
            for each in shown.relations
        ],
        "settings": [_setting(each) for each in shown.settings],
        "unknown": {
            "values": [_value(each) for each in item.unknown.values],
            "parameters": [_value(each) for each in item.unknown.parameters],
            "keys": [each.path for each in item.unknown.keys],
        },
        "problems": [problem_json(each) for each in shown.problems],
    }


def _setting(setting: Effective) -> dict[str, Any]:
    prop = setting.prop
    return {
        "property": prop.name,
        "place": prop.place,
        "value": _plain(setting.value),
        "word": setting.word,
        "unit": prop.unit,
        "origin": setting.origin,
        "why": setting.why,
        "stored": None if setting.stored is None else _plain(setting.stored.value),
        "evidence": fact_json(setting.fact),
    }


def _plain(value: Content | None) -> int | str | list[str] | None:
    if isinstance(value, bytes):
        return value.hex()
    return list(value) if isinstance(value, tuple) else value


def _value(value: Value) -> dict[str, Any]:
    return {"name": value.name, "type": int(value.type), "data": value.data.hex()}
