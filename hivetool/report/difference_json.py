"""Two hives apart as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hivetool.cluster.difference import Extent, Part, Stored

from .evidence import edit_json


def difference_json(parts: Sequence[Part], ignored: int, titles: tuple[str, str]) -> dict[str, Any]:
    """``hivetool.diff/1``."""
    return {
        "schema": "hivetool.diff/1",
        "a": titles[0],
        "b": titles[1],
        "same": not parts,
        "ignored": ignored,
        "objects": [
            {
                "kind": part.kind,
                "id": part.id,
                "name": part.name,
                "last_written": part.written,
                "edits": [{**edit_json(step.edit), "before": _before_json(step.before)} for step in part.steps],
            }
            for part in parts
        ],
    }


def _before_json(before: Stored | Extent | None) -> dict[str, Any] | None:
    match before:
        case Stored(kind, data):
            return {"type": kind, "data": data.hex()}
        case Extent(keys, values):
            return {"keys": keys, "values": values}
    return None
