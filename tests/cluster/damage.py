"""Cluster hives with things broken in them at random, and every value and key that a database gives access to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import strategies as st

from hivetool.cluster.model import Database
from hivetool.cluster.objects import ClusterObject
from hivetool.cluster.schema import KINDS, PROPERTIES
from hivetool.hive.building import built_hive
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.hive import Hive
from hivetool.hive.table import Table
from hivetool.hive.views import Key
from hivetool.make.plan import Plan
from tests.make.made import cluster

PLAN = Plan(nodes=2, vms=2, volumes=1, file_servers=1, services=1, preferred=1, owners=1, witness="share")
WHOLE = cluster(PLAN).table()
ODD_NAMES = {"", "Nodes", "groups", "PARAMETERS", "QUORUM", "x"}
NAMES = sorted({prop.name for prop in PROPERTIES} | set(WHOLE.key_names) | ODD_NAMES)
IDS = [name for name in WHOLE.key_names if len(name) == 36]
DATA = (
    b"",
    b"\1",
    b"\1\0\0\0",
    b"\xff\xff\xff\xff",
    bytes(8),
    text_data(""),
    text_data("1"),
    text_data("99"),
    text_data("Cluster Group"),
    text_data(IDS[0]),
    text_data(f"[{IDS[0]}] and ([{IDS[1]}] or [gone])"),
    text_data("((("),
    multi_text_data(IDS[:3]),
    multi_text_data(["1", "7", "", "1"]),
    "no end\ud800".encode("utf-16-le", "surrogatepass"),
)


@st.composite
def damaged(draw: st.DrawFn) -> Hive:
    """A small cluster with some keys and values retyped, renamed, moved, repeated or gone."""
    table = Table(*(list(column) for column in vars(WHOLE).values()))
    for _ in range(draw(st.integers(0, 12))):
        if draw(st.booleans()):
            _break_value(draw, table)
        else:
            _break_key(draw, table)
    return built_hive(table, cluster(Plan()).source)


def _break_value(draw: st.DrawFn, table: Table) -> None:
    row = draw(st.integers(0, len(table.value_keys) - 1))
    match draw(st.sampled_from(("type", "data", "name", "move", "repeat", "new", "drop"))):
        case "type":
            table.value_types[row] = draw(st.sampled_from((0, 1, 2, 3, 4, 7, 11, 77)))
        case "data":
            table.value_data[row] = draw(st.sampled_from(DATA))
        case "name":
            table.value_names[row] = draw(st.sampled_from(NAMES))
        case "move":
            table.value_keys[row] = draw(st.integers(0, len(table.key_names) - 1))
        case "repeat":
            name = table.value_names[row].upper()
            _add(table, table.value_keys[row], name, table.value_types[row], table.value_data[row])
        case "new":
            where, name = draw(st.integers(0, len(table.key_names) - 1)), draw(st.sampled_from(NAMES))
            _add(table, where, name, draw(st.sampled_from((1, 3, 4, 7))), draw(st.sampled_from(DATA)))
        case "drop":
            for column in (table.value_keys, table.value_names, table.value_types, table.value_data):
                del column[row]


def _add(table: Table, key: int, name: str, kind: int, data: bytes) -> None:
    table.value_keys.append(key)
    table.value_names.append(name)
    table.value_types.append(kind)
    table.value_data.append(data)


def _break_key(draw: st.DrawFn, table: Table) -> None:
    row = draw(st.integers(1, len(table.key_names) - 1))
    match draw(st.sampled_from(("name", "move", "new", "drop"))):
        case "name":
            table.key_names[row] = draw(st.sampled_from(NAMES))
        case "move":
            table.key_parents[row] = draw(st.integers(0, len(table.key_names) - 1))
        case "new":
            table.key_parents.append(draw(st.integers(0, len(table.key_names) - 1)))
            table.key_names.append(draw(st.sampled_from(NAMES)))
        case "drop":
            table.key_parents[row] = row


def known_values(item: ClusterObject) -> Iterator[int]:
    """The rows of all values of an object."""
    for facts in (item.facts, item.parameters):
        for name, fact in facts.items():
            value = facts.stored(name)
            assert value is not None
            assert (fact.at.value, fact.data) == (value.name, value.data)
            yield value.row
    yield from (value.row for value in (*item.unknown.values, *item.unknown.parameters))
    for key in item.unknown.keys:
        yield from values_below(key)


def known_keys(item: ClusterObject) -> Iterator[int]:
    """The rows of the keys of an object."""
    yield item.row
    private = item.key.subkey("Parameters")
    if private is not None:
        yield private.row
    for key in item.unknown.keys:
        yield from keys_below(key)


def values_below(key: Key) -> Iterator[int]:
    yield from (value.row for value in key.values)
    for subkey in key.subkeys:
        yield from values_below(subkey)


def keys_below(key: Key) -> Iterator[int]:
    yield key.row
    for subkey in key.subkeys:
        yield from keys_below(subkey)


def reached(database: Database) -> tuple[Counter[int], Counter[int]]:
    """How often the rows of the values and those of the keys are reached through a database."""
    values: Counter[int] = Counter()
    keys: Counter[int] = Counter()
    for kind in KINDS:
        for item in database.objects(kind):
            values.update(known_values(item))
            keys.update(known_keys(item))
    values.update(value.row for value in database.leftovers.values)
    for key in database.leftovers.keys:
        values.update(values_below(key))
        keys.update(keys_below(key))
    keys.update(each.row for each in database.collections.values() if each.row is not None)
    return values, keys
