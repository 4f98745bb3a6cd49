"""Reading many keys of the same folder in bulk: the hive's table is decoded once, not key by key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hivetool.hive.decode import Decoded, decoded
from hivetool.hive.errors import BadValueData
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.table import Table


class RawValue(NamedTuple):
    """One value of an entry, not decoded yet; ``row`` is its row in the hive."""

    name: str
    type: int
    data: bytes
    row: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One key: its row, its name and its path."""

    row: int
    name: str
    path: str


class Entries:
    """Everything of a hive as entries and raw values."""

    def __init__(self, hive: Hive) -> None:
        columns = hive.columns
        self._hive = hive
        self._table: Table = hive.table()
        self._first_value: list[int] = columns.first_value.tolist()
        self._key_places: list[int] = columns.keys.place.tolist()
        self._value_places: list[int] = columns.values.place.tolist()

    def root(self) -> Entry:
        """The root key."""
        return Entry(0, self._table.key_names[0], "")

    def below(self, folder: str) -> Iterator[Entry]:
        """The keys right below the key at this path, in stored order; none if there is no such key."""
        above = self._hive.find(folder)
        for key in above.subkeys if above is not None else ():
            name = self._table.key_names[key.row]
            yield Entry(key.row, name, f"{folder}\\{name}")

    def one(self, path: str) -> Entry | None:
        """The key at this path, None if there is none."""
        key = self._hive.find(path)
        return Entry(key.row, self._table.key_names[key.row], path) if key is not None else None

    def values(self, entry: Entry) -> Iterator[RawValue]:
        """The values of a key, in stored order."""
        table = self._table
        for row in range(self._first_value[entry.row], self._first_value[entry.row + 1]):
            yield RawValue(table.value_names[row], table.value_types[row], table.value_data[row], row)

    def location(self, entry: Entry, value: RawValue | None = None) -> Location:
        """Where a key, or one of its values, stands."""
        if value is None:
            return self._hive.location(entry.path, None, self._key_places[entry.row])
        return self._hive.location(entry.path, value.name, self._value_places[value.row])


def decoded_or_reason(value: RawValue) -> tuple[Decoded | None, str]:
    """The value decoded by its type, or None and why its bytes do not fit."""
    try:
        return decoded(value.type, value.data), ""
    except BadValueData as error:
        return None, error.expected
