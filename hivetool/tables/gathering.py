"""What a reader gathers: keys and values as rows, and the faults; it becomes a hive in the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal

from hivetool.hive.building import built_hive
from hivetool.hive.faults import FaultList
from hivetool.hive.hive import Hive, Source
from hivetool.hive.location import Location
from hivetool.hive.table import Table
from hivetool.hive.upcase import upcase

from .faults import Fault
from .fields import KEY_FIELDS, VALUE_FIELDS
from .forms import shown

ROOT, ABOVE_ROOT = 0, -1

LONGEST_PATH = 4096
"""Problems name the key they concern unless its path is longer than this many characters."""


class Gathered:
    """Rows in the making; row 0 of the keys is the root. ``places`` says what the places of rows are.

    ``keys`` has a list for each of ``KEY_FIELDS``, ``values`` one for each of ``VALUE_FIELDS``.
    """

    def __init__(self, places: Literal["line", "row"]) -> None:
        self.places = places
        self.faults: FaultList[Fault] = FaultList()
        self.names: list[str] = []
        self.parents: list[int] = []
        self.key_places: list[int] = []
        self.keys: tuple[list[Any], ...] = tuple([] for _ in KEY_FIELDS)
        self.value_keys: list[int] = []
        self.value_places: list[int] = []
        self.values: tuple[list[Any], ...] = tuple([] for _ in VALUE_FIELDS)
        self.descriptors: dict[int, bytes | None] = {}

    def add_key(self, name: str, parent: int, place: int) -> int:
        """A new key with nothing in its fields yet; gives its row."""
        self.names.append(name)
        self.parents.append(parent)
        self.key_places.append(place)
        return len(self.names) - 1

    def put_keys(self, rows: Iterable[int], columns: Sequence[Sequence[Any]]) -> None:
        """Fill the fields of keys; ``columns`` has a list for each of ``KEY_FIELDS``."""
        rows = tuple(rows)
        for field, whole, cells in zip(KEY_FIELDS, self.keys, columns, strict=True):
            whole.extend([field.default] * (len(self.names) - len(whole)))
            for row, cell in zip(rows, cells, strict=True):
                whole[row] = cell

    def add_values(self, keys: Sequence[int], columns: Sequence[Sequence[Any]], places: Sequence[int]) -> None:
        """Values of these keys; ``columns`` has a list for each of ``VALUE_FIELDS``."""
        self.value_keys.extend(keys)
        self.value_places.extend(places)
        for whole, cells in zip(self.values, columns, strict=True):
            whole.extend(cells)

    def note(
        self,
        fault: Fault,
        place: int | None,
        actual: str = "",
        *,
        key: int | None = None,
        value: str | None = None,
        expected: str | None = None,
    ) -> None:
        """Note a fault at a place, with the key that it concerns."""
        if self.faults.counted(fault):
            path = None if key is None else self.path(key)
            at = Location(path, None if path is None else value, **{self.places: place})
            self.faults.tell(fault, at, actual, expected)

    def path(self, row: int) -> str | None:
        """The path of a key; None where it is too long to be worth its characters."""
        names: list[str] = []
        length = 0
        while row > ROOT and length <= LONGEST_PATH:
            names.append(self.names[row])
            length += len(names[-1]) + 1
            row = self.parents[row]
        return "\\".join(reversed(names)) if length <= LONGEST_PATH else None

    def hive(self, source: Source) -> Hive:
        """The hive of the rows; keys that do not lead up to the root are left out."""
        self.put_keys((), ((),) * len(KEY_FIELDS))
        fields = dict(zip((field.name for field in KEY_FIELDS), self.keys, strict=True))
        security = [self._descriptor(row, number) for row, number in enumerate(fields["security"])]
        self._tell_same_names()
        value_names, types, data = self.values
        return built_hive(
            Table(self.names, self.parents, self.value_keys, value_names, types, data),
            source,
            last_written=fields["last_written"],
            class_names=fields["class"],
            security=security,
            flags=fields["flags"],
            key_places=self.key_places,
            value_places=self.value_places,
            problems=self.faults.problems(),
        )

    def _descriptor(self, row: int, number: int | None) -> bytes | None:
        if number is None or number in self.descriptors:
            return None if number is None else self.descriptors[number]
        self.note(Fault.KEY_FIELD, self.key_places[row], f"security {number}, there is no such descriptor", key=row)
        return None

    def _tell_same_names(self) -> None:
        """Note keys and values that have the name of one before them in the same place, without case."""
        for row in _repeated(self.parents, self.names):
            if self.parents[row] != ABOVE_ROOT:
                self.note(Fault.SAME_KEY, self.key_places[row], shown(self.names[row]), key=row)
        for row in _repeated(self.value_keys, self.values[0]):
            key, name = self.value_keys[row], self.values[0][row]
            self.note(Fault.SAME_VALUE, self.value_places[row], shown(name), key=key, value=name)


def _repeated(owners: Sequence[int], names: Sequence[str]) -> Iterator[int]:
    """Rows whose owner has an earlier row of the same name without case."""
    numbers: dict[str, int] = {}
    number_of = {name: numbers.setdefault(upcase(name), len(numbers)) for name in dict.fromkeys(names)}
    count = len(numbers)
    slots = [owner * count + number_of[name] for owner, name in zip(owners, names, strict=True)]
    if len(set(slots)) == len(slots):
        return
    seen: set[int] = set()
    for row, slot in enumerate(slots):
        if slot in seen:
            yield row
        seen.add(slot)
