"""The tables of a hive in SQLite, made from the fields; and the settings that a database of ours has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .fields import KEY_FIELDS, VALUE_FIELDS, Field
from .forms import HEX, ROW, TEXT

APPLICATION_ID: Final = int.from_bytes(b"HIVE", "big")
"""What the header of a database says it belongs to."""

ENCODING: Final = "UTF-16le"
"""Text is held as the registry holds it: ``CAST(data AS TEXT)`` reads a REG_SZ, and every name fits."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, whether it may be NULL, and what else its declaration says."""

    field: Field
    declared: str = ""

    @property
    def name(self) -> str:
        """The field's name."""
        return self.field.name

    @property
    def declaration(self) -> str:
        """The column in ``CREATE TABLE``."""
        default = "" if self.field.default is None else f" DEFAULT {self.field.default}"
        null = "" if self.field.optional and not default else " NOT NULL"
        return f"{self.name} {self.field.form.column}{self.declared or null}{default}"


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table; its rows are numbered by the first column. ``indexes`` are of one column each."""

    name: str
    columns: tuple[Column, ...]
    indexes: tuple[str, ...] = ()

    @property
    def create(self) -> tuple[str, ...]:
        """The statement that makes the table."""
        columns = ",\n    ".join(column.declaration for column in self.columns)
        return (f"CREATE TABLE {self.name} (\n    {columns}\n)",)

    @property
    def create_indexes(self) -> tuple[str, ...]:
        """The statements that make the indexes, for when the rows are there."""
        return tuple(f"CREATE INDEX {self.name}_by_{column} ON {self.name} ({column})" for column in self.indexes)

    @property
    def insert(self) -> str:
        """The statement that a row's cells are bound to."""
        return f"INSERT INTO {self.name} VALUES ({', '.join('?' * len(self.columns))})"

    @property
    def texts_in(self) -> tuple[str, ...]:
        """The statements that make text of UTF-16 that was bound as bytes."""
        return tuple(
            f"UPDATE {self.name} SET {column.name} = CAST({column.name} AS TEXT) "
            f"WHERE typeof({column.name}) = 'blob' AND length({column.name}) % 2 = 0"
            for column in self.columns
            if column.field.form.column == TEXT.column
        )


_ID = Column(Field("id", ROW), " PRIMARY KEY")
_SECURITY: Final = "security"

ABOUT = TableOf("hivetool", (Column(Field("schema", TEXT)),))
DESCRIPTORS = TableOf("descriptors", (_ID, Column(Field("data", HEX))))
KEYS = TableOf(
    "keys",
    (
        _ID,
        Column(Field("parent", ROW, optional=True), " REFERENCES keys (id)"),
        Column(Field("name", TEXT)),
        *(
            Column(field, f" REFERENCES {DESCRIPTORS.name} (id)" if field.name == _SECURITY else "")
            for field in KEY_FIELDS
        ),
    ),
    indexes=("parent",),
)
KEY_VALUES = TableOf(
    "key_values",
    (
        _ID,
        Column(Field("key", ROW), " NOT NULL REFERENCES keys (id)"),
        *map(Column, VALUE_FIELDS),
    ),
    indexes=("key", "name"),
)

TABLES: tuple[TableOf, ...] = (ABOUT, DESCRIPTORS, KEYS, KEY_VALUES)
"""In the order in which they are made."""
