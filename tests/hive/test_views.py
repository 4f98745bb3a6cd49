from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.hive.errors import BadValueData
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType
from hivetool.hive.views import Key
from tests.hive.test_hive import TREE
from tests.trees import PlainKey, PlainValue, hive_of


@pytest.fixture
def hive() -> Hive:
    return hive_of(TREE)


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


def told(key: Key) -> list[object]:
    """Everything the views say below a key, and what they were made of."""
    values = [(value, value.name, value.type, value.data, value.location) for value in key.values]
    return [key, key.name, key.path, values, [told(child) for child in key.subkeys]]


def test_looking_at_one_key_makes_no_lists_and_walking_does(hive: Hive) -> None:
    one_by_one = told(hive.root)
    assert hive.lists is None
    assert len(list(hive.walk())) == 7
    assert hive.lists is not None
    assert told(hive.root) == one_by_one


def test_who_looks_at_many_gets_lists_and_the_same_views() -> None:
    broad = hive_of(PlainKey("r", subkeys=tuple(PlainKey(f"k{i}", (PlainValue(f"v{i}"),)) for i in range(400))))
    before = told(broad.root)
    assert broad.lists is not None
    assert told(broad.root) == before
    assert replace(broad).lists is None


def test_views_of_one_row_are_equal_and_of_others_not(hive: Hive) -> None:
    assert len({hive.root, hive.key(""), hive.key("Nodes")}) == 2
    assert hive.root != hive_of(TREE).root
    first, second = hive.root.values
    assert len({first, hive.root.value("ClusterName"), second}) == 2
    assert first != "ClusterName"


def test_views_say_what_they_are(hive: Hive) -> None:
    assert repr(hive.root) == "<Key '(root)'>"
    assert repr(hive.key("Groups\\a").values[0]) == r"<Value 'Groups\\a:Odd'>"


def test_many_children_are_found_by_name() -> None:
    broad = hive_of(PlainKey("r", subkeys=tuple(PlainKey(f"Key{i}") for i in range(100))))
    found = broad.root.subkey("kEY57")
    assert found is not None
    assert found.name == "Key57"


def test_a_descriptor_is_told_as_text() -> None:
    descriptor = bytes.fromhex("0100008014000000000000000000000000000000" + "010100000000000512000000")
    assert hive_of(PlainKey("r", security=descriptor)).root.sddl == "O:SY"
    assert hive_of(PlainKey("r")).root.sddl is None
