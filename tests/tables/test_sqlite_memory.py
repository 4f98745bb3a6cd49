from __future__ import annotations

import sqlite3

import pytest

from hivetool.tables import sqlite_memory
from hivetool.tables.errors import BrokenDatabase, CannotHold
from hivetool.tables.sqlite_memory import empty_database, hostile_database, is_in_wal_mode
from tests.tables.making import database

TABLES = frozenset({"keys"})


def read(data: bytes, sql: str) -> list[tuple[object, ...]]:
    with hostile_database(data, TABLES) as connection:
        return connection.execute(sql).fetchall()


def test_plain_tables_are_read() -> None:
    assert read(database(), "SELECT id FROM keys ORDER BY id") == [(1,), (2,), (3,), (4,)]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM key_values",
        "SELECT * FROM readable_keys",
        "SELECT upper(name) FROM keys",
        "SELECT zeroblob(1000000000) FROM keys",
        "INSERT INTO keys (name) VALUES ('x')",
        "UPDATE keys SET name = 'x'",
        "DELETE FROM keys",
        "CREATE TABLE x (y)",
        "DROP TABLE keys",
        "ATTACH 'x.db' AS x",
        "PRAGMA writable_schema = ON",
        "PRAGMA trusted_schema = ON",
        "SELECT load_extension('x')",
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
        "VACUUM INTO 'x.db'",
        "BEGIN",
    ],
)
def test_nothing_else_is_done(sql: str) -> None:
    with pytest.raises(BrokenDatabase, match=r"SQLite cannot read the database: "):
        read(database(), sql)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIEW keys AS SELECT * FROM other",
        "CREATE VIEW keys AS WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS id FROM n",
        "CREATE VIEW keys AS SELECT sqlite_version() AS id",
    ],
)
def test_a_view_with_the_name_of_a_table_is_not_read(sql: str) -> None:
    data = database("ALTER TABLE keys RENAME TO other", sql)
    with pytest.raises(BrokenDatabase, match=r"not authorized|prohibited"):
        read(data, "SELECT id FROM keys")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE VIRTUAL TABLE x USING fts4 (y)",
        "CREATE VIRTUAL TABLE x USING rtree (id, a, b)",
        "CREATE/**/VIRTUAL TABLE x USING fts3 (y)",
    ],
)
def test_virtual_tables_are_refused(sql: str) -> None:
    with pytest.raises(BrokenDatabase, match="the database has 'x', which is not read: 'CREATE VIRTUAL TABLE"):
        read(database(sql), "SELECT id FROM keys")


def test_a_schema_that_lies() -> None:
    """The type says table, the statement makes something else."""
    for sql in (
        "CREATE VIEW keys AS SELECT 1 AS id",
        "create /* */ virtual table keys using fts3 (id)",
        "x",
        "CREATE TABLE",
    ):
        data = database(
            "PRAGMA writable_schema = ON",
            f"UPDATE sqlite_master SET sql = '{sql}' WHERE name = 'keys' AND type = 'table'",
        )
        with pytest.raises(BrokenDatabase):
            read(data, "SELECT id FROM keys")


def test_a_trigger_and_a_check_are_left_alone() -> None:
    data = database(
        "CREATE TRIGGER t AFTER INSERT ON keys BEGIN DELETE FROM keys; END",
        "CREATE TABLE c (x CHECK (length(hex(zeroblob(400000000))) > 5))",
        "PRAGMA ignore_check_constraints = ON",
        "INSERT INTO c VALUES (1)",
    )
    assert len(read(data, "SELECT id FROM keys")) == 4


def test_bytes_after_the_header_that_are_nothing() -> None:
    data = database()
    for broken in (
        data[:100],
        data[:1000],
        data[:-4096],
        data[:100] + b"\xff" * (len(data) - 100),
        data[:16] + b"\0" * 84,
    ):
        with pytest.raises(BrokenDatabase) as caught:
            read(broken, "SELECT id FROM keys")
        assert str(caught.value).startswith("offset 0x0: ")


def big_tree(rows: int = 20_000) -> bytes:
    """A database whose table of keys has pages above its leaves."""
    numbers = f"WITH RECURSIVE n (i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})"
    return database(f"{numbers} INSERT INTO keys (id, parent, name) SELECT i, 1, 'key ' || i FROM n")


def test_pages_that_are_used_twice_do_not_make_it_endless() -> None:
    """All pointers of the interior pages lead to one page: read on trust, each row would come again and again."""
    data = bytearray(big_tree())
    changed = 0
    for page in range(0, len(data), 4096):
        if data[page] == 5:  # an interior page of a table
            cells = int.from_bytes(data[page + 3 : page + 5], "big")
            places = [int.from_bytes(data[page + 12 + 2 * cell :][:2], "big") for cell in range(cells)]
            for place in places:
                data[page + place : page + place + 4] = data[page + places[0] :][:4]
                changed += 1
    assert changed > 10
    with pytest.raises(BrokenDatabase, match="the database is damaged: "):
        read(bytes(data), "SELECT id FROM keys")


def test_it_stops_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    data = big_tree()
    assert len(read(data, "SELECT id FROM keys")) > 10_000
    monkeypatch.setattr(sqlite_memory, "STEPS_AT_LEAST", 0)
    monkeypatch.setattr(sqlite_memory, "_STEPS_AT_ONCE", 1000)
    with pytest.raises(BrokenDatabase, match="interrupted"):
        read(data, "SELECT a.id FROM keys AS a, keys AS b, keys AS c WHERE a.id + b.id = -c.id")


def test_a_sound_database_is_far_from_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_memory, "STEPS_AT_LEAST", 0)
    monkeypatch.setattr(sqlite_memory, "STEPS_A_BYTE", sqlite_memory.STEPS_A_BYTE / 5)
    monkeypatch.setattr(sqlite_memory, "_STEPS_AT_ONCE", 1000)
    assert len(read(big_tree(), "SELECT * FROM keys")) > 10_000


def test_wal_mode_is_seen_and_does_not_stop_the_reading() -> None:
    data = database()
    wal = data[:18] + b"\2\2" + data[20:]
    assert (is_in_wal_mode(data), is_in_wal_mode(wal)) == (False, True)
    assert len(read(wal, "SELECT id FROM keys")) == 4


def test_an_empty_database_is_one() -> None:
    with empty_database() as connection:
        assert isinstance(connection, sqlite3.Connection)
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


EVIL = 'CREATE TABLE "a ""b" (x, evil AS (x LIKE \'' + "%a" * 40 + "%b'))"
"""Such a pattern takes SQLite for ever, in one step of its machine."""


def test_computed_columns_are_refused_before_sqlite_computes_them() -> None:
    data = database(EVIL, f'INSERT INTO "a ""b" (x) VALUES (\'{"a" * 2000}\')')
    with pytest.raises(BrokenDatabase, match=r"""the column 'evil' of the table 'a "b' is a computed one"""):
        read(data, "SELECT id FROM keys")


@pytest.mark.parametrize("change", ["name = 'other', tbl_name = 'other'", "type = 'index'", "sql = upper(sql)"])
def test_a_computed_column_cannot_be_hidden(change: str) -> None:
    data = database(EVIL, "PRAGMA writable_schema = ON", f"UPDATE sqlite_master SET {change} WHERE name LIKE 'a%'")
    with pytest.raises(BrokenDatabase):
        read(data, "SELECT id FROM keys")


@pytest.mark.parametrize("name", ["plain", '"a b"', "[c]", "`d`", "'e'", '"f""g"', '"CREATE TABLE "'])
def test_tables_of_other_people_are_no_reason_to_refuse(name: str) -> None:
    data = database(f"CREATE TABLE {name} (x)", f"CREATE TABLE y{len(name)}(x UNIQUE CHECK (x > 5))")
    assert len(read(data, "SELECT id FROM keys")) == 4
    assert len(read(database("ALTER TABLE hivetool RENAME TO other"), "SELECT id FROM keys")) == 4


def test_no_tool_makes_so_many_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_memory, "MOST_ENTRIES", 12)
    assert len(read(database(), "SELECT id FROM keys")) == 4
    with pytest.raises(BrokenDatabase, match="it has more than 12 tables, indexes and views"):
        read(database("CREATE TABLE x (y)"), "SELECT id FROM keys")


def test_what_sqlite_does_not_take_is_our_error() -> None:
    with pytest.raises(CannotHold, match="an SQLite database cannot hold this hive: string or blob too big"):  # noqa: SIM117
        with empty_database() as connection:
            connection.execute("SELECT zeroblob(2000000000)")
