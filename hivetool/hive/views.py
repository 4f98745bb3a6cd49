"""What a person looks at: a :class:`Key` or a :class:`Value` is a row of a hive, made when somebody asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from .columns import NO_TIME
from .decode import Decoded, decoded, whole_units
from .location import Location
from .sddl import sddl
from .types import ValueType
from .upcase import upcase

if TYPE_CHECKING:
    from .hive import Hive


class Key:
    """A view of one key: row ``row`` of ``hive``. Immutable; equal to every view of the same row."""

    __slots__ = ("_hive", "_row")

    def __init__(self, hive: Hive, row: int) -> None:
        self._hive = hive
        self._row = row

    def __repr__(self) -> str:
        return f"<Key {self.path or '(root)'!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._row == other._row and self._hive.columns is other._hive.columns

    def __hash__(self) -> int:
        return hash((id(self._hive.columns), self._row))

    @property
    def hive(self) -> Hive:
        """The hive the key is of."""
        return self._hive

    @property
    def row(self) -> int:
        """The row of the hive's keys."""
        return self._row

    @property
    def name(self) -> str:
        """The name as stored."""
        lists = self._hive.lists
        if lists is not None:
            return lists.key_names[self._row]
        return self._hive.columns.keys.name.text(self._hive.columns.buffers, self._row)

    @property
    def path(self) -> str:
        """The names from below the root down to this key, joined with backslashes."""
        names: list[str] = []
        row, parent = self._row, self._hive.columns.keys.parent
        while row > 0:
            names.append(Key(self._hive, row).name)
            row = int(parent[row])
        return "\\".join(reversed(names))

    @property
    def parent(self) -> Key | None:
        """The key above, None for the root."""
        row = int(self._hive.columns.keys.parent[self._row])
        return Key(self._hive, row) if row >= 0 else None

    @property
    def subkeys(self) -> tuple[Key, ...]:
        """The keys right below, in stored order."""
        hive = self._hive
        lists = hive.lists or hive.look()
        if lists is not None:
            first, count = lists.first_child[self._row], lists.child_count[self._row]
        else:
            first, count = int(hive.columns.first_child[self._row]), int(hive.columns.child_count[self._row])
        return tuple([Key(hive, row) for row in range(first, first + count)]) if count else ()

    @property
    def values(self) -> tuple[Value, ...]:
        """The values, in stored order."""
        hive = self._hive
        lists = hive.lists or hive.look()
        if lists is None:
            firsts = hive.columns.first_value
            return tuple(map(hive.value_at, range(int(firsts[self._row]), int(firsts[self._row + 1]))))
        begins, row = lists.first_value, self._row
        first, end = begins[row], begins[row + 1]
        if first == end:
            return ()
        names, types, data = lists.value_names, lists.value_types, lists.value_data
        return tuple([Value(hive, row, names[row], types[row], data[row]) for row in range(first, end)])

    def subkey(self, name: str) -> Key | None:
        """The key right below with this name (compared without case), or None."""
        row = self._hive.child_rows(self._row).get(upcase(name))
        return None if row is None else Key(self._hive, row)

    def value(self, name: str) -> Value | None:
        """The value with this name (compared without case; ``""`` is the default value), or None."""
        first, names = self._hive.value_names_of(self._row)
        wanted = upcase(name)
        row = next((first + i for i, each in enumerate(names) if upcase(each) == wanted), None)
        return None if row is None else self._hive.value_at(row)

    @property
    def last_written(self) -> int | None:
        """The time of the last change as a FILETIME (100 ns since 1601, UTC), or None if the source has none."""
        time = self._hive.columns.keys.last_written[self._row]
        return None if time == NO_TIME else int(time)

    @property
    def class_name(self) -> str | None:
        """The key's class, None if it has none."""
        data = self._hive.columns.keys.class_name.one(self._hive.columns.buffers, self._row)
        return None if data is None else whole_units(data)

    @property
    def security(self) -> bytes | None:
        """The self-relative security descriptor as stored, None if there is none."""
        return self._hive.columns.keys.security.one(self._hive.columns.buffers, self._row)

    @property
    def sddl(self) -> str | None:
        """The security descriptor as SDDL text. Raises :class:`BadSecurityDescriptor` if it is none."""
        return None if self.security is None else sddl(self.security)

    @property
    def location(self) -> Location:
        """Where the key stands in the input."""
        return self._hive.location(self.path, None, int(self._hive.columns.keys.place[self._row]))


class Value:
    """A view of one value: row ``row`` of ``hive``. Equal to every view of the same row.

    ``name`` is as stored, ``""`` for the default value; ``type`` is a plain int where the number has no name;
    ``data`` are the bytes exactly as stored.
    """

    __slots__ = ("data", "hive", "name", "row", "type")

    def __init__(self, hive: Hive, row: int, name: str, type_: ValueType | int, data: bytes) -> None:
        self.hive: Final = hive
        self.row: Final = row
        self.name: Final = name
        self.type: Final = type_
        self.data: Final = data

    def __repr__(self) -> str:
        return f"<Value {self.location.name!r}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Value) and self.row == other.row and self.hive is other.hive

    def __hash__(self) -> int:
        return hash((id(self.hive), self.row))

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


@dataclass(frozen=True, slots=True)
class Lists:
    """What views are made of, for all rows at once: several times faster than row by row from the columns.

    The children of key i are the rows ``first_child[i]`` and the ``child_count[i] - 1`` after it, its values those
    from ``first_value[i]`` to before ``first_value[i + 1]``.
    """

    key_names: list[str]
    first_child: list[int]
    child_count: list[int]
    first_value: list[int]
    value_names: list[str]
    value_types: list[ValueType | int]
    value_data: list[bytes]
