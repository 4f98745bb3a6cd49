"""Edits applied to a hive: the columns with some rows changed, some added and some left out.

What is written in Python here grows with the edits; whatever grows with the hive is done on whole columns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, ClassVar, TypeVar

import numpy as np
import numpy.typing as npt

from .columns import NO_PLACE, NO_TIME, KeyRows, Rows, ValueRows, arranged
from .edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from .errors import HivetoolError
from .hive import Hive
from .location import Location
from .spans import Names, Spans, joined, one_buffer
from .upcase import upcase

_Item = TypeVar("_Item", bound=np.generic)

GONE = -1
"""The parent of a key, and the key of a value, that is there no more: what does not lead to the root is left out."""

ROOT = 0

MOST_TYPE = 0xFFFFFFFF

MOST_BUFFERS = 16
"""A hive that was changed so often gets its buffers joined into one."""


@dataclass(eq=False)
class BadEdit(HivetoolError, ValueError):
    """An edit that no hive can take; ``at`` is the key or value it names."""

    sentence: ClassVar[str] = "{at}: cannot be changed: {reason}"

    at: Location
    reason: str


def apply(hive: Hive, edits: Iterable[Edit], *, at: int | None = None) -> Hive:
    """The hive after these edits, one after the other.

    Names are compared without case, and what is there keeps its spelling and its place among its siblings; what
    is new comes last. A new key has the security descriptor of the key above it. ``at`` is the FILETIME that
    changed and new keys get as their last-written time; without it changed keys keep theirs and new ones have none.
    Deleting what is not there changes nothing. Changed and new rows have no place in the input any more. Raises
    :class:`BadEdit`.
    """
    work = _Work(hive)
    for edit in edits:
        _STEPS[type(edit)](work, edit)
    return work.hive(at)


@dataclass(eq=False)
class _Added:
    """Rows in the making: ``owner`` is the key above; values have a type and data."""

    owner: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    types: list[int] = field(default_factory=list)
    data: list[bytes] = field(default_factory=list)

    def add(self, owner: int, name: str, kind: int = 0, data: bytes = b"") -> int:
        self.owner.append(owner)
        self.names.append(name)
        self.types.append(kind)
        self.data.append(data)
        return len(self.names) - 1


class _Work:
    """A hive while it is changed. Rows that are added are numbered after those that were there."""

    def __init__(self, hive: Hive) -> None:
        self._old = hive
        self._keys = len(hive)
        self._values = len(hive.columns.values)
        self._children: dict[int, dict[str, int]] = {}
        self._names: dict[int, dict[str, int]] = {}
        self._new_keys, self._new_values = _Added(), _Added()
        self._gone_keys: list[int] = []
        self._gone_values: list[int] = []
        self._changed: dict[int, tuple[int, bytes]] = {}
        self._touched: set[int] = set()

    def made(self, path: str) -> int:
        """The row of the key at ``path``, made if need be with those above it."""
        row = ROOT
        for name in _names_of(path):
            children = self._below(row)
            upper = upcase(name)
            if upper not in children:
                self._touched.add(row)
                children[upper] = self._keys + self._new_keys.add(row, name)
            row = children[upper]
        return row

    def found(self, path: str) -> tuple[int, int, str]:
        """The rows of the key above the one at ``path`` and of that key, ``GONE`` if there is none, and its name."""
        above, row, upper = GONE, ROOT, ""
        for name in _names_of(path):
            upper = upcase(name)
            above, row = row, self._below(row).get(upper, GONE) if row != GONE else GONE
        return above, row, upper

    def set(self, edit: SetValue) -> None:
        at = Location(edit.key, edit.name)
        if not 0 <= edit.type <= MOST_TYPE:
            raise BadEdit(at, f"{edit.type} is no type of a value: types are numbers from 0 to 0xffffffff")
        key = self.made(edit.key)
        names, upper = self._values_of(key), upcase(edit.name)
        row = names.get(upper)
        self._touched.add(key)
        if row is None:
            names[upper] = self._values + self._new_values.add(key, edit.name, edit.type, edit.data)
        elif row < self._values:
            self._changed[row] = (edit.type, edit.data)
        else:
            self._new_values.types[row - self._values] = edit.type
            self._new_values.data[row - self._values] = edit.data

    def unset(self, edit: DeleteValue) -> None:
        _, key, _ = self.found(edit.key)
        row = None if key == GONE else self._values_of(key).pop(upcase(edit.name), None)
        if row is not None:
            self._touched.add(key)
            self._drop_value(row)

    def delete(self, edit: DeleteKey) -> None:
        above, row, upper = self.found(edit.key)
        if row == GONE:
            return
        if row != ROOT:
            self._touched.add(above)
            del self._below(above)[upper]
            self._drop_key(row)
            return
        self._touched.add(ROOT)
        self._children[ROOT], self._names[ROOT] = {}, {}
        old = self._old.columns
        self._gone_keys.extend(range(int(old.first_child[ROOT]), int(old.first_child[ROOT] + old.child_count[ROOT])))
        self._gone_values.extend(range(int(old.first_value[ROOT]), int(old.first_value[ROOT + 1])))
        for new in (self._new_keys, self._new_values):
            new.owner[:] = [GONE if owner == ROOT else owner for owner in new.owner]

    def hive(self, at: int | None) -> Hive:
        """The result."""
        columns = self._old.columns
        buffers, keys, values = _few_buffers(columns.buffers, columns.keys, columns.values)
        new, parts = len(buffers), _Parts()
        keys = self._key_rows(keys, parts, new, at)
        values = self._value_rows(values, parts, new)
        rows = Rows(keys, values, (*buffers, parts.whole()))
        return Hive(arranged(rows), self._old.source, self._old.problems)

    def _below(self, row: int) -> dict[str, int]:
        known = self._children.get(row)
        if known is None:
            known = dict(self._old.child_rows(row)) if row < self._keys else {}
            self._children[row] = known
        return known

    def _values_of(self, row: int) -> dict[str, int]:
        known = self._names.get(row)
        if known is None:
            known = {}
            if row < self._keys:
                first, names = self._old.value_names_of(row)
                for number, name in enumerate(names, first):
                    known.setdefault(upcase(name), number)
            self._names[row] = known
        return known

    def _drop_key(self, row: int) -> None:
        if row < self._keys:
            self._gone_keys.append(row)
        else:
            self._new_keys.owner[row - self._keys] = GONE

    def _drop_value(self, row: int) -> None:
        if row < self._values:
            self._gone_values.append(row)
        else:
            self._new_values.owner[row - self._values] = GONE

    def _key_rows(self, old: KeyRows, parts: _Parts, buffer: int, at: int | None) -> KeyRows:
        new = self._new_keys
        count = len(new.names)
        parent = _plus(old.parent, new.owner)
        parent[self._gone_keys] = GONE
        above = _origins(parent, self._keys)
        times = _plus(old.last_written, [NO_TIME] * count)
        if at is not None:
            times[[*sorted(self._touched), *range(self._keys, len(parent))]] = at
        return KeyRows(
            parent,
            old.name.and_then(parts.names(new.names, buffer)),
            times,
            old.class_name.and_then(Spans.none(count)),
            old.security.take(above),
            _plus(old.flags, [0] * count),
            _plus(old.place, [NO_PLACE] * count),
        )

    def _value_rows(self, old: ValueRows, parts: _Parts, buffer: int) -> ValueRows:
        new = self._new_values
        key = _plus(old.key, new.owner)
        key[self._gone_values] = GONE
        types = _plus(old.type, new.types)
        data = old.data.and_then(parts.data(new.data, buffer))
        place = _plus(old.place, [NO_PLACE] * len(new.names))
        if self._changed:
            rows = np.fromiter(self._changed, np.int64, len(self._changed))
            kinds, contents = zip(*self._changed.values(), strict=True)
            types[rows], place[rows] = kinds, NO_PLACE
            data = data.replaced(rows, parts.data(contents, buffer))
        return ValueRows(key, old.name.and_then(parts.names(new.names, buffer)), types, data, place)


@dataclass(eq=False)
class _Parts:
    """The bytes that are new, for one buffer."""

    _parts: list[bytes] = field(default_factory=list)
    _size: int = 0

    def data(self, parts: Iterable[bytes], buffer: int) -> Spans:
        """Places for these bytes."""
        whole, start, size = joined(list(parts))
        self._parts.append(whole)
        self._size += len(whole)
        return Spans.build(start + self._size - len(whole), size, buffer)

    def names(self, names: Iterable[str], buffer: int) -> Names:
        """Places for these names."""
        return Names.of(self.data([name.encode("utf-16-le", "surrogatepass") for name in names], buffer), True)

    def whole(self) -> bytes:
        """All of them."""
        return b"".join(self._parts)


def _names_of(path: str) -> list[str]:
    """The names on a path; raises :class:`BadEdit` for an empty one."""
    names = path.split("\\") if path else []
    if not all(names):
        raise BadEdit(Location(path), "a key on its path has no name")
    return names


def _origins(parent: npt.NDArray[np.int64], old: int) -> npt.NDArray[np.int64]:
    """For each key itself, for a new one the nearest key above that is not new (the root for what is gone)."""
    origin = np.arange(len(parent))
    for row in range(old, len(parent)):  # parents are made before their children
        origin[row] = origin[max(parent[row], ROOT)]
    return origin


def _few_buffers(
    buffers: tuple[bytes, ...], keys: KeyRows, values: ValueRows
) -> tuple[tuple[bytes, ...], KeyRows, ValueRows]:
    if len(buffers) < MOST_BUFFERS:
        return buffers, keys, values
    whole, moved = one_buffer(buffers)
    keys = replace(keys, name=moved(keys.name), class_name=moved(keys.class_name), security=moved(keys.security))
    return (whole,), keys, replace(values, name=moved(values.name), data=moved(values.data))


def _plus(column: npt.NDArray[_Item], items: list[Any]) -> npt.NDArray[_Item]:
    """A new column: this one and some more items."""
    return np.concatenate([column, np.array(items, column.dtype)])


def _create(work: _Work, edit: Any) -> None:
    work.made(edit.key)


_STEPS: Mapping[type, Callable[[_Work, Any], None]] = MappingProxyType(
    {CreateKey: _create, DeleteKey: _Work.delete, SetValue: _Work.set, DeleteValue: _Work.unset}
)
