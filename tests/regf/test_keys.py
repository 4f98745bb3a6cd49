from __future__ import annotations

import struct

import numpy as np

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.errors import Problem
from hivetool.regf.keys import KeyNodes, read_keys
from tests.regf.images import HEADER, Image
from tests.regf.test_cells import cells_of


def read(image: Image, root: int) -> tuple[KeyNodes, list[Problem]]:
    cells = cells_of(image)
    found = read_keys(cells, root)
    return found, list(cells.faults.problems(lambda row: f"key {row}"))


def names(image: Image, keys: KeyNodes) -> list[str]:
    return keys.names().texts((image.file(32),))


def test_keys_come_level_by_level() -> None:
    image = Image()
    a = image.key("a", image.leaf(image.key("c"), image.key("d")))
    b = image.key("b", image.leaf(image.key("e")))
    root = image.key("root", image.leaf(a, b))
    keys, problems = read(image, root)
    assert names(image, keys) == ["root", "a", "b", "c", "d", "e"]
    assert keys.parent.tolist() == [-1, 0, 0, 1, 1, 2]
    assert keys.start[:3].tolist() == [HEADER + root, HEADER + a, HEADER + b]
    assert keys.column("number_of_subkeys").tolist() == [2, 2, 1, 0, 0, 0]
    assert problems == []


def test_names_are_latin_1_or_utf_16() -> None:
    image = Image()
    odd = ("\x9f\xff", "Größe", "Ω", "\ud800x", "𐐀")
    root = image.key("", image.leaf(*(image.key(name) for name in odd)))
    keys, problems = read(image, root)
    assert names(image, keys) == ["", *odd]
    assert problems == []  # only a subkey needs a name


def test_an_offset_field_leads_to_references() -> None:
    image = Image()
    root = image.key("r", image.leaf(image.key(class_name_offset=64)))
    to = read(image, root)[0].references("class_name_offset", np.array([1]))
    assert (to.offset.tolist(), to.key.tolist()) == ([64], [1])


def test_a_name_is_cut_at_the_end_of_its_cell() -> None:
    image = Image()
    key = image.key("12345678")
    image.patch(key + 4 + 72, struct.pack("<H", 0xFFFF))
    keys, (problem,) = read(image, image.key("r", image.leaf(key)))
    assert names(image, keys) == ["r", "12345678"]
    assert (problem.code, problem.at.offset) == ("regf-name-cut", HEADER + key)
    assert (problem.expected, problem.actual) == ("8", "65535")


def test_a_subkey_without_a_name_is_kept() -> None:
    image = Image()
    keys, (problem,) = read(image, image.key("r", image.leaf(image.key(""))))
    assert names(image, keys) == ["r", ""]
    assert problem.code == "regf-name-empty"


def test_a_broken_subkey_does_not_cost_its_siblings() -> None:
    image = Image()
    broken = image.key("b", image.leaf(image.key("below")))
    image.patch(broken + 4, b"kn")
    keys, (problem,) = read(image, image.key("r", image.leaf(image.key("a"), broken, image.key("c"))))
    assert names(image, keys) == ["r", "a", "c"]
    assert (problem.code, problem.at.path) == ("regf-signature", "key 0")


def test_a_key_below_itself_is_met_once() -> None:
    image = Image()
    leaf = image.leaf(0, 0)
    child = image.key("child", leaf)
    root = image.key("root", image.leaf(child))
    image.patch(leaf + 8, struct.pack("<I", child))
    image.patch(leaf + 16, struct.pack("<I", root))
    keys, problems = read(image, root)
    assert names(image, keys) == ["root", "child"]
    assert {(problem.code, problem.at.path) for problem in problems} == {("regf-used-twice", "key 1")}
    assert len(problems) == 2


def test_the_first_of_two_parents_keeps_a_shared_subkey() -> None:
    image = Image()
    shared = image.key("shared")
    parents = image.key("a", image.leaf(shared)), image.key("b", image.leaf(shared))
    keys, (problem,) = read(image, image.key("r", image.leaf(*parents)))
    assert names(image, keys) == ["r", "a", "b", "shared"]
    assert keys.parent.tolist() == [-1, 0, 0, 1]
    assert (problem.code, problem.at.path) == ("regf-used-twice", "key 2")


def test_keys_may_be_512_levels_deep_and_no_deeper() -> None:
    image = Image()
    key = image.key("deepest")
    for _ in range(MOST_LEVELS):
        key = image.key("k", image.leaf(key))
    keys, problems = read(image, key)
    assert len(keys) == MOST_LEVELS + 1
    assert problems == []
    keys, (problem,) = read(image, image.key("above", image.leaf(key)))
    assert len(keys) == MOST_LEVELS + 1
    assert (problem.code, problem.at.path) == ("regf-too-deep", f"key {MOST_LEVELS}")
