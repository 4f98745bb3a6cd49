"""The fields of keys and values, written down once for the writers and the readers of JSON and SQLite.

The words are those of ``dump --format jsonl``. A field's content in Python: ``last_written`` a FILETIME or None,
``class`` UTF-16LE bytes or None, ``security`` the number of a descriptor or None, ``flags`` and ``type`` numbers,
``name`` text, ``data`` bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from .forms import CLASS, FILETIME, HEX, NUMBER, TEXT, Form

SCHEMA: Final = "hivetool.hive/1"
FAMILY, _, VERSION = SCHEMA.partition("/")


@dataclass(frozen=True, slots=True)
class Field:
    """A field. One that is ``optional`` may be null or not there, it is then ``default``."""

    name: str
    form: Form
    optional: bool = False
    default: int | None = None

    @property
    def expected(self) -> str:
        """What the field can hold, in words."""
        return f"{self.name} is {self.form.words}"

    def json_column(self, column: Sequence[Any]) -> list[str]:
        """JSON text for every row."""
        write = self.form.to_json
        return ["null" if item is None else write(item) for item in column]

    def cell_column(self, column: Sequence[Any]) -> list[object]:
        """What is bound for every row."""
        write = self.form.to_cell
        return [None if item is None else write(item) for item in column]

    def of_json(self, item: object) -> Any:
        """The content of JSON. Raises :class:`Misfit`."""
        return self.default if item is None and self.optional else self.form.from_json(item)

    def of_cell(self, item: object) -> Any:
        """The content of a cell. Raises :class:`Misfit`."""
        return self.default if item is None and self.optional else self.form.from_cell(item)

    def column_of_json(self, items: Sequence[Any]) -> Sequence[Any]:
        """The content of JSON for every row. Raises :class:`Misfit` without saying which it was."""
        every = self.form.all_json
        return list(map(self.of_json, items)) if every is None or None in items else every(items)

    def column_of_cells(self, items: Sequence[Any]) -> Sequence[Any]:
        """The content of cells for every row. Raises :class:`Misfit` without saying which it was."""
        every = self.form.all_cells
        return list(map(self.of_cell, items)) if every is None or None in items else every(items)


KEY_FIELDS: tuple[Field, ...] = (
    Field("last_written", FILETIME, optional=True),
    Field("class", CLASS, optional=True),
    Field("security", NUMBER, optional=True),
    Field("flags", NUMBER, optional=True, default=0),
)
VALUE_FIELDS: tuple[Field, ...] = (Field("name", TEXT), Field("type", NUMBER), Field("data", HEX))
