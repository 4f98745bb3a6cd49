from __future__ import annotations

import struct
from typing import NamedTuple

import pytest

from hivetool.regf.reader import read_regf
from hivetool.regf.write_keys import key_flags
from hivetool.regf.write_names import stored_names
from hivetool.regf.writer import write_regf
from tests.trees import PlainKey, PlainValue, hive_of


class Node(NamedTuple):
    """The fields of a root's key node that its relatives decide."""

    subkeys: int
    values: int
    subkey_name: int
    subkey_class: int
    value_name: int
    value_data: int
    name_length: int
    class_length: int


def root_node(tree: PlainKey) -> Node:
    written = write_regf(hive_of(tree))
    at = 4096 + struct.unpack_from("<I", written, 36)[0] + 4
    assert written[at : at + 2] == b"nk"

    def word(offset: int) -> int:
        return int(struct.unpack_from("<I", written, at + offset)[0])

    lengths = struct.unpack_from("<HH", written, at + 72)
    return Node(word(20), word(36), word(52), word(56), word(60), word(64), *lengths)


def flags(*keys: PlainKey, root: int = 0) -> list[int]:
    columns = hive_of(PlainKey("root", subkeys=keys, flags=root)).columns
    found: list[int] = key_flags(columns.keys, stored_names(columns.keys.name, columns.buffers)).tolist()
    return found


def test_the_largest_of_everything_is_known() -> None:
    subkeys = (PlainKey("abc", class_name="12345"), PlainKey("ж", class_name="1"))
    values = (PlainValue("a long name", 3, b"123"), PlainValue("x", 3, b"12345"))
    # names count two bytes a character even where one is stored
    assert root_node(PlainKey("root", values, subkeys)) == Node(2, 2, 6, 10, 22, 5, 4, 0)


def test_without_relatives_all_is_zero() -> None:
    assert root_node(PlainKey("Ж", class_name="class")) == Node(0, 0, 0, 0, 0, 0, 2, 10)


def test_the_largest_below_one_key_does_not_count_for_another() -> None:
    inner = PlainKey("b", (PlainValue("name", 3, b"12345678"),), (PlainKey("long name", class_name="c"),))
    assert root_node(PlainKey("root", subkeys=(inner,))) == Node(1, 0, 2, 0, 0, 0, 4, 0)


@pytest.mark.parametrize(("name", "compressed"), [("ÿ", 0x20), ("Ā", 0), ("\x9f", 0x20), ("a\ud800", 0)])
def test_comp_name_follows_the_name(name: str, compressed: int) -> None:
    assert flags(PlainKey(name, flags=0x20)) == [0x2C, compressed]
    assert flags(PlainKey(name, flags=0)) == [0x2C, compressed]


def test_only_the_root_is_the_entry() -> None:
    assert flags(PlainKey("a", flags=0x04), root=0) == [0x2C, 0x20]


def test_other_flags_are_kept() -> None:
    assert flags(PlainKey("a", flags=0x1018), root=0x1000) == [0x102C, 0x1038]


def test_a_predefined_handle_does_not_hide_values() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("a", (PlainValue("x", 4, b"1234"),), flags=0x40),))
    key = read_regf(write_regf(hive_of(tree))).key("a")
    assert [value.data for value in key.values] == [b"1234"]


def test_times_are_stored_to_the_tick() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("a", last_written=2**64 - 2), PlainKey("b")))
    hive = read_regf(write_regf(hive_of(tree)))
    assert (hive.key("a").last_written, hive.key("b").last_written) == (2**64 - 2, 0)
