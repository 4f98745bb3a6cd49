"""Documents and databases for tests: written by hand, and made by the writers and then edited."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.tables.json_reader import read_json
from hivetool.tables.sqlite_reader import read_sqlite
from hivetool.tables.sqlite_writer import write_sqlite
from tests.trees import PlainKey, PlainValue, hive_of

OWNER = b"\x01\0\0\x80\x14" + bytes(15) + b"\x01\x01\0\0\0\0\0\x05\x12\0\0\0"
"""A security descriptor that says only who owns."""

TREE = PlainKey(
    "Cluster",
    (PlainValue("ClusterName", 1, b"C\0\0\0"),),
    (
        PlainKey("Groups", subkeys=(PlainKey("g1", (PlainValue("Name", 1, b"G\0\0\0"),)),)),
        PlainKey(
            "Resources",
            (PlainValue("", 4, b"\1\0\0\0"), PlainValue("n", 7, b"a\0\0\0b\0\0\0\0\0")),
            last_written=132514164000000000,
            class_name="C",
            security=OWNER,
            flags=0x20,
        ),
    ),
)
"""The keys are numbered 1 to 4 in a database: the root, Groups, g1, Resources; the values 1 to 4."""


def document(*keys: Any, **members: Any) -> bytes:
    """A document with these keys, each on one line; the root is in line 2."""
    whole = {"schema": "hivetool.hive/1", "root": "R", "security": [OWNER.hex()], **members}
    head = "".join(f"{json.dumps(name)}: {json.dumps(member)}, " for name, member in whole.items())
    lines = ",\n".join(key if isinstance(key, str) else json.dumps(key) for key in keys)
    return f'{{{head}"keys": [\n{lines}]}}'.encode("utf-8", "surrogatepass")


def value(**members: Any) -> dict[str, Any]:
    """A value of a document, with other members than usual; None takes one away."""
    whole = {"name": "v", "type": 1, "data": "4100", **members}
    return {name: member for name, member in whole.items() if member is not None}


def read_values(*values: Any) -> Hive:
    """The hive whose root has these values."""
    return read_json(document({"path": "", "values": list(values)}))


def database(*sql: str, tree: PlainKey = TREE) -> bytes:
    """The tree as a database that somebody has edited."""
    return edited(write_sqlite(hive_of(tree)), *sql)


def edited(data: bytes, *sql: str) -> bytes:
    """The database after some statements."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(data)
        for statement in sql:
            connection.execute(statement)
        return bytes(connection.serialize())


def read_edited(*sql: str, tree: PlainKey = TREE) -> Hive:
    """The hive in the edited database."""
    return read_sqlite(database(*sql, tree=tree))


def query(data: bytes, sql: str) -> list[tuple[Any, ...]]:
    """What any SQLite tool answers."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data)
        return connection.execute(sql).fetchall()


def told(hive: Hive) -> list[tuple[str, str]]:
    """Code and place of every problem."""
    return [(problem.code, str(problem.at)) for problem in hive.problems]


def paths(hive: Hive) -> list[str]:
    return [key.path for key in hive.walk()]


def read_or_said(read: Callable[[bytes], Hive], data: bytes) -> Hive | str:
    """The hive, or what our own error says."""
    try:
        return read(data)
    except HivetoolError as error:
        return str(error)
