from __future__ import annotations

import struct

from hivetool.hive.columns import ValueRows
from hivetool.hive.errors import Problem
from hivetool.regf.data import DataReader
from hivetool.regf.keys import read_keys
from hivetool.regf.values import read_values
from tests.regf.images import HEADER, NOWHERE, Image
from tests.regf.test_cells import cells_of


def read(image: Image, root: int) -> tuple[ValueRows, list[Problem]]:
    cells = cells_of(image)
    keys = read_keys(cells, root)
    found = read_values(cells, keys, DataReader(cells, image.minor))
    return found, list(cells.faults.problems(lambda row: f"key {row}"))


def names(image: Image, values: ValueRows) -> list[str]:
    return values.name.texts((image.file(32),))


def test_values_come_by_key_in_stored_order() -> None:
    image = Image()
    z, a = image.value("z", kind=1), image.value("a", kind=0xFFFF0012)
    child = image.key("c", values=(image.value("", kind=4),))
    values, problems = read(image, image.key("r", image.leaf(child), (z, a)))
    assert names(image, values) == ["z", "a", ""]
    assert values.key.tolist() == [0, 0, 1]
    assert values.type.tolist() == [1, 0xFFFF0012, 4]
    assert values.place.tolist()[:2] == [HEADER + z, HEADER + a]
    assert problems == []


def test_names_are_latin_1_or_utf_16() -> None:
    image = Image()
    odd = ("\x9f", "a\\b", "nul\0", "Ω")
    values, problems = read(image, image.key("r", values=tuple(image.value(name) for name in odd)))
    assert names(image, values) == list(odd)
    assert problems == []


def test_a_key_without_values() -> None:
    image = Image()
    values, problems = read(image, image.key("r", key_values_list_offset=0x7FFFFFF0))
    assert len(values) == 0
    assert problems == []  # without a count nobody looks at the offset


def test_a_predefined_handle_is_no_count() -> None:
    image = Image()
    values, problems = read(image, image.key("r", flags=0x60, number_of_key_values=0x80000002))
    assert len(values) == 0
    assert problems == []


def test_what_is_no_handle_is_a_count_whatever_the_flag_says() -> None:
    image = Image()
    values, problems = read(image, image.key("r", values=(image.value("a"),), flags=0x60))
    assert names(image, values) == ["a"]
    assert problems == []


def test_a_count_larger_than_the_list_is_cut() -> None:
    image = Image()
    values = image.value("a"), image.value("b"), image.value("c")
    found, (problem,) = read(image, image.key("r", values=values, number_of_key_values=0x7FFFFFFF))
    assert names(image, found) == ["a", "b", "c"]
    assert (problem.code, problem.expected, problem.actual) == ("regf-list-cut", "3", "2147483647")


def test_a_missing_list_costs_the_values_of_its_key_alone() -> None:
    image = Image()
    child = image.key("c", values=(image.value("kept"),))
    root = image.key("r", image.leaf(child), number_of_key_values=2, key_values_list_offset=NOWHERE)
    values, (problem,) = read(image, root)
    assert names(image, values) == ["kept"]
    assert (problem.code, problem.at.offset, problem.at.path) == ("regf-missing", HEADER + root, "key 0")


def test_a_broken_value_costs_itself_alone() -> None:
    image = Image()
    broken = image.value("b")
    image.patch(broken + 4, b"kv")
    root = image.key("r", values=(image.value("a"), broken, 0x7FFFFFF8, image.value("d")))
    values, problems = read(image, root)
    assert names(image, values) == ["a", "d"]
    assert {problem.code for problem in problems} == {"regf-signature", "regf-outside"}


def test_a_name_is_cut_at_the_end_of_its_cell() -> None:
    image = Image()
    value = image.value("12345678")
    image.patch(value + 6, struct.pack("<H", 500))
    values, (problem,) = read(image, image.key("r", values=(value,)))
    assert names(image, values) == ["12345678"]
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-name-cut", HEADER + value, "500")


def test_values_and_their_lists_are_used_once() -> None:
    image = Image()
    value = image.value("v")
    a = image.key("a", values=(value, value))
    offset = struct.unpack_from("<I", image.cells, a + 4 + 40)[0]
    b = image.key("b", number_of_key_values=2, key_values_list_offset=offset)
    values, problems = read(image, image.key("r", image.leaf(a, b)))
    assert names(image, values) == ["v"]
    assert sorted((p.code, p.at.offset) for p in problems) == [
        ("regf-used-twice", HEADER + value),
        ("regf-used-twice", HEADER + offset),
    ]
