"""The values of a JSON document, checked field by field: many at once, and one by one where something is unusual."""

from __future__ import annotations

from typing import Any

from .faults import Fault
from .fields import VALUE_FIELDS
from .forms import Misfit, shown
from .gathering import Gathered
from .stated import WAYS, stated

AT_ONCE = 1024
"""So many keys or values are read together."""

_MEMBERS = frozenset(field.name for field in VALUE_FIELDS)
_NAME, _TYPE, _DATA = VALUE_FIELDS


class Values:
    """Values that wait to be read, and the way of each into the rows."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._keys: list[int] = []
        self._read: list[Any] = []
        self._lines: list[int] = []

    def add(self, key: int, values: list[Any], lines: list[int]) -> None:
        """The values of a key as JSON gave them, with the line of each."""
        self._keys.extend([key] * len(values))
        self._read.extend(values)
        self._lines.extend(lines)
        if len(self._read) >= AT_ONCE:
            self.put()

    def put(self) -> None:
        """Make rows of the values that wait."""
        try:
            columns = [field.column_of_json([value[field.name] for value in self._read]) for field in VALUE_FIELDS]
            usual = sum(map(len, self._read)) == len(_MEMBERS) * len(self._read)
        except (Misfit, KeyError, TypeError):
            usual = False
        if usual:
            self._gathered.add_values(self._keys, columns, self._lines)
        else:
            for key, value, line in zip(self._keys, self._read, self._lines, strict=True):
                self._put_one(key, value, line)
        for waiting in (self._keys, self._read, self._lines):
            waiting.clear()

    def _put_one(self, key: int, value: object, line: int) -> None:
        """A value that may be one that somebody wrote, or one with faults."""
        if type(value) is not dict:
            self._gathered.note(Fault.VALUE, line, shown(value), key=key)
            return
        for unknown in sorted(value.keys() - _MEMBERS - WAYS.keys()):
            self._gathered.note(Fault.UNKNOWN, line, shown(unknown), key=key)
        name = value.get(_NAME.name)
        for field in (_NAME, _TYPE):
            try:
                field.of_json(value.get(field.name))
            except Misfit as error:
                self._refuse(key, name, line, f"{field.name} {error}", field.expected)
                return
        ways = [way for way in (_DATA.name, *WAYS) if way in value]
        if len(ways) != 1:
            listed = ", ".join((_DATA.name, *WAYS))
            self._refuse(key, name, line, " and ".join(ways) or "nothing that is its data", f"one of {listed}")
            return
        self._put_data(key, value, ways[0], line)

    def _put_data(self, key: int, value: dict[str, Any], way: str, line: int) -> None:
        name, kind = value[_NAME.name], value[_TYPE.name]
        try:
            data = _DATA.of_json(value[way]) if way == _DATA.name else stated(kind, way, value[way])
        except Misfit as error:
            actual = f"{_DATA.name} {error}" if way == _DATA.name else str(error)
            self._refuse(key, name, line, actual, _DATA.expected)
        else:
            self._gathered.add_values((key,), ((name,), (kind,), (data,)), (line,))

    def _refuse(self, key: int, name: object, line: int, actual: str, wanted: str) -> None:
        text = name if isinstance(name, str) else None
        self._gathered.note(Fault.VALUE, line, actual, key=key, value=text, expected=wanted)
