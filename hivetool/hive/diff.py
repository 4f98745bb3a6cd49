"""What makes one hive into another, as edits; and a whole hive as edits.

Content is key paths, value names, types and bytes. Names are compared without case, and order does not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from .hive import Hive
from .spans import Ints
from .table import Table
from .upcase import upcase


def diff(a: Hive, b: Hive) -> tuple[Edit, ...]:
    """The edits that give ``a`` the content of ``b``, depth first in the order of ``b``.

    At each key: values and keys that only ``a`` has are deleted, values that differ are set; a key that only ``b`` has
    is made and filled. Of equal names in one place the first counts.
    """
    return tuple(_Pair(_Side.of(a), _Side.of(b)).edits())


def whole(hive: Hive) -> Iterator[Edit]:
    """The edits that make the hive out of an empty one, depth first in stored order."""
    side = _Side.of(hive)
    yield from side.values_below("", 0)
    for child in side.children(0):
        yield from side.made("", child)


@dataclass(frozen=True, eq=False)
class _Side:
    """One of the hives as lists. The children of key i are ``range(first_child[i], end_child[i])``, likewise values."""

    table: Table
    first_child: list[int]
    end_child: list[int]
    first_value: list[int]

    @classmethod
    def of(cls, hive: Hive) -> _Side:
        columns = hive.columns
        ends: Ints = columns.first_child + columns.child_count
        return cls(hive.table(), columns.first_child.tolist(), ends.tolist(), columns.first_value.tolist())

    def children(self, key: int) -> range:
        return range(self.first_child[key], self.end_child[key])

    def values(self, key: int) -> slice:
        return slice(self.first_value[key], self.first_value[key + 1])

    def by_name(self, key: int) -> dict[str, int]:
        """The children of a key by upper-case name."""
        return _first(self.table.key_names, self.children(key))

    def values_by_name(self, key: int) -> dict[str, int]:
        return _first(self.table.value_names, range(self.first_value[key], self.first_value[key + 1]))

    def set_value(self, path: str, row: int) -> SetValue:
        table = self.table
        return SetValue(path, table.value_names[row], table.value_types[row], table.value_data[row])

    def values_below(self, path: str, key: int) -> Iterator[Edit]:
        for row in range(self.first_value[key], self.first_value[key + 1]):
            yield self.set_value(path, row)

    def path(self, above: str, key: int) -> str:
        name = self.table.key_names[key]
        return f"{above}\\{name}" if above else name

    def made(self, above: str, key: int) -> Iterator[Edit]:
        """The key, its values and everything below it."""
        waiting = [(above, key)]
        while waiting:
            above, key = waiting.pop()
            path = self.path(above, key)
            yield CreateKey(path)
            yield from self.values_below(path, key)
            waiting.extend((path, child) for child in reversed(self.children(key)))


def _first(names: list[str], rows: range) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        found.setdefault(upcase(names[row]), row)
    return found


@dataclass(frozen=True, eq=False)
class _Pair:
    a: _Side
    b: _Side

    def edits(self) -> Iterator[Edit]:
        waiting: list[tuple[str, int | None, int]] = [("", 0, 0)]
        while waiting:
            path, mine, other = waiting.pop()
            if mine is None:
                yield from self.b.made(path, other)
                continue
            path = self.a.path(path, mine) if mine else ""
            yield from self._values(path, mine, other)
            below = []
            for one, two in self._children(mine, other):
                if two is None:
                    yield DeleteKey(self.a.path(path, one or 0))
                else:
                    below.append((path, one, two))
            waiting.extend(reversed(below))

    def _children(self, mine: int, other: int) -> Iterator[tuple[int | None, int | None]]:
        """The keys below two that are one: those that only ``a`` has first, then all of ``b`` in its order."""
        ours, theirs = self.a.children(mine), self.b.children(other)
        names, others = self.a.table.key_names, self.b.table.key_names
        if names[ours.start : ours.stop] == others[theirs.start : theirs.stop]:
            yield from zip(ours, theirs, strict=True)
            return
        known, wanted = self.a.by_name(mine), self.b.by_name(other)
        for name, row in known.items():
            if name not in wanted:
                yield row, None
        for name, row in wanted.items():
            yield known.get(name), row

    def _values(self, path: str, mine: int, other: int) -> Iterator[Edit]:
        a, b, ours, theirs = self.a.table, self.b.table, self.a.values(mine), self.b.values(other)
        if (
            a.value_data[ours] == b.value_data[theirs]
            and a.value_types[ours] == b.value_types[theirs]
            and a.value_names[ours] == b.value_names[theirs]
        ):
            return
        known, wanted = self.a.values_by_name(mine), self.b.values_by_name(other)
        for name, row in known.items():
            if name not in wanted:
                yield DeleteValue(path, a.value_names[row])
        for name, row in wanted.items():
            old = known.get(name)
            if old is None or a.value_data[old] != b.value_data[row] or a.value_types[old] != b.value_types[row]:
                yield self.b.set_value(path, row)
