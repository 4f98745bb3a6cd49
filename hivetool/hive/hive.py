"""The tree: a :class:`Hive` of columns, with :class:`Key` and :class:`Value` as views made when somebody looks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

import numpy as np

from .columns import NO_PLACE, NO_TIME, Columns, Rows, arranged
from .decode import Decoded, decoded, whole_units
from .errors import NoSuchKey, Problem
from .location import Location
from .sddl import sddl
from .table import Table
from .types import ValueType, value_type
from .upcase import upcase


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
    ``dirty`` where the hive's own logs were not applied though it wants them; ``size`` is in bytes.
    """

    kind: Literal["regf", "reg", "reg-query"]
    version: str
    places: Literal["offset", "line"]
    size: int = 0
    encoding: str | None = None
    logs: tuple[Log, ...] = ()
    lossy: bool = False
    dirty: bool = False


@dataclass(frozen=True, eq=False)
class Hive:
    """A registry hive: immutable columns, what they were read from, and what was wrong with it."""

    columns: Columns
    source: Source
    problems: tuple[Problem, ...] = ()
    _children: dict[int, dict[str, int]] = field(default_factory=dict, repr=False)

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
        waiting = [0]
        while waiting:
            row = waiting.pop()
            yield Key(self, row)
            first = int(self.columns.first_child[row])
            waiting.extend(range(first + int(self.columns.child_count[row]) - 1, first - 1, -1))

    def table(self) -> Table:
        """Everything at once as plain Python lists, keys in level order."""
        columns = self.columns
        names = columns.keys.name.and_then(columns.values.name).texts(columns.buffers)
        numbers = np.arange(len(self)).astype(object)  # so that equal row numbers are one int
        return Table(
            key_names=names[: len(self)],
            key_parents=[-1, *numbers[columns.keys.parent[1:]].tolist()],
            value_keys=numbers[columns.values.key].tolist(),
            value_names=names[len(self) :],
            value_types=columns.values.type.tolist(),
            value_data=columns.values.data.all(columns.buffers),
        )

    def rooted_at(self, key: Key) -> Hive:
        """The hive whose root is ``key``: paths are relative to it, everything outside is gone."""
        rows = Rows(self.columns.keys, self.columns.values, self.columns.buffers)
        return replace(self, columns=arranged(rows, key.row), _children={})

    def child_rows(self, row: int) -> dict[str, int]:
        """The children of a key by their upper-cased names; of equal names the first counts."""
        known = self._children.get(row)
        if known is None:
            known = {}
            for child in Key(self, row).subkeys:
                known.setdefault(upcase(child.name), child.row)
            self._children[row] = known
        return known

    def location(self, path: str, value: str | None, place: int) -> Location:
        """A row's place with its path."""
        if place == NO_PLACE:
            return Location(path, value)
        if self.source.places == "offset":
            return Location(path, value, offset=place)
        return Location(path, value, line=place)


@dataclass(frozen=True, slots=True)
class Key:
    """A view of one key."""

    hive: Hive = field(repr=False)
    row: int

    @property
    def name(self) -> str:
        """The name as stored."""
        return self.hive.columns.keys.name.text(self.hive.columns.buffers, self.row)

    @property
    def path(self) -> str:
        """The names from below the root down to this key, joined with backslashes."""
        names: list[str] = []
        key: Key | None = self
        while key is not None and key.row != 0:
            names.append(key.name)
            key = key.parent
        return "\\".join(reversed(names))

    @property
    def parent(self) -> Key | None:
        """The key above, None for the root."""
        row = int(self.hive.columns.keys.parent[self.row])
        return Key(self.hive, row) if row >= 0 else None

    @property
    def subkeys(self) -> tuple[Key, ...]:
        """The keys right below, in stored order."""
        first = int(self.hive.columns.first_child[self.row])
        return tuple(Key(self.hive, first + i) for i in range(int(self.hive.columns.child_count[self.row])))

    @property
    def values(self) -> tuple[Value, ...]:
        """The values, in stored order."""
        first = self.hive.columns.first_value
        return tuple(Value(self.hive, row) for row in range(int(first[self.row]), int(first[self.row + 1])))

    def subkey(self, name: str) -> Key | None:
        """The key right below with this name (compared without case), or None."""
        row = self.hive.child_rows(self.row).get(upcase(name))
        return None if row is None else Key(self.hive, row)

    def value(self, name: str) -> Value | None:
        """The value with this name (compared without case; ``""`` is the default value), or None."""
        wanted = upcase(name)
        return next((value for value in self.values if upcase(value.name) == wanted), None)

    @property
    def last_written(self) -> int | None:
        """The time of the last change as a FILETIME (100 ns since 1601, UTC), or None if the source has none."""
        time = self.hive.columns.keys.last_written[self.row]
        return None if time == NO_TIME else int(time)

    @property
    def class_name(self) -> str | None:
        """The key's class, None if it has none."""
        data = self.hive.columns.keys.class_name.one(self.hive.columns.buffers, self.row)
        return None if data is None else whole_units(data)

    @property
    def security(self) -> bytes | None:
        """The self-relative security descriptor as stored, None if there is none."""
        return self.hive.columns.keys.security.one(self.hive.columns.buffers, self.row)

    @property
    def sddl(self) -> str | None:
        """The security descriptor as SDDL text. Raises :class:`BadSecurityDescriptor` if it is none."""
        return None if self.security is None else sddl(self.security)

    @property
    def location(self) -> Location:
        """Where the key stands in the input."""
        return self.hive.location(self.path, None, int(self.hive.columns.keys.place[self.row]))


@dataclass(frozen=True, slots=True)
class Value:
    """A view of one value."""

    hive: Hive = field(repr=False)
    row: int

    @property
    def name(self) -> str:
        """The name as stored, ``""`` for the default value."""
        return self.hive.columns.values.name.text(self.hive.columns.buffers, self.row)

    @property
    def type(self) -> ValueType | int:
        """The type; a number without a name is a plain int."""
        return value_type(int(self.hive.columns.values.type[self.row]))

    @property
    def data(self) -> bytes:
        """The bytes exactly as stored."""
        return self.hive.columns.values.data.one(self.hive.columns.buffers, self.row) or b""

    @property
    def decoded(self) -> Decoded:
        """str, int, list of str or bytes, by the type. Raises :class:`BadValueData` if the bytes do not fit."""
        return decoded(self.type, self.data, self.location)

    @property
    def key(self) -> Key:
        """The key that holds the value."""
        return Key(self.hive, int(self.hive.columns.values.key[self.row]))

    @property
    def location(self) -> Location:
        """Where the value stands in the input."""
        return self.hive.location(self.key.path, self.name, int(self.hive.columns.values.place[self.row]))
