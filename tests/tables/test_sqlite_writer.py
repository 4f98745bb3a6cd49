from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given

from hivetool.tables import sqlite_memory
from hivetool.tables.errors import NoSqlite
from hivetool.tables.json_reader import read_json
from hivetool.tables.json_writer import write_json
from hivetool.tables.sqlite_reader import read_sqlite
from hivetool.tables.sqlite_writer import write_sqlite
from tests.shared import PROJECT
from tests.tables.making import OWNER, TREE, database, query
from tests.trees import AWKWARD, PlainKey, PlainValue, hive_of, patient, trees


def test_the_tables_hold_the_hive() -> None:
    data = database()
    assert query(data, "SELECT * FROM keys") == [
        (1, None, "Cluster", None, None, None, 0),
        (2, 1, "Groups", None, None, None, 0),
        (3, 2, "g1", None, None, None, 0),
        (4, 1, "Resources", 132514164000000000, "C", 0, 0x20),
    ]
    assert query(data, "SELECT * FROM key_values") == [
        (1, 1, "ClusterName", 1, b"C\0\0\0"),
        (2, 3, "Name", 1, b"G\0\0\0"),
        (3, 4, "", 4, b"\1\0\0\0"),
        (4, 4, "n", 7, b"a\0\0\0b\0\0\0\0\0"),
    ]
    assert query(data, "SELECT * FROM descriptors") == [(0, OWNER)]


def test_it_is_sound_in_the_eyes_of_sqlite() -> None:
    assert query(database(), "PRAGMA integrity_check") == [("ok",)]
    names = query(database(), "SELECT type, name FROM sqlite_master ORDER BY 1, 2")
    assert names == [
        ("index", "key_values_by_key"),
        ("index", "key_values_by_name"),
        ("index", "keys_by_parent"),
        ("table", "descriptors"),
        ("table", "hivetool"),
        ("table", "key_values"),
        ("table", "keys"),
        ("view", "cluster_objects"),
        ("view", "decoded_values"),
        ("view", "readable_keys"),
        ("view", "readable_texts"),
        ("view", "readable_values"),
    ]


@pytest.mark.parametrize("character", AWKWARD, ids=ascii)
def test_every_name_is_text(character: str) -> None:
    data = write_sqlite(hive_of(PlainKey(character, (PlainValue(f"a{character}b"),))))
    assert query(data, "SELECT typeof(name) FROM keys UNION ALL SELECT typeof(name) FROM key_values") == [("text",)] * 2
    expected = [text.encode("utf-16-le", "surrogatepass") for text in (character, f"a{character}b")]
    sql = "SELECT CAST(name AS BLOB) FROM keys UNION ALL SELECT CAST(name AS BLOB) FROM key_values"
    assert query(data, sql) == [(text,) for text in expected]


def test_times_beyond_what_sqlite_holds() -> None:
    tree = PlainKey("r", subkeys=(PlainKey("a", last_written=2**63), PlainKey("b", last_written=2**64 - 2)))
    data = write_sqlite(hive_of(tree))
    assert query(data, "SELECT last_written FROM keys") == [(None,), (-(2**63),), (-2,)]
    assert [key.last_written for key in read_sqlite(data).walk()] == [None, 2**63, 2**64 - 2]


@given(trees())
@patient
def test_the_same_hive_gives_the_same_bytes_whatever_it_was_read_from(tree: PlainKey) -> None:
    hive = hive_of(tree)
    text, data = write_json(hive), write_sqlite(hive)
    assert (write_json(hive), write_sqlite(hive)) == (text, data)
    assert (write_json(read_sqlite(data)), write_sqlite(read_json(text))) == (text, data)
    assert (write_json(read_json(text)), write_sqlite(read_sqlite(data))) == (text, data)


def test_another_process_writes_the_same_bytes() -> None:
    program = (
        "import hivetool, hashlib; hive = hivetool.open_hive('fixtures/hvc01.hiv');"
        "print(*(hashlib.sha256(write(hive)).hexdigest() for write in (hivetool.write_json, hivetool.write_sqlite)))"
    )
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            cwd=PROJECT,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
    assert len(printed.pop().split()) == 2


def test_a_python_without_serialize(monkeypatch: pytest.MonkeyPatch) -> None:
    class Old:
        """sqlite3 of a library built without serialize."""

        Connection = object
        sqlite_version = "3.7.15"

    monkeypatch.setitem(sys.modules, "sqlite3", Old())
    said = "its SQLite 3.7.15 is built without serialize and deserialize; use another Python, or JSON"
    with pytest.raises(NoSqlite, match=said):
        write_sqlite(hive_of(TREE))
    monkeypatch.setitem(sys.modules, "sqlite3", None)
    with pytest.raises(NoSqlite, match="it is built without sqlite3"), sqlite_memory.empty_database():
        pass
