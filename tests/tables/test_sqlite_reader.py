from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.hive.content import exact_differences
from hivetool.hive.errors import Damaged
from hivetool.tables import sqlite_reader
from hivetool.tables.errors import BrokenDatabase, OtherContent
from hivetool.tables.sqlite_reader import read_sqlite
from hivetool.tables.sqlite_writer import write_sqlite
from tests.shared import needs_shared
from tests.tables.corpus import corpus_hives
from tests.tables.making import OWNER, TREE, database, paths, read_edited, read_or_said, told
from tests.tables.test_json_reader import odd_class
from tests.trees import PlainKey, flat, flat_hive, hive_of, patient, trees


@given(trees())
@patient
def test_what_was_written_is_read_again(tree: PlainKey) -> None:
    again = read_sqlite(write_sqlite(hive_of(tree)))
    assert again.problems == ()
    assert flat_hive(again) == flat(tree)
    assert exact_differences(hive_of(tree), again) == ()


@needs_shared
def test_every_hive_of_the_corpus_is_the_same_again() -> None:
    for path, hive in corpus_hives():
        again = read_sqlite(write_sqlite(hive))
        assert exact_differences(hive, again) == (), path
        assert {problem.code for problem in again.problems} <= {"table-same-key", "table-same-value"}, path


def test_a_class_that_is_no_text() -> None:
    hive = odd_class(hive_of(TREE))
    assert exact_differences(hive, read_sqlite(write_sqlite(hive))) == ()


def test_the_source_and_the_places() -> None:
    hive = read_edited()
    source = hive.source
    assert (source.kind, source.version, source.places, source.size) == ("sqlite", "1", "row", len(database()))
    resources = hive.key("Resources")
    assert (str(resources.location), str(resources.values[1].location)) == ("row 4 Resources", "row 4 Resources:n")


def test_what_people_do_with_sql() -> None:
    hive = read_edited(
        "UPDATE key_values SET data = 'HV03' WHERE name = 'ClusterName'",
        "UPDATE key_values SET data = 7 WHERE key = 4 AND name = ''",
        "INSERT INTO keys (parent, name) VALUES (1, 'Nodes')",
        "INSERT INTO key_values (key, name, type, data) VALUES (last_insert_rowid(), 'NodeName', 1, 'HV09')",
        "UPDATE keys SET name = 'g2' WHERE name = 'g1'",
        "DELETE FROM key_values WHERE name = 'n'",
    )
    assert hive.problems == ()
    assert paths(hive) == ["", "Groups", "Groups\\g2", "Resources", "Nodes"]
    found = {f"{key.path}:{each.name}": each.decoded for key in hive.walk() for each in key.values}
    assert found == {":ClusterName": "HV03", "Resources:": 7, "Nodes:NodeName": "HV09", "Groups\\g2:Name": "G"}


def test_a_tool_of_its_own_may_have_edited_the_file(tmp_path: Path) -> None:
    """Indexes and views may be gone, tables and columns may be added, the file may be vacuumed or in WAL mode."""
    path = tmp_path / "x.db"
    path.write_bytes(database())
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (
            "PRAGMA journal_mode = WAL",
            "DROP VIEW cluster_objects",
            "DROP INDEX keys_by_parent",
            "CREATE TABLE mine (x)",
            "ALTER TABLE keys ADD COLUMN note TEXT DEFAULT 'seen'",
            "UPDATE keys SET note = 'checked'",
            "VACUUM",
        ):
            connection.execute(statement)
    hive = read_sqlite(path.read_bytes())
    assert told(hive) == [("sqlite-wal", "input"), ("table-unknown", "input")]
    assert exact_differences(hive_of(TREE), hive) == ()


VALUES = [
    ("UPDATE key_values SET key = 99 WHERE id = 2", "its key is 99, which is not there"),
    ("UPDATE key_values SET key = 'x' WHERE id = 2", "its key is 'x', which is not there"),
    ("UPDATE key_values SET name = X'41' WHERE id = 2", "name 1 bytes, which is no text in UTF-16"),
    ("UPDATE key_values SET type = -1 WHERE id = 2", "type -1"),
    ("UPDATE key_values SET type = 'REG_SZ' WHERE id = 2", "type 'REG_SZ'"),
    ("UPDATE key_values SET type = 1.5 WHERE id = 2", "type 1.5"),
    ("UPDATE key_values SET data = 5 WHERE id = 2", "number 5 is for REG_DWORD"),
    ("UPDATE key_values SET type = 3, data = 'x' WHERE id = 2", "text 'x' is for REG_SZ"),
    ("UPDATE key_values SET type = 4, data = 4294967296 WHERE id = 2", "REG_DWORD does not hold 4294967296"),
    ("UPDATE key_values SET data = 1e300 WHERE id = 2", "data 1e+300"),
]


@pytest.mark.parametrize(("sql", "said"), VALUES)
def test_a_value_that_cannot_be_understood_is_left_out_and_no_other(sql: str, said: str) -> None:
    hive = read_edited(sql)
    assert [each.name for key in hive.walk() for each in key.values] == ["ClusterName", "", "n"]
    (problem,) = hive.problems
    assert (problem.code, problem.at.row) == ("table-value", 2)
    assert said in problem.message


FIELDS = [
    ("last_written", "-1", "last_written -1"),
    ("last_written", "'2020'", "last_written '2020'"),
    ("last_written", "1.5", "last_written 1.5"),
    ("security", "7", "security 7, there is no such descriptor"),
    ("security", "-1", "security -1"),
    ("flags", "-1", "flags -1"),
    ("flags", "4294967296", "flags 4294967296"),
    ("flags", "'x'", "flags 'x'"),
]


@pytest.mark.parametrize(("field", "cell", "said"), FIELDS)
def test_a_field_that_cannot_be_understood_is_not_stored_and_the_key_is_there(field: str, cell: str, said: str) -> None:
    if (field, cell) == ("last_written", "'2020'"):
        cell = "'2020 AD'"  # a column of numbers makes one of '2020'
        said = "last_written '2020 AD'"
    hive = read_edited(f"UPDATE keys SET {field} = {cell} WHERE id = 4")
    assert told(hive) == [("table-key-field", "row 4 Resources")]
    assert said in hive.problems[0].message
    assert len(hive.key("Resources").values) == 2


def test_a_descriptor_that_is_none() -> None:
    for sql in ("UPDATE descriptors SET data = 'x'", "UPDATE descriptors SET data = 5"):
        hive = read_edited(sql)
        assert told(hive) == [("table-descriptor", "row 0")]
        assert hive.key("Resources").security is None
    assert told(read_edited("DELETE FROM descriptors")) == [("table-key-field", "row 4 Resources")]
    assert read_edited("INSERT INTO descriptors VALUES (9, X'00')").key("Resources").security == OWNER


def test_keys_that_lead_nowhere() -> None:
    hive = read_edited("UPDATE keys SET parent = 3 WHERE id = 2")
    assert (paths(hive), told(hive)) == (["", "Resources"], [("sqlite-cycle", "row 2")])
    hive = read_edited("UPDATE keys SET parent = 99 WHERE id = 2")
    assert (paths(hive), told(hive)) == (["", "Resources"], [("sqlite-no-parent", "row 2")])
    hive = read_edited("INSERT INTO keys (name) VALUES ('second')")
    assert told(hive) == [("table-second-root", "row 5")]
    for sql in ("DELETE FROM keys", "UPDATE keys SET parent = 1", "UPDATE keys SET name = X'41'"):
        with pytest.raises(BrokenDatabase):
            read_edited(sql)


def test_names_that_are_equal_without_case() -> None:
    hive = read_edited(
        "INSERT INTO keys (parent, name) VALUES (1, 'GROUPS')",
        "INSERT INTO key_values (key, name, type, data) VALUES (4, 'N', 1, X'')",
    )
    assert told(hive) == [("table-same-key", "row 5 GROUPS"), ("table-same-value", "row 5 Resources:N")]
    assert exact_differences(hive, read_sqlite(write_sqlite(hive))) == ()


OTHERS = [
    ("DROP TABLE keys", "it has no table keys, its tables are 'hivetool', 'descriptors', 'key_values'"),
    ("UPDATE hivetool SET schema = 'x'", "an SQLite database of something else, its schema is 'x'"),
    (
        "UPDATE hivetool SET schema = 'hivetool.hive/2'",
        "of a version that is not known, its schema is 'hivetool.hive/2'",
    ),
    ("DELETE FROM hivetool", "its schema is ''; this hivetool reads hivetool.hive/1"),
    ("INSERT INTO hivetool SELECT * FROM hivetool", "its schema is ''"),
    ("UPDATE hivetool SET schema = X'00'", "its schema is"),
]


@pytest.mark.parametrize(("sql", "said"), OTHERS)
def test_databases_of_something_else(sql: str, said: str) -> None:
    views = [f"DROP VIEW {name}" for name in ("cluster_objects", "readable_values", "readable_keys")]
    with pytest.raises(OtherContent) as caught:
        read_edited(*views, sql)
    assert said in str(caught.value)


def made_anew(*changes: tuple[str, str], encoding: str = "UTF-16le") -> bytes:
    """A database made of the statements of ours, with some text in them replaced."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as old:
        old.deserialize(database())
        script = "".join(f"{line}\n" for line in old.iterdump() if "CREATE VIEW" not in line or "END" in line)
    for before, after in changes:
        assert before in script
        script = script.replace(before, after)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA encoding = '{encoding}'")
        connection.executescript(script)
        return bytes(connection.serialize())


def test_a_database_made_anew_from_its_statements() -> None:
    assert exact_differences(hive_of(TREE), read_sqlite(made_anew())) == ()
    with pytest.raises(OtherContent, match="the text in this database is UTF-8, not UTF-16le: PRAGMA encoding before"):
        read_sqlite(made_anew(encoding="UTF-8"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("flags INTEGER NOT NULL DEFAULT 0", "flag INTEGER"), "the table keys of this database has no column flags"),
        (
            ("flags INTEGER NOT NULL DEFAULT 0", "flags INTEGER, evil AS (length(hex(zeroblob(id * 1000))))"),
            "the column 'evil' of the table 'keys' is a computed one",
        ),
        (
            ("CREATE TABLE hivetool (", "CREATE TABLE other (x, evil AS (x LIKE '%a%a%a%b')); CREATE TABLE hivetool ("),
            "the column 'evil' of the table 'other' is a computed one",
        ),
    ],
)
def test_columns_that_are_not_ours(change: tuple[str, str], said: str) -> None:
    with pytest.raises((OtherContent, BrokenDatabase)) as caught:
        read_sqlite(made_anew(change))
    assert said in str(caught.value)


def test_a_table_without_numbered_rows() -> None:
    data = made_anew(("CREATE TABLE key_values (\n    id INTEGER PRIMARY KEY,", "CREATE TABLE key_values (\n    id,"))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        connection.execute("UPDATE key_values SET id = NULL WHERE name = 'n'")
        data = bytes(connection.serialize())
    hive = read_sqlite(data)
    assert exact_differences(hive_of(TREE), hive)[0].what in ("name", "data", "type", "key")
    assert str(next(each for each in hive.key("Resources").values if each.name == "n").location) == "Resources:n"


def test_the_views_of_a_hostile_file_are_never_looked_at() -> None:
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
    hive = read_edited(
        "DROP VIEW cluster_objects",
        f"CREATE VIEW cluster_objects AS {endless} SELECT i FROM n",
        "CREATE TRIGGER t AFTER INSERT ON keys BEGIN DELETE FROM keys; END",
    )
    assert (hive.problems, exact_differences(hive_of(TREE), hive)) == ((), ())
    with pytest.raises((BrokenDatabase, OtherContent)):
        read_edited(
            "DROP VIEW cluster_objects",
            "DROP VIEW readable_values",
            "DROP VIEW readable_keys",
            "ALTER TABLE keys RENAME TO other",
            f"CREATE VIEW keys AS {endless} SELECT i AS id, 1 AS parent, '' AS name FROM n",
        )


@pytest.mark.parametrize("at_once", [1, 2, 3])
def test_how_many_are_read_together_makes_no_difference(at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_reader, "AT_ONCE", at_once)
    hive = read_edited("UPDATE key_values SET data = 'HV03' WHERE name = 'ClusterName'")
    assert paths(hive) == ["", "Groups", "Groups\\g1", "Resources"]
    assert [each.name for key in hive.walk() for each in key.values] == ["ClusterName", "Name", "", "n"]


@pytest.mark.parametrize("data", [b"", b"regf" + bytes(5000), b"SQLite format 3\0", b"SQLite format 3\0" + bytes(50)])
def test_what_is_no_database(data: bytes) -> None:
    with pytest.raises(BrokenDatabase, match="offset 0x0: this is no SQLite database"):
        read_sqlite(data)


def test_strict_raises_the_first_problem() -> None:
    assert read_sqlite(database(), strict=True).problems == ()
    with pytest.raises(Damaged, match="row 2: the parent of a key is not there: 99"):
        read_sqlite(database("UPDATE keys SET parent = 99 WHERE id = 2"), strict=True)


WRITTEN = database()


@settings(deadline=None, max_examples=400)
@given(st.data())
def test_a_changed_database_is_read_or_refused(data: st.DataObject) -> None:
    changed = bytearray(WRITTEN)
    for _ in range(data.draw(st.integers(1, 4))):
        near = st.integers(0, 110) | st.integers(0, len(changed) - 1)
        page = st.integers(0, len(changed) // 4096 - 1).map(lambda number: number * 4096)
        place = data.draw(near | st.builds(lambda start, more: start + more, page, st.integers(0, 30)))
        changed[place] = data.draw(st.sampled_from([0, 1, 2, 5, 10, 13, 255]) | st.integers(0, 255))
    size = data.draw(st.just(len(changed)) | st.integers(0, len(changed)))
    found = read_or_said(read_sqlite, bytes(changed[:size]))
    assert found.isprintable() if isinstance(found, str) else paths(found)[0] == ""


def test_importing_is_cheap() -> None:
    program = "import sys; import hivetool; hivetool.__dir__(); print('sqlite3' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"
