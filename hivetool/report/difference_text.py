"""What is different between two hives, by object, with the names of objects behind their ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hivetool.cluster.assign import NODE_LISTS
from hivetool.cluster.difference import Extent, Part, Step, Stored
from hivetool.cluster.names import FOLDERS, Names
from hivetool.hive.decode import decoded
from hivetool.hive.edit import CreateKey, DeleteKey
from hivetool.hive.errors import BadValueData
from hivetool.hive.types import type_name

from .dump import value_words, written_at
from .layout import counted
from .plain import visible

MOST_SHOWN = 200
"""Characters of a value that are shown."""

_GUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_TITLES = {row.kind: row.title for row in FOLDERS.values()}


def difference_text(parts: Sequence[Part], names: Names, ignored: int, titles: tuple[str, str]) -> Iterator[str]:
    """What is different, an object after the other; values with their old and new content."""
    yield f"--- {visible(titles[0])}\n+++ {visible(titles[1])}\n"
    for part in parts:
        written = f"  (written {written_at(part.written)})" if part.written else ""
        yield f"\n{part_title(part)}{written}\n"
        for step in part.steps:
            yield f"  {step_words(part, step, names)}\n"
    yield f"\n{_summary(parts, ignored)}\n"


def _summary(parts: Sequence[Part], ignored: int) -> str:
    steps = sum(len(part.steps) for part in parts)
    found = f"{counted(steps, 'difference')} in {counted(len(parts), 'place')}" if steps else "no difference"
    if ignored:
        return f"{found}; {counted(ignored, 'value')} left out that change while a cluster runs (--all shows them)"
    return found


def part_title(part: Part) -> str:
    """The object with its name and id, or the key's path."""
    if part.kind == "key":
        return f"key {visible(part.id)}" if part.id else "the cluster"
    name = visible(f"{_TITLES[part.kind]} {part.name}")
    return name if part.name == part.id else f"{name} {visible(part.id)}"


def step_words(part: Part, step: Step, names: Names) -> str:
    """One step: ``+`` is new, ``-`` is gone, ``~`` is different."""
    edit, before = step.edit, step.before
    place = visible(_below(part, edit.key))
    if isinstance(edit, CreateKey):
        return f"+ key {place}" if place else "+ it is new"
    if isinstance(edit, DeleteKey):
        lost = _extent_words(before) if isinstance(before, Extent) else ""
        return f"- key {place}{lost}" if place else f"- it is gone{lost}"
    name = (f"{place}:" if place else "") + (visible(edit.name) or "(default)")
    old = stored_words(before, edit.name, names) if isinstance(before, Stored) else None
    new = stored_words(step.after, edit.name, names) if step.after is not None else None
    if old is None or new is None:
        return f"+ {name}: {new}" if old is None else f"- {name}: {old}"
    types = tuple(type_name(each.type) for each in (before, step.after) if isinstance(each, Stored))
    kinds = "" if types[0] == types[1] else f" ({types[0]} -> {types[1]})"
    return f"~ {name}: {old} -> {new}{kinds}"


def _extent_words(extent: Extent) -> str:
    keys = f", {counted(extent.keys, 'key')} below it" if extent.keys else ""
    return f" ({counted(extent.values, 'value')}{keys})"


def _below(part: Part, path: str) -> str:
    """The path below the object's key."""
    return "" if part.kind == "key" else "\\".join(path.split("\\")[2:])


def stored_words(stored: Stored, name: str, names: Names) -> str:
    """What a value says, and in brackets the objects that it means."""
    words = value_words(stored.type, stored.data)
    if len(words) > MOST_SHOWN:
        words = f"{words[:MOST_SHOWN]}… ({len(words):,} characters)"
    meant = [visible(each) for each in _meant(stored, name, names)]
    return f"{words} ({', '.join(meant)})" if meant else words


def _meant(stored: Stored, name: str, names: Names) -> list[str]:
    """The names of the objects that a value means by their ids, each once."""
    try:
        value = decoded(stored.type, stored.data)
    except BadValueData:
        return []
    texts = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    if name in NODE_LISTS:
        found = [names.node(text) for text in texts]
    else:
        found = [names.behind(guid) for text in texts for guid in _GUID.findall(text)]
    return list(dict.fromkeys(each for each in found if each is not None))[:MOST_NAMED]


MOST_NAMED = 20
"""Objects that are named behind one value."""
