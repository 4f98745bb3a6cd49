from __future__ import annotations

import pytest

from hivetool.hive.errors import BadValueData, NoSuchKey
from hivetool.hive.hive import Hive, Key
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType
from tests.trees import PlainKey, PlainValue, hive_of

TREE = PlainKey(
    "Cluster",
    (PlainValue("ClusterName", 1, b"H\0V\0\0\0"), PlainValue("", 3, b"\1")),
    (
        PlainKey("Groups", subkeys=(PlainKey("B"), PlainKey("a", (PlainValue("Odd", 4, b"abc"),)))),
        PlainKey("Nodes", last_written=133_000, class_name="klass", security=b"sd", flags=0x10),
        PlainKey("ÄÖ/=", subkeys=(PlainKey('line\n"quote"'),)),
    ),
)


@pytest.fixture
def hive() -> Hive:
    return hive_of(TREE)


def test_paths_compare_without_case_and_keep_theirs(hive: Hive) -> None:
    key = hive.key("GROUPS\\A")
    assert key.path == "Groups\\a"
    assert hive.key("äö/=").name == "ÄÖ/="
    assert hive.key('ÄÖ/=\\line\n"QUOTE"').path == 'ÄÖ/=\\line\n"quote"'


def test_the_root(hive: Hive) -> None:
    assert hive.root == hive.key("")
    assert (hive.root.name, hive.root.path, hive.root.parent) == ("Cluster", "", None)


@pytest.mark.parametrize("path", ["X", "Groups\\a\\b", "\\Groups", "Groups\\", "Cluster\\Groups"])
def test_no_such_key(hive: Hive, path: str) -> None:
    with pytest.raises(NoSuchKey) as caught:
        hive.key(path)
    assert caught.value.path == path
    assert hive.find(path) is None


def test_subkeys_and_values_keep_their_order(hive: Hive) -> None:
    assert [key.name for key in hive.key("Groups").subkeys] == ["B", "a"]
    assert [value.name for value in hive.root.values] == ["ClusterName", ""]


def test_subkey_and_value_return_none(hive: Hive) -> None:
    assert hive.root.subkey("x") is None
    assert hive.root.value("x") is None


def test_values(hive: Hive) -> None:
    name, default = hive.root.value("clustername"), hive.root.value("")
    assert name is not None
    assert default is not None
    assert (name.type, name.data, name.decoded) == (ValueType.REG_SZ, b"H\0V\0\0\0", "HV")
    assert (default.decoded, default.key) == (b"\1", hive.root)


def test_bytes_that_do_not_fit_say_where(hive: Hive) -> None:
    value = hive.key("Groups\\a").value("Odd")
    assert value is not None
    with pytest.raises(BadValueData) as caught:
        _ = value.decoded
    assert caught.value.where == Location("Groups\\a", "Odd")


def test_what_a_key_carries_besides(hive: Hive) -> None:
    key = hive.key("Nodes")
    assert (key.last_written, key.class_name, key.security) == (133_000, "klass", b"sd")
    assert (hive.root.last_written, hive.root.class_name, hive.root.security) == (None, None, None)


def test_walk_is_depth_first_parents_before_children(hive: Hive) -> None:
    assert [key.name for key in hive.walk()] == ["Cluster", "Groups", "B", "a", "Nodes", "ÄÖ/=", 'line\n"quote"']


def test_everything_at_once(hive: Hive) -> None:
    table = hive.table()
    assert table.key_names == ["Cluster", "Groups", "Nodes", "ÄÖ/=", "B", "a", 'line\n"quote"']
    assert table.key_parents == [-1, 0, 0, 0, 1, 1, 3]
    assert table.value_keys == [0, 0, 5]
    assert table.value_names == ["ClusterName", "", "Odd"]
    assert table.value_types == [1, 3, 4]
    assert table.value_data == [b"H\0V\0\0\0", b"\1", b"abc"]


def test_another_root(hive: Hive) -> None:
    inner = hive.rooted_at(hive.key("Groups"))
    assert [(key.name, key.path) for key in inner.walk()] == [("Groups", ""), ("B", "B"), ("a", "a")]
    assert inner.key("A").value("odd") is not None
    assert len(inner) == 3
    assert len(hive) == 7


def test_of_equal_names_the_first_counts() -> None:
    twins = (PlainKey("x", (PlainValue("1"),)), PlainKey("X", (PlainValue("2"),)))
    found = hive_of(PlainKey("r", subkeys=twins)).root.subkey("X")
    assert isinstance(found, Key)
    assert [value.name for value in found.values] == ["1"]
