from __future__ import annotations

import pytest

from hivetool.hive.errors import NoSuchKey
from hivetool.hive.hive import Hive
from hivetool.hive.views import Key
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
