from __future__ import annotations

import sqlite3
from contextlib import closing

from hivetool.tables.fields import KEY_FIELDS, VALUE_FIELDS
from hivetool.tables.sqlite_schema import APPLICATION_ID, KEY_VALUES, KEYS, TABLES
from tests.tables.making import database, query


def test_the_tables_are_as_the_page_says() -> None:
    assert KEYS.create == (
        "CREATE TABLE keys (\n"
        "    id INTEGER PRIMARY KEY,\n"
        "    parent INTEGER REFERENCES keys (id),\n"
        "    name TEXT NOT NULL,\n"
        "    last_written INTEGER,\n"
        "    class TEXT,\n"
        "    security INTEGER REFERENCES descriptors (id),\n"
        "    flags INTEGER NOT NULL DEFAULT 0\n"
        ")",
    )
    assert KEY_VALUES.create == (
        "CREATE TABLE key_values (\n"
        "    id INTEGER PRIMARY KEY,\n"
        "    key INTEGER NOT NULL REFERENCES keys (id),\n"
        "    name TEXT NOT NULL,\n"
        "    type INTEGER NOT NULL,\n"
        "    data BLOB NOT NULL\n"
        ")",
    )


def test_every_field_has_its_column() -> None:
    assert [column.field for column in KEYS.columns[3:]] == list(KEY_FIELDS)
    assert [column.field for column in KEY_VALUES.columns[2:]] == list(VALUE_FIELDS)


def test_the_statements_work_together() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("PRAGMA encoding = 'UTF-16le'")
        for table in TABLES:
            for statement in (*table.create, *table.create_indexes, *table.texts_in):
                connection.execute(statement)
        connection.execute(KEYS.insert, (1, None, "x\0".encode("utf-16-le"), None, b"odd", None, 0))
        for statement in KEYS.texts_in:
            connection.execute(statement)
        assert connection.execute("SELECT typeof(name), typeof(class) FROM keys").fetchall() == [("text", "blob")]


def test_the_header_says_whose_it_is() -> None:
    data = database()
    assert data[68:72] == b"HIVE"
    assert query(data, "PRAGMA application_id") == [(APPLICATION_ID,)]
    assert query(data, "PRAGMA user_version") == [(1,)]
    assert query(data, "PRAGMA foreign_key_check") == []
    assert query(data, "SELECT schema FROM hivetool") == [("hivetool.hive/1",)]
