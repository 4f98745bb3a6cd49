"""Two hives apart as JSON, and as the PowerShell that leads back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hivetool.cluster.assign import change_of
from hivetool.cluster.difference import Extent, Part, Stored
from hivetool.cluster.model import Database
from hivetool.cluster.names import Names

from .difference_text import part_title, step_words
from .evidence import edit_json
from .powershell import powershell


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


def way_back(parts: Sequence[Part], names: Names, a: Database) -> Iterator[str]:
    """The PowerShell that gives a live cluster what ``a`` has, for parts that lead from ``b`` back to ``a``.

    Objects that only one of them has are named in comments: making and removing them takes a person.
    """
    yield "# What leads a live cluster back. Lines that begin with # have to be done by other means.\n"
    for part in parts:
        yield f"\n# {part_title(part)}\n"
        for step in part.steps:
            change = change_of(a, part.kind, part.id, part.name, step.edit)
            live = powershell(change) if change is not None else None
            yield f"{live}\n" if live else f"# no supported command: {step_words(part, step, names)}\n"
