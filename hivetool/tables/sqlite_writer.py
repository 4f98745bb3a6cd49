"""A hive as an SQLite database: what JSON holds as tables, and views to read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hivetool.hive.hive import Hive

from .fields import KEY_FIELDS, SCHEMA, VALUE_FIELDS
from .laying import Laid, laid
from .sqlite_memory import empty_database
from .sqlite_schema import ABOUT, APPLICATION_ID, DESCRIPTORS, ENCODING, KEY_VALUES, KEYS, TABLES, TableOf
from .sqlite_views import VIEWS

_BEFORE: tuple[str, ...] = (
    f"PRAGMA encoding = '{ENCODING}'",
    "PRAGMA page_size = 4096",
    f"PRAGMA application_id = {APPLICATION_ID}",
    "PRAGMA user_version = 1",
    "BEGIN",
)


def write_sqlite(hive: Hive) -> bytes:
    """The hive as an SQLite database; with one SQLite library the same hive gives the same bytes.

    Everything is kept but where the rows stand in their source, and its problems. Raises :class:`NoSqlite`,
    :class:`TooDeep` and :class:`CannotHold`.
    """
    rows = laid(hive)
    with empty_database() as connection:
        for statement in (*_BEFORE, *(statement for table in TABLES for statement in table.create)):
            connection.execute(statement)
        for table, cells in _cells(rows):
            connection.executemany(table.insert, cells)
        for statement in _after():
            connection.execute(statement)
        return bytes(connection.serialize())


def _after() -> Iterator[str]:
    for table in TABLES:
        yield from table.texts_in
        yield from table.create_indexes
    yield from VIEWS
    yield "COMMIT"


def _cells(rows: Laid) -> Iterator[tuple[TableOf, Iterable[tuple[Any, ...]]]]:
    """The rows of each table; keys are numbered from 1, depth first, values likewise in the order of their keys."""
    id_of = dict(zip(rows.order, range(1, len(rows.order) + 1), strict=True))
    yield ABOUT, ((SCHEMA,),)
    yield DESCRIPTORS, enumerate(rows.descriptors)
    yield KEYS, _keys(rows, id_of)
    yield KEY_VALUES, _values(rows, id_of)


def _keys(rows: Laid, id_of: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    columns = [field.cell_column(column) for field, column in zip(KEY_FIELDS, rows.keys, strict=True)]
    fields = list(zip(*columns, strict=True))
    parents, names = rows.table.key_parents, KEYS.columns[2].field.cell_column(rows.table.key_names)
    for row in rows.order:
        yield (id_of[row], id_of.get(parents[row]), names[row], *fields[row])


def _values(rows: Laid, id_of: dict[int, int]) -> Iterator[tuple[Any, ...]]:
    columns = [field.cell_column(column) for field, column in zip(VALUE_FIELDS, rows.values, strict=True)]
    fields = list(zip(*columns, strict=True))
    first, number = rows.first_value, 0
    for row in rows.order:
        key = id_of[row]
        for value in fields[first[row] : first[row + 1]]:
            number += 1
            yield (number, key, *value)
