"""Databases in memory: where they come from bytes that somebody hostile may have made, and go back to bytes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from hivetool.hive.location import Location

from .errors import BrokenDatabase, CannotHold, NoSqlite
from .forms import shown

if TYPE_CHECKING:
    from sqlite3 import Connection

HEADER_SIZE: Final = 100
"""Bytes of the header of an SQLite file ("Database File Format" in SQLite's documentation)."""

READ_VERSIONS: Final = slice(18, 20)
"""Where the header says whether the file is in WAL mode (2, 2) or not (1, 1)."""

STEPS_AT_LEAST, STEPS_A_BYTE = 10_000_000, 50
"""So many steps of SQLite's machine a database may take, by its size; a sound one takes less than a tenth."""

MOST_ENTRIES: Final = 1_000
"""Tables, indexes, views and triggers of a database; ours has twelve."""

LONGEST_SAID: Final = 200
"""Characters of SQLite's own words that a message repeats."""

_STEPS_AT_ONCE: Final = 1_000_000

SETTINGS: tuple[str, ...] = (
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "ignore_check_constraints = ON",
    "query_only = ON",
)
"""What is set before anything is read: the file's schema is not trusted, and nothing of it is executed."""

_CREATE_TABLE: Final = "CREATE TABLE "
_PLAIN: Final = ("CREATE VIEW ", "CREATE TRIGGER ", "CREATE INDEX ", "CREATE UNIQUE INDEX ")
"""How SQLite itself writes down everything that is no virtual table."""

_PRAGMAS = frozenset({"quick_check", "table_xinfo", "encoding"})


@contextlib.contextmanager
def empty_database() -> Iterator[Connection]:
    """A new database. Raises :class:`NoSqlite`, and :class:`CannotHold` for what SQLite does not take."""
    sqlite3 = _sqlite3()
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            yield connection
        except (sqlite3.Error, OverflowError) as error:
            raise CannotHold("an SQLite database", _said(error)) from None


@contextlib.contextmanager
def hostile_database(data: bytes, tables: frozenset[str]) -> Iterator[Connection]:
    """The database in these bytes, from which nothing but plain ``tables`` can be read.

    Views, triggers, functions and everything that writes are refused by an authorizer; SQLite stops when it takes
    longer than a sound database of this size. Raises :class:`NoSqlite`, and :class:`BrokenDatabase` for whatever
    SQLite says about it while it is open.
    """
    sqlite3 = _sqlite3()
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        try:
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(max(len(data), 1_000_000), 1_000_000_000))
            connection.deserialize(_without_wal(data))
            for setting in SETTINGS:
                connection.execute(f"PRAGMA {setting}")
            connection.set_authorizer(_authorizer(sqlite3, tables))
            connection.set_progress_handler(_patience(len(data)), _STEPS_AT_ONCE)
            _check(connection)
            yield connection
        except (sqlite3.Error, OverflowError, ValueError) as error:
            raise BrokenDatabase(f"SQLite cannot read the database: {_said(error)}", Location(offset=0)) from None


def is_in_wal_mode(data: bytes) -> bool:
    """Whether the last changes to the database may be in another file."""
    return 2 in data[READ_VERSIONS]


def _without_wal(data: bytes) -> bytes:
    """The same database out of WAL mode, in which none can be held in memory."""
    if not is_in_wal_mode(data):
        return data
    return data[: READ_VERSIONS.start] + b"\1\1" + data[READ_VERSIONS.stop :]


def _sqlite3() -> Any:
    try:
        import sqlite3
    except ImportError:
        raise NoSqlite("it is built without sqlite3") from None
    if not hasattr(sqlite3.Connection, "deserialize"):
        raise NoSqlite(f"its SQLite {sqlite3.sqlite_version} is built without serialize and deserialize")
    return sqlite3


def _authorizer(sqlite3: Any, tables: frozenset[str]) -> Any:
    known = tables | {"sqlite_master", "sqlite_schema"}

    def allowed(action: int, name: str | None, detail: str | None, database: str | None, within: str | None) -> int:
        if within is None:  # not on behalf of a view or a trigger
            if action == sqlite3.SQLITE_SELECT:
                return int(sqlite3.SQLITE_OK)
            if action == sqlite3.SQLITE_READ and name in known:
                return int(sqlite3.SQLITE_OK)
            if action == sqlite3.SQLITE_PRAGMA and name in _PRAGMAS:
                return int(sqlite3.SQLITE_OK)
        return int(sqlite3.SQLITE_DENY)

    return allowed


def _patience(size: int) -> Any:
    left = (STEPS_AT_LEAST + STEPS_A_BYTE * size) // _STEPS_AT_ONCE

    def stop() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    return stop


def _check(connection: Connection) -> None:
    """Refuse what is not made of plain tables, and a file whose pages are unsound: used twice they make it endless.

    The pages come last, for SQLite computes columns when it checks them.
    """
    found = connection.execute("SELECT name, sql FROM sqlite_master").fetchmany(MOST_ENTRIES + 1)
    if len(found) > MOST_ENTRIES:
        raise BrokenDatabase(f"it has more than {MOST_ENTRIES:,} tables, indexes and views", Location(offset=0))
    for name, sql in found:
        if sql is not None and not _is_plain(str(name), str(sql)):
            reason = f"the database has {shown(name)}, which is not read: {shown(sql)}"
            raise BrokenDatabase(reason, Location(offset=0))
    for name, sql in found:
        if str(sql).startswith(_CREATE_TABLE):
            _refuse_computed(connection, str(name))
    for (found,) in connection.execute("PRAGMA quick_check (1)"):
        if found != "ok":
            raise BrokenDatabase(f"the database is damaged: {_said(found)}", Location(offset=0))


def _is_plain(name: str, sql: str) -> bool:
    """Whether the statement makes what it should, in the words of SQLite, and a table of no other name."""
    if not sql.startswith(_CREATE_TABLE):
        return sql.startswith(_PLAIN)
    doubled = name.replace('"', '""')
    made = sql.removeprefix(_CREATE_TABLE).lower()
    names = (name, f'"{doubled}"', f"'{name}'", f"[{name}]", f"`{name}`")
    return any(made.startswith((f"{each} ".lower(), f"{each}(".lower())) for each in names)


def _refuse_computed(connection: Connection, table: str) -> None:
    quoted = table.replace('"', '""')
    for _, name, _, _, _, _, hidden in connection.execute(f'PRAGMA table_xinfo ("{quoted}")').fetchall():
        if hidden:
            reason = f"the column {shown(name)} of the table {shown(table)} is a computed one, which is not read"
            raise BrokenDatabase(reason, Location(offset=0))


def _said(words: object) -> str:
    """What SQLite says, which may quote the file, on one line."""
    text = str(words).replace("\n", ": ")[:LONGEST_SAID]
    return text if text.isprintable() else ascii(text)
