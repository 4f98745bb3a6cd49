"""An SQLite database to a hive: plain tables row by row, whatever somebody has made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from hivetool.hive.columns import NO_PLACE
from hivetool.hive.errors import check_none
from hivetool.hive.hive import Hive, Source
from hivetool.hive.location import Location

from .errors import BrokenDatabase, OtherContent
from .faults import Fault
from .fields import FAMILY, KEY_FIELDS, SCHEMA, VALUE_FIELDS, VERSION, Field
from .forms import Form, Misfit, shown
from .gathering import Gathered
from .row_tree import Tree
from .sqlite_memory import HEADER_SIZE, hostile_database, is_in_wal_mode
from .sqlite_schema import ABOUT, DESCRIPTORS, ENCODING, KEY_VALUES, KEYS, TABLES, TableOf
from .stated import stated

if TYPE_CHECKING:
    from sqlite3 import Connection

AT_ONCE: Final = 1024
"""So many rows are read together."""

_START = Location(offset=0)
_ID, _PARENT, _NAME = (column.field for column in KEYS.columns[:3])
_TYPE, _DATA = VALUE_FIELDS[1:]


def read_sqlite(data: bytes, strict: bool = False) -> Hive:
    """Read a database as :func:`write_sqlite` makes it, or as somebody has edited it.

    Only its plain tables are read: nothing that the file brings is executed. The data of a value may be text or a
    number where its type is one of text or numbers; the place of a row is its id. What can be survived is in the
    hive's problems (codes: :class:`hivetool.tables.faults.Fault`), or with ``strict`` raised as
    :class:`hivetool.hive.errors.Damaged`. Raises :class:`BrokenDatabase`, :class:`OtherContent` for a database that
    holds no hive, and :class:`NoSqlite`.
    """
    if not data.startswith(b"SQLite format 3\0") or len(data) < HEADER_SIZE:
        raise BrokenDatabase("this is no SQLite database", _START)
    gathered = Gathered("row")
    if is_in_wal_mode(data):
        gathered.note(Fault.WAL, None)
    with hostile_database(data, frozenset(table.name for table in TABLES)) as connection:
        _refuse_others(connection)
        for table in TABLES:
            _check_columns(connection, table, gathered)
        _refuse_versions(connection)
        _descriptors(connection, gathered)
        rows = _keys(connection, gathered)
        _values(connection, gathered, rows)
    hive = gathered.hive(Source("sqlite", VERSION, "row", len(data)))
    if strict:
        check_none(hive.problems)
    return hive


def _refuse_others(connection: Connection) -> None:
    """Raise :class:`OtherContent` for a database with other tables."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    names = [str(name) for name, _ in found]
    missing = [table.name for table in TABLES if table.name not in names]
    if missing:
        more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
        has = ", ".join(map(shown, names[:5])) + more if names else "nothing"
        reason = f"this is an SQLite database of something else: it has no table {missing[0]}, its tables are {has}"
        raise OtherContent(reason, _START)


def _refuse_versions(connection: Connection) -> None:
    """Raise :class:`OtherContent` for another schema, and for text that is held in another way."""
    word = _schema(connection.execute(_select(ABOUT)).fetchmany(2))
    if word != SCHEMA:
        known = f"this hivetool reads {SCHEMA}"
        kind = "of a version that is not known" if word.startswith(f"{FAMILY}/") else "of something else"
        raise OtherContent(f"this is an SQLite database {kind}, its schema is {shown(word)}; {known}", _START)
    (encoding,) = connection.execute("PRAGMA encoding").fetchone()
    if encoding != ENCODING:
        reason = f"the text in this database is {encoding}, not {ENCODING}: PRAGMA encoding before its tables are made"
        raise OtherContent(reason, _START)


def _schema(rows: list[tuple[Any, ...]]) -> str:
    raw = rows[0][0] if len(rows) == 1 else None
    if not isinstance(raw, bytes):
        return ""
    return raw.decode("utf-16-le" if raw[1:2] == b"\0" else "utf-8", "replace")


def _check_columns(connection: Connection, table: TableOf, gathered: Gathered) -> None:
    """Raise for columns that are missing; note those that nobody knows."""
    known = {column.name for column in table.columns}
    for _, name, *_ in connection.execute(f"PRAGMA table_xinfo ({table.name})").fetchall():
        if name in known:
            known.remove(name)
        else:
            gathered.note(Fault.UNKNOWN, None, shown(name))
    for name in sorted(known):
        raise OtherContent(f"the table {table.name} of this database has no column {name}", _START)


def _select(table: TableOf, order: str = "") -> str:
    """The statement that reads a table, text as the bytes that it is."""
    columns = (_selected(column.field.form, column.name) for column in table.columns)
    return f"SELECT {', '.join(columns)} FROM {table.name} NOT INDEXED{order}"


def _selected(form: Form, name: str) -> str:
    return f"CAST({name} AS BLOB)" if form.column == "TEXT" else name


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            yield batch
            batch = []
    if batch:
        yield batch


def _descriptors(connection: Connection, gathered: Gathered) -> None:
    for number, data in connection.execute(_select(DESCRIPTORS)):
        if type(number) is int and type(data) is bytes:
            gathered.descriptors[number] = data
        elif type(number) is int:
            gathered.descriptors[number] = None
            gathered.note(Fault.DESCRIPTOR, number, shown(data), expected=_DATA.form.words)


def _keys(connection: Connection, gathered: Gathered) -> dict[int, int]:
    """Gather the keys; gives the row of each by its id."""
    tree = Tree(gathered)
    order = f" ORDER BY {_PARENT.name} IS NOT NULL, {_ID.name}"
    for batch in _batches(connection.execute(_select(KEYS, order))):
        rows, fields = [], []
        for number, parent, name, *cells in batch:
            row = tree.add(number, parent, name)
            if row is not None:
                rows.append(row)
                fields.append(cells)
        columns = zip(*fields, strict=True) if fields else [()] * len(KEY_FIELDS)
        gathered.put_keys(
            rows,
            [_column(field, column, rows, gathered) for field, column in zip(KEY_FIELDS, columns, strict=True)],
        )
    return tree.finished()


def _column(field: Field, cells: Iterable[Any], rows: list[int], gathered: Gathered) -> list[Any]:
    found = []
    for row, cell in zip(rows, cells, strict=True):
        try:
            found.append(field.of_cell(cell))
        except Misfit as error:
            found.append(field.default)
            place = gathered.key_places[row]
            gathered.note(Fault.KEY_FIELD, place, f"{field.name} {error}", key=row, expected=field.expected)
    return found


def _values(connection: Connection, gathered: Gathered, rows: dict[int, int]) -> None:
    order = f" ORDER BY {_ID.name}"
    for batch in _batches(connection.execute(_select(KEY_VALUES, order))):
        numbers, keys, *cells = zip(*batch, strict=True)
        try:
            places = _ID.column_of_cells(numbers)
            owners = [rows[key] for key in keys]
            columns = [field.column_of_cells(column) for field, column in zip(VALUE_FIELDS, cells, strict=True)]
        except (KeyError, TypeError, Misfit):
            for number, key, *content in batch:
                _value(gathered, rows, number if type(number) is int else None, key, content)
        else:
            gathered.add_values(owners, columns, places)


def _value(gathered: Gathered, rows: dict[int, int], number: int | None, key: object, cells: list[Any]) -> None:
    """A value that may be one that somebody wrote, or one with faults; a row without a number has no place."""
    row = rows.get(key) if type(key) is int else None
    if row is None:
        gathered.note(Fault.VALUE, number, f"its key is {shown(key)}, which is not there")
        return
    content: list[Any] = []
    for field, cell in zip(VALUE_FIELDS, cells, strict=True):
        try:
            content.append(_stated(content[1], cell) if field is _DATA else field.of_cell(cell))
        except Misfit as error:
            name = content[0] if content else None
            actual = str(error) if field is _DATA else f"{field.name} {error}"
            gathered.note(Fault.VALUE, number, actual, key=row, value=name, expected=field.expected)
            return
    gathered.add_values((row,), [(cell,) for cell in content], (NO_PLACE if number is None else number,))


def _stated(kind: int, cell: object) -> bytes:
    """Data as bytes, or as text or a number that somebody wrote instead."""
    if type(cell) is bytes:
        return cell
    if type(cell) is str or type(cell) is int:
        return stated(kind, "text" if type(cell) is str else "number", cell)
    raise Misfit(f"{_DATA.name} {shown(cell)}")
