from __future__ import annotations

import struct

import numpy as np
import pytest

from hivetool.hive.errors import Problem
from hivetool.regf.cells import References
from hivetool.regf.lists import MOST_NESTED, subkeys
from tests.regf.images import HEADER, Image
from tests.regf.test_cells import cells_of


def children(image: Image, *lists: int, expected: tuple[int, ...] = ()) -> tuple[list[tuple[int, int]], list[Problem]]:
    """Pairs of key (ten times the place of its list) and subkey offset; what was wrong."""
    cells = cells_of(image)
    count = len(lists)
    to = References(np.array(lists, np.uint32), 10 * np.arange(count), np.full(count, HEADER), np.arange(count))
    counts = expected or [image.counted(leaf) for leaf in lists]
    found = list(subkeys(cells, to, np.array(counts, np.int64)))
    pairs = [pair for part in found for pair in zip(part.key.tolist(), part.offset.tolist(), strict=True)]
    return pairs, list(cells.faults.problems(lambda row: f"key {row}"))


@pytest.mark.parametrize("kind", ["li", "lf", "lh"])
def test_leaves_name_keys_in_their_order(kind: str) -> None:
    image = Image()
    found, problems = children(image, image.leaf(800, 40, 160, kind=kind))
    assert found == [(0, 800), (0, 40), (0, 160)]
    assert problems == []


def test_an_index_root_joins_leaves_of_any_kind() -> None:
    image = Image()
    leaves = image.leaf(1, 2, kind="lf"), image.leaf(3, kind="li"), image.leaf(4, 5, kind="lh")
    found, problems = children(image, image.leaf(*leaves, kind="ri"))
    assert [offset for _, offset in found] == [1, 2, 3, 4, 5]
    assert problems == []


def test_the_keys_stay_in_order_whatever_lists_they_have() -> None:
    image = Image()
    root = image.leaf(image.leaf(3), image.leaf(4), kind="ri")
    found, problems = children(image, image.leaf(1, 2), root, image.leaf(5))
    assert found == [(0, 1), (0, 2), (10, 3), (10, 4), (20, 5)]
    assert problems == []


def test_an_index_root_under_an_index_root_is_read_in_its_place() -> None:
    image = Image()
    inner = image.leaf(image.leaf(7), image.leaf(8, 9), kind="ri")
    outer = image.leaf(image.leaf(1), inner, image.leaf(2), kind="ri")
    found, (problem,) = children(image, image.leaf(0), outer, image.leaf(3))
    assert found == [(0, 0), (10, 1), (10, 7), (10, 8), (10, 9), (10, 2), (20, 3)]
    assert (problem.code, problem.at.offset, problem.severity) == ("regf-nested-index-root", HEADER + inner, "warning")


@pytest.mark.parametrize("roots", [1, 2])
def test_an_index_root_without_a_leaf_is_a_wrong_count(roots: int) -> None:
    image = Image()
    top = image.leaf(kind="ri")
    for _ in range(roots - 1):
        top = image.leaf(top, kind="ri")
    found, problems = children(image, image.leaf(1), top, image.leaf(2), expected=(1, 5, 1))
    assert found == [(0, 1), (20, 2)]
    (problem,) = (each for each in problems if each.severity == "error")
    assert (problem.code, problem.at.name) == ("regf-subkey-count", "key 10")
    assert (problem.expected, problem.actual) == ("0", "5")


@pytest.mark.parametrize(("roots", "readable"), [(MOST_NESTED, True), (MOST_NESTED + 1, False)])
def test_index_roots_are_nested_so_deep_and_no_deeper(roots: int, readable: bool) -> None:
    image = Image()
    top = image.leaf(5)
    for _ in range(roots):
        top = image.leaf(top, kind="ri")
    found, problems = children(image, top, expected=(1,))
    assert found == [(0, 5)] * readable
    codes = ["regf-nested-index-root"] * (roots - 1)
    assert sorted(problem.code for problem in problems) == sorted(codes + ["regf-index-too-deep"] * (not readable))


def test_an_index_root_that_names_itself_ends() -> None:
    image = Image()
    root = image.leaf(0, kind="ri")
    image.patch(root + 8, struct.pack("<I", root))
    found, (problem,) = children(image, root, expected=(1,))
    assert found == []
    assert problem.code == "regf-used-twice"


def test_a_count_larger_than_the_cell_is_cut() -> None:
    image = Image()
    leaf = image.leaf(1, 2, 3)
    image.patch(leaf + 6, b"\xff\xff")
    found, (cut,) = children(image, leaf, expected=(3,))
    assert [offset for _, offset in found] == [1, 2, 3]
    assert (cut.code, cut.at.offset, cut.expected, cut.actual) == ("regf-list-cut", HEADER + leaf, "3", "65535")


def test_a_list_of_another_kind_is_no_list() -> None:
    image = Image()
    leaf = image.leaf(1)
    image.patch(leaf + 4, b"lx")
    found, (problem,) = children(image, leaf, image.leaf(2), expected=(1, 1))
    assert found == [(10, 2)]
    assert (problem.code, problem.actual) == ("regf-signature", "b'lx'")


@pytest.mark.parametrize("expected", [0, 2, 0xFFFFFFFF])
def test_the_list_counts_not_the_number_in_the_key(expected: int) -> None:
    image = Image()
    found, (problem,) = children(image, image.leaf(1), expected=(expected,))
    assert len(found) == 1
    assert (problem.code, problem.expected, problem.actual) == ("regf-subkey-count", "1", str(expected))


def test_a_list_is_used_once() -> None:
    image = Image()
    leaf = image.leaf(1)
    found, (problem,) = children(image, leaf, leaf)
    assert found == [(0, 1)]
    assert (problem.code, problem.at.path) == ("regf-used-twice", "key 10")
