"""What is in a hive, laid out to be compared: what was meant with what was written, by whoever read it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from .columns import NO_TIME
from .hive import Hive
from .location import Location
from .spans import Spans
from .table import Table
from .types import type_name

KeyPath = tuple[str, ...]
"""The names from below the root down to a key; the root's is empty."""


@dataclass(frozen=True, slots=True)
class ContentKey:
    """A key: a FILETIME (0 for none), and the class name's bytes (none: empty)."""

    path: KeyPath
    last_written: int
    class_name: bytes


@dataclass(frozen=True, slots=True)
class ContentValue:
    """A value with the path of its key."""

    path: KeyPath
    name: str
    type: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """Everything, keys before the keys below them."""

    keys: tuple[ContentKey, ...]
    values: tuple[ContentValue, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was meant; ``meant`` or ``read`` is None where there is nothing at all."""

    path: KeyPath
    value: str | None
    what: str
    meant: str | None
    read: str | None

    def __str__(self) -> str:
        place = Location("\\".join(self.path), self.value)
        return f"{place}: {self.what} {self.meant or 'nothing'} was meant, {self.read or 'nothing'} is there"


def differences(meant: Content, read: Content, limit: int = 20) -> tuple[Difference, ...]:
    """Where what was read is not what was meant: at most ``limit`` of all differences.

    Compared are key paths, times and class names, and the values' names, types and bytes; their order is not.
    """
    return tuple(islice(_differences(meant, read), limit))


def exact_differences(meant: Hive, read: Hive, limit: int = 20) -> tuple[Difference, ...]:
    """Where a hive is not the other row by row: also the order, security and flags, and what is stored but empty."""
    return tuple(islice(_row_differences(meant, read), limit))


def content_of(hive: Hive) -> Content:
    """Everything in a hive that two readings are compared by."""
    table = hive.table()
    columns = hive.columns
    paths: list[KeyPath] = [()]
    for name, parent in zip(table.key_names[1:], table.key_parents[1:], strict=True):
        paths.append((*paths[parent], name))
    times = columns.keys.last_written.tolist()
    classes = columns.keys.class_name.all(columns.buffers)
    rows = zip(paths, times, classes, strict=True)
    values = zip(table.value_keys, table.value_names, table.value_types, table.value_data, strict=True)
    return Content(
        tuple(ContentKey(path, 0 if time == NO_TIME else time, name) for path, time, name in rows),
        tuple(ContentValue(paths[key], name, number, data) for key, name, number, data in values),
    )


def _differences(meant: Content, read: Content) -> Iterator[Difference]:
    for what, count, found in (
        ("number of keys", len(meant.keys), len(read.keys)),
        ("number of values", len(meant.values), len(read.values)),
    ):
        if count != found:
            yield Difference((), None, what, str(count), str(found))
    yield from _key_differences({key.path: key for key in meant.keys}, {key.path: key for key in read.keys})
    yield from _value_differences(
        {(value.path, value.name): value for value in meant.values},
        {(value.path, value.name): value for value in read.values},
    )


def _row_differences(meant: Hive, read: Hive) -> Iterator[Difference]:
    table, again = meant.table(), read.table()
    for what, count, found in (
        ("number of keys", len(meant), len(read)),
        ("number of values", len(table.value_names), len(again.value_names)),
    ):
        if count != found:
            yield Difference((), None, what, str(count), str(found))
            return
    for (what, ours), (_, theirs) in zip(_key_columns(meant, table), _key_columns(read, again), strict=True):
        for row in _unequal(ours, theirs):
            yield Difference(_path(table, row), None, what, _told(ours[row]), _told(theirs[row]))
    for (what, ours), (_, theirs) in zip(_value_columns(table), _value_columns(again), strict=True):
        for row in _unequal(ours, theirs):
            place = _path(table, table.value_keys[row]), table.value_names[row]
            yield Difference(*place, what, _told(ours[row]), _told(theirs[row]))


def _key_columns(hive: Hive, table: Table) -> tuple[tuple[str, Sequence[Any]], ...]:
    keys, buffers = hive.columns.keys, hive.columns.buffers
    return (
        ("name", table.key_names),
        ("place in the tree", table.key_parents),
        ("time", keys.last_written.tolist()),
        ("class", _optional(keys.class_name, buffers)),
        ("security descriptor", _optional(keys.security, buffers)),
        ("flags", keys.flags.tolist()),
    )


def _value_columns(table: Table) -> tuple[tuple[str, Sequence[Any]], ...]:
    return (
        ("key", table.value_keys),
        ("name", table.value_names),
        ("type", table.value_types),
        ("data", table.value_data),
    )


def _optional(spans: Spans, buffers: Sequence[bytes]) -> list[bytes | None]:
    sizes = spans.size.tolist()
    return [None if size < 0 else data for size, data in zip(sizes, spans.all(buffers), strict=True)]


def _unequal(ours: Sequence[Any], theirs: Sequence[Any]) -> Iterator[int]:
    if ours != theirs:
        yield from (row for row, (one, two) in enumerate(zip(ours, theirs, strict=True)) if one != two)


def _path(table: Table, row: int) -> KeyPath:
    names: list[str] = []
    while row > 0:
        names.append(table.key_names[row])
        row = table.key_parents[row]
    return tuple(reversed(names))


def _told(item: object) -> str | None:
    """A cell of a column for a reader's eye; None where nothing is stored."""
    if isinstance(item, bytes):
        return _hex(item) or "no bytes"
    return None if item is None else ascii(item)


def _key_differences(meant: Mapping[KeyPath, ContentKey], read: Mapping[KeyPath, ContentKey]) -> Iterator[Difference]:
    for path, key in meant.items():
        other = read.get(path)
        if other is None:
            yield Difference(path, None, "key", "one", None)
            continue
        if key.last_written != other.last_written:
            yield Difference(path, None, "time", str(key.last_written), str(other.last_written))
        if key.class_name != other.class_name:
            yield Difference(path, None, "class", _hex(key.class_name), _hex(other.class_name))
    for path in read.keys() - meant.keys():
        yield Difference(path, None, "key", None, "one")


def _value_differences(
    meant: Mapping[tuple[KeyPath, str], ContentValue], read: Mapping[tuple[KeyPath, str], ContentValue]
) -> Iterator[Difference]:
    for (path, name), value in meant.items():
        other = read.get((path, name))
        if other is None:
            yield Difference(path, name, "value", "one", None)
            continue
        if value.type != other.type:
            yield Difference(path, name, "type", type_name(value.type), type_name(other.type))
        if value.data != other.data:
            yield Difference(path, name, "data", _hex(value.data), _hex(other.data))
    for path, name in sorted(read.keys() - meant.keys()):
        yield Difference(path, name, "value", None, "one")


def _hex(data: bytes) -> str:
    """Bytes for a reader's eye: how many, and the first of them; nothing for none."""
    return f"{len(data)} bytes {data[:16].hex()}{'…' if len(data) > 16 else ''}" if data else ""
