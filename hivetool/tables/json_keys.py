"""The keys of a JSON document: each one checked field by field, put below its parent, and its values with it."""

from __future__ import annotations

from typing import Any

from hivetool.hive.columns import MOST_LEVELS

from .faults import Fault
from .fields import KEY_FIELDS, Field
from .forms import Misfit, shown
from .gathering import ROOT, Gathered
from .json_scan import Scanner, item_lines, repeated_member
from .json_values import AT_ONCE, Values
from .json_writer import NAMES, PATH, VALUES
from .key_index import Handle, KeyIndex, handle

_MEMBERS = frozenset({PATH, NAMES, VALUES, *(field.name for field in KEY_FIELDS)})


class Keys:
    """The keys as they come; the scanner stands at each."""

    def __init__(self, gathered: Gathered, scanner: Scanner) -> None:
        self.found = False
        self._gathered = gathered
        self._scanner = scanner
        self._index = KeyIndex(gathered, scanner.line(scanner.at))
        self._root_is_there = False
        self._values = Values(gathered)
        self._rows: list[int] = []
        self._read: list[dict[str, Any]] = []

    def read(self, start: int) -> None:
        """Read the key that begins at ``start``."""
        scanner = self._scanner
        line = scanner.line(start)
        key = scanner.value()
        if type(key) is not dict:
            self._gathered.note(Fault.KEY, line, shown(key))
            return
        values = key.get(VALUES, [])
        regular = self._look_over(key, values, start, line)
        row = self._row(key, line)
        if row is None:
            return
        self.found = True
        self._rows.append(row)
        self._read.append(key)
        if len(self._read) >= AT_ONCE:
            self._put()
        if type(values) is list:
            key.pop(VALUES, None)
            self._values.add(row, values, self._lines(values, start, line, regular))
        else:
            self._gathered.note(Fault.KEY_FIELD, line, f"{VALUES} {shown(values)}", key=row, expected="a list")

    def finish(self) -> None:
        """All has come. Say that the root is missing if it is."""
        self._put()
        self._values.put()
        if not self._root_is_there:
            self._gathered.note(Fault.NO_PARENT, self._gathered.key_places[ROOT], key=ROOT)

    def _look_over(self, key: dict[str, Any], values: object, start: int, line: int) -> bool:
        """Note members that nobody knows or that stand twice; whether there are only the usual ones."""
        usual = key.keys() <= _MEMBERS
        if not usual:
            for name in sorted(key.keys() - _MEMBERS):
                self._gathered.note(Fault.UNKNOWN, line, shown(name))
        members = len(key)
        if type(values) is list and set(map(type, values)) <= {dict}:
            members += sum(map(len, values))
        # a colon for every member; there are more if some stand in texts, or if a member stands twice
        if self._scanner.text.count(":", start, self._scanner.at) != members:
            repeated = repeated_member(self._scanner.text, start)
            if repeated is not None:
                self._gathered.note(Fault.REPEATED, line, shown(repeated))
        return usual and type(key.get("class")) is not dict

    def _row(self, key: dict[str, Any], line: int) -> int | None:
        """The row of the key; None if it is left out."""
        path, names = key.get(PATH), key.get(NAMES)
        if type(path) is str and names is None:
            if not path:
                return self._root(line)
            above, _, name = path.rpartition("\\")
            parent = self._index.get(above)
            if parent is not None and name and path[0] != "\\":
                return self._below(path, name, parent, line)
        listed = self._split(path, line) if names is None else self._listed(names, path, line)
        return self._far_below(listed, line) if listed else None

    def _split(self, path: object, line: int) -> list[str]:
        """The names in a path; none, which is noted, if it is no path."""
        if type(path) is not str:
            self._gathered.note(Fault.KEY, line, f"its {PATH} is {shown(path)}", expected="text")
            return []
        names = path.split("\\")
        if "" in names:
            self._gathered.note(Fault.KEY, line, f"in its path {shown(path)} a name is empty")
            return []
        return names

    def _listed(self, names: object, path: object, line: int) -> list[str]:
        """The names that stand one by one; none, which is noted, if they are something else."""
        if not isinstance(names, list) or not names or not all(type(name) is str for name in names):
            self._gathered.note(Fault.KEY, line, f"its {NAMES} are {shown(names)}", expected="a list of texts")
            return []
        if path != "\\".join(names):
            self._gathered.note(Fault.NAMES, line, shown(path))
        return names

    def _root(self, line: int) -> int | None:
        if self._root_is_there:
            self._gathered.note(Fault.SECOND_ROOT, line)
            return None
        self._root_is_there = True
        self._gathered.key_places[ROOT] = line
        return ROOT

    def _below(self, where: Handle, name: str, parent: int, line: int) -> int | None:
        if self._index.is_deepest(parent):
            self._gathered.note(Fault.DEPTH, line)
            return None
        return self._index.add(where, name, parent, line)

    def _far_below(self, names: list[str], line: int) -> int | None:
        """A key whose parent is not known by the path as it is written."""
        parent = self._index.get(handle(names[:-1]))
        if parent is None:
            if len(names) > MOST_LEVELS:
                self._gathered.note(Fault.DEPTH, line)
                return None
            parent, made = self._index.reached(names[:-1], line)
            if made:
                self._gathered.note(Fault.NO_PARENT, line, key=parent)
        return self._below(handle(names), names[-1], parent, line)

    def _put(self) -> None:
        """Put the fields of the keys read to their rows."""
        columns = []
        for field in KEY_FIELDS:
            items = [key.get(field.name) for key in self._read]
            try:
                columns.append(field.column_of_json(items))
            except Misfit:
                columns.append([self._cell(field, row, item) for row, item in zip(self._rows, items, strict=True)])
        self._gathered.put_keys(self._rows, columns)
        self._rows.clear()
        self._read.clear()

    def _cell(self, field: Field, row: int, item: object) -> Any:
        try:
            return field.of_json(item)
        except Misfit as error:
            place = self._gathered.key_places[row]
            self._gathered.note(Fault.KEY_FIELD, place, f"{field.name} {error}", key=row, expected=field.expected)
            return field.default

    def _lines(self, values: list[Any], start: int, line: int, regular: bool) -> list[int]:
        """The line of each value: quickly where all are on the key's line or have one each, as the writer does it."""
        text, end = self._scanner.text, self._scanner.at
        ends = text.count("\n", start, end)
        if ends == 0 or not values:
            return [line] * len(values)
        # a line break never stands in a text, so one with a brace behind it begins an object
        if regular and ends == len(values) + 1 and text.count("\n {", start, end) == len(values):
            return list(range(line + 1, line + 1 + len(values)))
        return item_lines(text, start, line, VALUES)
