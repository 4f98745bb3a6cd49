from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.hive.diff import diff
from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.source.opening import open_hive
from hivetool.tables.sqlite_schema import TABLES
from hivetool.tables.sqlite_views import VIEWS
from hivetool.tables.sqlite_writer import write_sqlite
from tests.shared import PROJECT
from tests.tables.making import TREE, database, query
from tests.trees import PlainKey, PlainValue, hive_of


def test_keys_have_their_paths_and_times() -> None:
    found = query(database(), "SELECT path, parent, name, written, class FROM readable_keys ORDER BY id")
    assert found == [
        ("", None, "Cluster", None, None),
        ("Groups", 1, "Groups", None, None),
        ("Groups\\g1", 2, "g1", None, None),
        ("Resources", 1, "Resources", "2020-12-02T21:00:00Z", "C"),
    ]


CONTENTS = [
    (1, "HV01\0".encode("utf-16-le"), "REG_SZ", "HV01", None),
    (2, "HV01".encode("utf-16-le"), "REG_EXPAND_SZ", "HV01", None),
    (6, "a\0b\0".encode("utf-16-le"), "REG_LINK", "a", None),
    (1, b"", "REG_SZ", "", None),
    (1, "é😀\0".encode("utf-16-le"), "REG_SZ", "é😀", None),
    (4, b"\x78\x56\x34\x12", "REG_DWORD", None, 0x12345678),
    (4, b"\xff\xff\xff\xff", "REG_DWORD", None, 0xFFFFFFFF),
    (4, b"\0\0\0\0", "REG_DWORD", None, 0),
    (4, b"\1\0\0", "REG_DWORD", None, None),
    (5, b"\x12\x34\x56\x78", "REG_DWORD_BIG_ENDIAN", None, 0x12345678),
    (11, b"\xf0\xde\xbc\x9a\x78\x56\x34\x12", "REG_QWORD", None, 0x123456789ABCDEF0),
    (3, b"AB", "REG_BINARY", None, None),
    (0x20001, b"AB", "REG_0x20001", None, None),
]


@pytest.mark.parametrize(("kind", "data", "type_name", "text", "number"), CONTENTS)
def test_values_say_what_they_hold(
    kind: int, data: bytes, type_name: str, text: str | None, number: int | None
) -> None:
    tree = PlainKey("r", subkeys=(PlainKey("k", (PlainValue("v", kind, data),)),))
    found = query(database(tree=tree), "SELECT path, name, type, type_name, text, number, data FROM readable_values")
    assert found == [("k", "v", kind, type_name, text, number, data)]


def test_every_type_has_its_name() -> None:
    tree = PlainKey("r", tuple(PlainValue(kind.name, kind) for kind in ValueType))
    assert query(database(tree=tree), "SELECT count(*) FROM decoded_values WHERE name = type_name") == [
        (len(ValueType),)
    ]


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("a\0bc\0\0", ["a", "bc"]),
        ("a\0bc\0", ["a", "bc"]),
        ("a\0bc", ["a", "bc"]),
        ("é😀\0Ā\0\0", ["é😀", "Ā"]),
        ("\0", []),
        ("", []),
    ],
)
def test_lists_have_a_row_a_text(data: str, texts: list[str]) -> None:
    tree = PlainKey("r", (PlainValue("v", 7, data.encode("utf-16-le")), PlainValue("no", 3, b"a\0\0\0")))
    found = query(database(tree=tree), "SELECT value, position, text FROM readable_texts ORDER BY position")
    assert found == [(1, number, text) for number, text in enumerate(texts, 1)]


def test_what_is_edited_shows() -> None:
    data = database("UPDATE key_values SET data = 'HV03' WHERE name = 'ClusterName'")
    assert query(data, "SELECT text FROM readable_values WHERE name = 'ClusterName'") == [("HV03",)]
    data = database("UPDATE key_values SET data = 7 WHERE type = 4")
    assert query(data, "SELECT number FROM readable_values WHERE type = 4") == [(7,)]


@pytest.mark.parametrize("name", ["article", "hvc01"])
@pytest.mark.parametrize("above", ["", "0.Cluster"])
def test_the_objects_are_those_of_the_cluster(name: str, above: str) -> None:
    """Compared with what the cluster's own reader says, also of a hive whose root is further up."""
    hive = open_hive(PROJECT / "fixtures" / f"{name}.hiv")
    data = write_sqlite(hive)
    if above:
        data = _below(data, above)
    known = load_cluster(hive).database
    groups = {group.id: group.name for group in known.groups}
    expected: set[tuple[Any, ...]] = {("node", node.id, node.name, None, None, None, None) for node in known.nodes}
    expected |= {
        ("group", group.id, group.name, None, None, None, group.number("PersistentState")) for group in known.groups
    }
    expected |= {("resource type", kind.id, kind.name, None, None, None, None) for kind in known.types}
    expected |= {
        (
            "resource",
            item.id,
            item.name,
            item.type,
            item.group,
            groups.get(item.group or ""),
            item.number("PersistentState"),
        )
        for item in known.resources
    }
    columns = "kind, id, name, type, group_id, group_name, persistent_state"
    found = query(data, f"SELECT {columns} FROM cluster_objects WHERE kind NOT LIKE 'network%'")
    assert set(found) == expected
    assert len(found) == len(expected) > 5
    keys = query(
        data, "SELECT count(*) FROM cluster_objects JOIN keys ON keys.id = key AND keys.name = cluster_objects.id"
    )
    assert keys == query(data, "SELECT count(*) FROM cluster_objects")


def _below(data: bytes, name: str) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        connection.execute("INSERT INTO keys (id, parent, name) VALUES (100000, NULL, ?)", (name,))
        connection.execute("UPDATE keys SET parent = 100000 WHERE id = 1")
        return bytes(connection.serialize())


def test_a_hive_of_something_else_has_no_objects() -> None:
    assert query(database(tree=TREE), "SELECT * FROM cluster_objects") == []


def test_the_views_need_only_the_tables() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        for statement in (*(each for table in TABLES for each in table.create), *VIEWS):
            connection.execute(statement)
        for view in VIEWS:
            assert connection.execute(f"SELECT * FROM {view.split()[2]}").fetchall() == []


def test_a_large_cluster_is_not_slow() -> None:
    """A thousand groups of two resources each: quadratic work would be two million comparisons of texts."""
    ids = [f"{number:08x}-0000-4000-8000-000000000000" for number in range(2000)]
    groups = tuple(
        PlainKey(
            f"g{number}",
            (PlainValue("Contains", 7, "\0".join([*ids[2 * number : 2 * number + 2], "", ""]).encode("utf-16-le")),),
        )
        for number in range(1000)
    )
    resources = tuple(PlainKey(identity) for identity in ids)
    folders = (PlainKey("Groups", subkeys=groups), PlainKey("Nodes"), PlainKey("Resources", subkeys=resources))
    data = write_sqlite(hive_of(PlainKey("Cluster", subkeys=folders)))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        steps: list[int] = []
        connection.set_progress_handler(lambda: steps.append(1), 100_000)
        rows = connection.execute("SELECT group_id FROM cluster_objects WHERE kind = 'resource'").fetchall()
    assert sorted(rows) == sorted((f"g{number}",) for number in range(1000) for _ in range(2))
    assert len(steps) < 50


PAGE = (PROJECT / "docs" / "interfaces.md").read_text(encoding="utf-8")


def test_the_page_names_every_column() -> None:
    data = database()
    for kind, name in query(data, "SELECT type, name FROM sqlite_master WHERE type IN ('table', 'view')"):
        (described,) = re.findall(rf"^\| `{name}` \| (.*) \|$", PAGE, re.MULTILINE) or [""]
        columns = [row[1] for row in query(data, f"PRAGMA table_info ({name})")]
        if name == "decoded_values":
            described, columns = PAGE, [column for column in columns if column != "path"]
        if name == "readable_keys":
            described += "".join(column[1] for column in query(data, "PRAGMA table_info (keys)"))
        assert all(column in described for column in columns), (kind, name)


def test_the_examples_on_the_page_work() -> None:
    statements = [line for block in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
    assert len(statements) >= 4
    hive = open_hive(PROJECT / "fixtures" / "hvc01.hiv")
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(write_sqlite(hive))
        for statement in statements:
            found = connection.execute(statement)
            assert found.fetchall() or found.rowcount > 0, statement
        again = open_hive(bytes(connection.serialize()))
    assert again.problems == ()
    assert {str(edit.name) for edit in diff(hive, again) if isinstance(edit, SetValue)} >= {"Description"}
