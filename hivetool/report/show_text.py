"""One object in full, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hivetool.cluster.durations import in_words
from hivetool.cluster.schema import LEVELS, UNSET, VERSIONS, Property
from hivetool.cluster.settings import Effective
from hivetool.hive.types import type_name
from hivetool.hive.views import Key, Value

from .dump import value_words, written_at
from .layout import Layout, counted, headed, wrapped
from .plain import columns_of, visible
from .showing import Showing

MOST_LISTED = 400
"""Characters of a relation that are shown without ``-v``."""

MOST_COLUMNS = 34
"""A longer value has a line of its own, with where it comes from below it."""

LEAST_ROOM = 24
"""Columns that are wanted behind name and value."""


def show_text(shown: Showing, layout: Layout = Layout(), *, every: bool = False) -> Iterator[str]:  # noqa: B008
    """Lines: who it is, its relations, its settings with where each comes from, what is unknown, and the problems.

    Settings that are neither stored nor have a default are left out without ``every``.
    """
    yield from _identity(shown, layout, every)
    yield from _settings(shown, layout, every)
    yield from _unknown(shown, layout)
    if shown.problems:
        yield ""
        yield from headed("Problems", layout)
        for problem in shown.problems:
            yield from wrapped(visible(f"{problem} [{problem.code}]"), layout.width, "  ", "    ")


def _identity(shown: Showing, layout: Layout, every: bool) -> Iterator[str]:
    item = shown.item
    rows: list[tuple[str, str]] = [(item.kind, visible(shown.database.label(item)))]
    if item.id not in ("", item.name):
        rows.append(("id", visible(item.id)))
    written = item.key.last_written
    when = f", written {written_at(written)}" if written else ""
    rows.append(("key", f"{visible(item.path) or '(root)'} ({item.at.place or 'no place known'}{when})"))
    for relation in shown.relations:
        text = visible(relation.text)
        if len(text) > MOST_LISTED and not every:
            more = f" ({counted(len(relation.objects), 'object')}; -v lists all)"
            text = f"{text[:MOST_LISTED].rpartition(', ')[0] or text[:MOST_LISTED]} …{more}"
        rows.append((relation.what, text))
    width = max(len(what) for what, _ in rows) + 2
    for what, text in rows:
        yield from wrapped(text, layout.width, f"{what[:1].upper()}{what[1:]:{width - 1}}")


def _settings(shown: Showing, layout: Layout, every: bool) -> Iterator[str]:
    listed = [each for each in shown.settings if every or _matters(shown, each)]
    yield ""
    yield from headed(f"Settings in force under the semantics '{shown.semantics.name}' (* is stored here)", layout)
    yield from _rows([_row(shown, each) for each in listed], layout) if listed else ["  none"]
    left_out = len(shown.settings) - len(listed)
    if left_out:
        yield f"  {counted(left_out, 'more property', 'more properties')} that nobody has set (-v)"


def _matters(shown: Showing, setting: Effective) -> bool:
    """Whether people want to see it: it is stored, or has a default and is one of the cluster's version."""
    if setting.stored is not None:
        return True
    prop, level = setting.prop, shown.database.cluster.number("ClusterFunctionalLevel")
    version = LEVELS.get(level) if level is not None else VERSIONS[-1]
    gone = prop.until is not None and version is not None and VERSIONS.index(prop.until) < VERSIONS.index(version)
    return setting.value is not None and not prop.runtime and not gone


def _rows(rows: Sequence[tuple[str, str, str, str]], layout: Layout) -> Iterator[str]:
    """Name and value in columns, and where the value comes from, folded, behind them or below."""
    names = max(columns_of(name) for _, name, _, _ in rows)
    values = min(max(columns_of(value) for _, _, value, _ in rows), MOST_COLUMNS)
    room = layout.width - names - values - 8
    for mark, name, value, why in rows:
        first = f"  {mark or ' '} {_padded(name, names)}  "
        if room >= LEAST_ROOM and columns_of(value) <= values:
            first += f"{_padded(value, values)}  "
            yield from wrapped(why, layout.width, first)
        else:
            yield from wrapped(value, layout.width, first)
            yield from wrapped(why, layout.width, "        ")


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns_of(text))


def _row(shown: Showing, setting: Effective) -> tuple[str, str, str, str]:
    prop = setting.prop
    name = f"{prop.place}.{prop.name}" if prop.place else prop.name
    place = f" ({setting.fact.at.place})" if setting.fact is not None and setting.fact.at.place else ""
    why = f"not stored: {setting.why}" if setting.origin == "default" else f"{setting.why}{place}"
    return "*" if setting.stored is not None else "", visible(name), visible(_value(shown, setting)), visible(why)


def _value(shown: Showing, setting: Effective) -> str:
    """The value with what it means; names of objects for their ids."""
    value, prop, word = setting.value, setting.prop, setting.word
    if isinstance(value, int):
        if word is not None and value == UNSET:
            return f"{word} (0x{UNSET:x})"
        if word is None and prop.refers_to is not None:
            word = _named(shown, prop, str(value), None)
        told = in_words(value) if prop.unit == "ms" else f"{value} {prop.unit}" if prop.unit else str(value)
        return f"{told} ({word})" if word is not None else told
    if isinstance(value, bytes):
        return f"{len(value)} bytes {value[:16].hex()}{'…' if len(value) > 16 else ''}"
    if isinstance(value, tuple):
        return ", ".join(str(_named(shown, prop, each, each)) for each in value) or "(empty)"
    named = _named(shown, prop, value, None) if value else None
    return "-" if value is None else f'"{value}" ({named})' if named not in (None, value) else f'"{value}"'


def _named(shown: Showing, prop: Property, identity: str | None, otherwise: str | None) -> str | None:
    """The name of the object that the property means by its id."""
    found = shown.database.find(prop.refers_to, identity) if prop.refers_to is not None and identity else None
    return shown.database.label(found) if found is not None else otherwise


def _unknown(shown: Showing, layout: Layout) -> Iterator[str]:
    unknown = shown.item.unknown
    if not unknown:
        return
    yield ""
    yield from headed("Stored as well, and not understood", layout)
    for value in unknown.values:
        yield from _stored(value, "", layout)
    for value in unknown.parameters:
        yield from _stored(value, "Parameters:", layout)
    for key in unknown.keys:
        yield from wrapped(_key_words(shown, key), layout.width, "  ", "    ")


def _stored(value: Value, place: str, layout: Layout) -> Iterator[str]:
    name = visible(value.name) if value.name else "(default)"
    words = f"{place}{name}  {type_name(int(value.type))}  {value_words(int(value.type), value.data)}"
    yield from wrapped(words, layout.width, "  ", "    ")


def _key_words(shown: Showing, key: Key) -> str:
    below = key.path.removeprefix(f"{shown.item.path}\\") if shown.item.path else key.path
    return f"key {visible(below)} ({counted(len(key.values), 'value')}, {counted(len(key.subkeys), 'subkey')})"
