"""Properties that are set, before and after, in text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hivetool.cluster.assign import Change
from hivetool.cluster.model import Content
from hivetool.cluster.schema import UNSET, Property

from .evidence import edit_json
from .layout import wrapped
from .plain import visible
from .powershell import powershell, quoted

UNSUPPORTED = (
    'Editing the database of a running cluster is unsupported (MSCS "Cluster Database"): this is for copies. '
    "On a live cluster use the PowerShell."
)

NOT_STORED = "not stored"


def changes_text(changes: Sequence[Change], width: int = 100) -> Iterator[str]:
    """Each change with the value before and after and the PowerShell that does it live."""
    last: tuple[str, str] | None = None
    for change in changes:
        if last != (change.kind, change.id):
            yield f"{_title(change)}\n"
            last = (change.kind, change.id)
        before = NOT_STORED if change.before is None else _words(change.before.value, change.before.value, change.prop)
        yield f"  {change.prop.name}: {before} -> {_words(change.after, change.shown, change.prop)}{_unit(change)}\n"
        yield f"    live: {_live(change)}\n"
    yield "\n" + "".join(f"{line}\n" for line in wrapped(UNSUPPORTED, width))


def changes_json(changes: Sequence[Change], written: str | None) -> dict[str, Any]:
    """``hivetool.set/1``; ``written`` is the file that was, null for a look without one."""
    return {
        "schema": "hivetool.set/1",
        "changes": [
            {
                "object": {"kind": change.kind, "id": change.id, "name": change.name},
                "property": change.prop.name,
                "before": None if change.before is None else _plain(change.before.value),
                "after": _plain(change.after),
                "unit": change.prop.unit,
                "edit": edit_json(change.edit),
                "powershell": powershell(change),
            }
            for change in changes
        ],
        "written": written,
        "note": UNSUPPORTED,
    }


def _plain(value: Content | None) -> int | str | list[str] | None:
    if isinstance(value, bytes):
        return value.hex()
    return list(value) if isinstance(value, tuple) else value


def _title(change: Change) -> str:
    if change.kind == "cluster":
        return "the cluster"
    return visible(f"{change.kind} {change.name}") + (f" {change.id}" if change.id != change.name else "")


def _live(change: Change) -> str:
    live = powershell(change)
    if live is None and quoted(change.name) is None:
        return "its name has characters that cannot be written safely in a command"
    return visible(live) if live is not None else "no supported command does this"


def _words(value: Content | None, shown: Content | None, prop: Property) -> str:
    if value is None:
        return NOT_STORED
    if isinstance(value, int):
        meaning = prop.word(value)
        if meaning is not None:
            return f"{value if value < UNSET else hex(value)} ({visible(meaning)})"
        return f"{value} (0x{value:x})" if value > 9999 else str(value)
    if isinstance(value, str):
        return visible(f'"{value}"')
    if isinstance(value, bytes):
        return f"hex {value.hex()}"
    listed = visible(", ".join(value)) or "(empty)"
    names = visible(", ".join(shown)) if isinstance(shown, tuple) and shown != value else ""
    return f"{listed} ({names})" if names else listed


def _unit(change: Change) -> str:
    is_plain = isinstance(change.after, int) and change.prop.word(change.after) is None
    return f" {change.prop.unit}" if change.prop.unit and is_plain else ""
