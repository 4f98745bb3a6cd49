"""What is different between two hives, by object, with the names of objects behind their ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.difference import Extent, Part, Step, Stored
from hivetool.cluster.names import Names, title
from hivetool.hive.edit import CreateKey, DeleteKey
from hivetool.hive.types import type_name

from .dump import written_at
from .layout import Paint, Tone, counted, unpainted
from .plain import visible
from .stored import stored_words

_TONES: Mapping[str, Tone] = MappingProxyType({"+": "good", "-": "bad", "~": "act"})


def difference_text(
    parts: Sequence[Part], names: Names, ignored: int, titles: tuple[str, str], paint: Paint = unpainted
) -> Iterator[str]:
    """What is different, an object after the other; values with their old and new content."""
    yield f"--- {visible(titles[0])}\n+++ {visible(titles[1])}\n"
    for part in parts:
        written = f"  (written {written_at(part.written)})" if part.written else ""
        yield f"\n{paint('head', part_title(part))}{written}\n"
        for step in part.steps:
            words = step_words(part, step, names)
            yield f"  {paint(_TONES[words[0]], words)}\n"
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
    name = visible(f"{title(part.kind)} {part.name}")
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
    old = stored_words(before.type, before.data, edit.name, names) if isinstance(before, Stored) else None
    new = stored_words(step.after.type, step.after.data, edit.name, names) if step.after is not None else None
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
