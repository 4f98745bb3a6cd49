"""The tree: a :class:`Hive` of columns; what is looked at are the views of :mod:`hivetool.hive.views`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from .columns import NO_PLACE, Columns, Rows, arranged
from .errors import NoSuchKey, Problem
from .location import Location
from .pieces import different
from .spans import Names
from .table import Table
from .types import ValueType, value_type
from .upcase import upcase
from .views import Key, Lists, Value


@dataclass(frozen=True, slots=True)
class Log:
    """A transaction log that was offered with a hive, and what became of it.

    ``entries`` log entries (1 for a dirty vector) with ``size`` bytes of pages were applied, numbered
    ``first_sequence`` to ``last_sequence`` (None in the old format); ``note`` says why none were, or why the
    applying ended before the end of the log.
    """

    name: str
    format: Literal["old", "new", "unknown"]
    applied: bool
    entries: int = 0
    size: int = 0
    first_sequence: int | None = None
    last_sequence: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a hive was read from.

    ``kind`` is the format; ``version`` the format's version; ``places`` what the rows' places are;
    ``logs`` the transaction logs that were offered; ``lossy`` is true where the source itself has lost data;
    ``dirty`` where the hive's own logs were not applied though it wants them; ``size`` is in bytes; ``saved`` is when
    the input says that it was last written, a FILETIME, None where it says nothing.
    """

    kind: Literal["regf", "reg", "reg-query", "json", "sqlite"]
    version: str
    places: Literal["offset", "line", "row"]
    size: int = 0
    encoding: str | None = None
    logs: tuple[Log, ...] = ()
    lossy: bool = False
    dirty: bool = False
    saved: int | None = None


@dataclass(frozen=True, eq=False)
class Hive:
    """A registry hive: immutable columns, what they were read from, and what was wrong with it."""

    columns: Columns
    source: Source
    problems: tuple[Problem, ...] = ()
    _children: dict[int, dict[str, int]] = field(default_factory=dict, repr=False)
    _looks: list[int] = field(default_factory=lambda: [0], repr=False)
    lists: Lists | None = field(default=None, init=False, repr=False)

    def __len__(self) -> int:
        """How many keys there are, the root included."""
        return len(self.columns.keys)

    @property
    def root(self) -> Key:
        """The root key; its path is ``""`` whatever its name."""
        return Key(self, 0)

    def key(self, path: str) -> Key:
        r"""The key at ``path`` (``Resources\6e39…``, relative to the root), compared without case.

        Raises :class:`NoSuchKey`.
        """
        found = self.find(path)
        if found is None:
            raise NoSuchKey(path)
        return found

    def find(self, path: str) -> Key | None:
        """Like :meth:`key`, but None where there is no such key."""
        key: Key | None = self.root
        for name in path.split("\\") if path else ():
            key = key.subkey(name) if key is not None else None
        return key

    def walk(self) -> Iterator[Key]:
        """Every key, parents before children, depth first in stored order."""
        lists = self.listed()
        first, count = lists.first_child, lists.child_count
        waiting = [0]
        while waiting:
            row = waiting.pop()
            yield Key(self, row)
            if count[row]:
                waiting.extend(range(first[row] + count[row] - 1, first[row] - 1, -1))

    def table(self) -> Table:
        """Everything at once as plain Python lists, keys in level order."""
        columns = self.columns
        key_names, value_names = self._names()
        numbers = np.arange(len(self)).astype(object)  # so that equal row numbers are one int
        return Table(
            key_names,
            key_parents=[-1, *numbers[columns.keys.parent[1:]].tolist()],
            value_keys=numbers[columns.values.key].tolist(),
            value_names=value_names,
            value_types=columns.values.type.tolist(),
            value_data=columns.values.data.all(columns.buffers),
        )

    def _names(self) -> tuple[list[str], list[str]]:
        """The names of all keys and of all values."""
        columns = self.columns
        names = columns.keys.name.and_then(columns.values.name).texts(columns.buffers)
        return names[: len(self)], names[len(self) :]

    def rooted_at(self, key: Key) -> Hive:
        """The hive whose root is ``key``: paths are relative to it, everything outside is gone."""
        rows = Rows(self.columns.keys, self.columns.values, self.columns.buffers)
        return replace(self, columns=arranged(rows, key.row), _children={})

    def child_rows(self, row: int) -> dict[str, int]:
        """The children of a key by their upper-cased names; of equal names the first counts."""
        known = self._children.get(row)
        if known is None:
            known = {}
            first = int(self.columns.first_child[row])
            rows = slice(first, first + int(self.columns.child_count[row]))
            for child, name in enumerate(_texts(self.columns.keys.name, rows, self.columns.buffers), first):
                known.setdefault(upcase(name), child)
            self._children[row] = known
        return known

    def value_names_of(self, row: int) -> tuple[int, list[str]]:
        """The first row and the names of the values of a key."""
        rows = slice(int(self.columns.first_value[row]), int(self.columns.first_value[row + 1]))
        return rows.start, _texts(self.columns.values.name, rows, self.columns.buffers)

    def value_at(self, row: int) -> Value:
        """One value by its row."""
        values, buffers = self.columns.values, self.columns.buffers
        data = values.data.one(buffers, row) or b""
        return Value(self, row, values.name.text(buffers, row), value_type(int(values.type[row])), data)

    def listed(self) -> Lists:
        """Everything that views of all rows are made of; made once."""
        if self.lists is None:
            columns = self.columns
            key_names, value_names = self._names()
            lists = Lists(
                key_names,
                columns.first_child.tolist(),
                columns.child_count.tolist(),
                columns.first_value.tolist(),
                value_names,
                _value_types(columns.values.type),
                columns.values.data.all(columns.buffers),
            )
            object.__setattr__(self, "lists", lists)  # a cache: nothing that can be seen changes
            return lists
        return self.lists

    def look(self) -> Lists | None:
        """Count one look at the values or children of a key; the lists, once it is time to have them."""
        self._looks[0] += 1
        return self.listed() if self._looks[0] * _PART > len(self) + _FEW else None

    def location(self, path: str, value: str | None, place: int) -> Location:
        """A row's place with its path."""
        if place == NO_PLACE:
            return Location(path, value)
        match self.source.places:
            case "offset":
                return Location(path, value, offset=place)
            case "line":
                return Location(path, value, line=place)
            case "row":
                return Location(path, value, row=place)


_PART, _FEW = 64, 4_000
"""Who has looked at a 64th of the keys, and at some dozens, will look at the rest."""

_MANY = 32
"""Names from which on it pays to decode them together."""


def _texts(names: Names, rows: slice, buffers: Sequence[bytes]) -> list[str]:
    if rows.stop - rows.start >= _MANY:
        return names.take(rows).texts(buffers)
    return [names.text(buffers, row) for row in range(rows.start, rows.stop)]


def _value_types(numbers: npt.NDArray[np.uint32]) -> list[ValueType | int]:
    found = different(numbers)
    types = np.empty(len(found), object)
    types[:] = [value_type(number) for number in found.tolist()]
    known: list[ValueType | int] = types[np.searchsorted(found, numbers)].tolist()
    return known
