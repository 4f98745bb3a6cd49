from __future__ import annotations

import struct

from hivetool.regf.check import check_regf
from hivetool.regf.checks.lists import MAX_LEAF_ELEMENTS
from hivetool.regf.checks.table import Check
from tests.regf.checks.breaking import Broken, broken
from tests.regf.images import Image


def leaf_of(hive: Broken, path: str, number: int = 0) -> int:
    found = hive.survey.claims.of("subkeys list")
    row = hive.survey.hive.key(path).row
    return int(found.start[found.key == row][number])


def swapped(hive: Broken, leaf: int) -> Broken:
    """The first two elements of a hash leaf change places, each with its hash."""
    first, second = hive.data[leaf + 8 : leaf + 16], hive.data[leaf + 16 : leaf + 24]
    return hive.put(leaf + 8, bytes(second + first))


def test_the_order_of_names() -> None:
    hive = broken()
    (problem,) = swapped(hive, leaf_of(hive, "")).problems()
    assert (problem.code, problem.at.path) == (Check.ORDER.code, "alpha")
    assert (problem.expected, problem.actual) == ("before 'Beta'", "'alpha'")


def test_two_keys_of_one_name() -> None:
    hive = broken()
    name = int(hive.survey.hive.columns.keys.name.start[hive.survey.hive.key("gämma\\k0001").row])
    codes = hive.put(name, b"K0000").codes()
    assert codes == {Check.DUPLICATE_KEY.code, Check.HASH.code}


def test_hashes() -> None:
    hive = broken()
    leaf = leaf_of(hive, "")
    (problem,) = hive.put(leaf + 12, b"\0\0\0\0").problems()
    assert (problem.code, problem.at.offset, problem.at.path) == (Check.HASH.code, leaf + 12, "alpha")
    assert problem.actual == "0x0"


def fast(minor: int, hint: bytes, **names: int) -> set[str]:
    """The codes of a hive with one fast leaf over keys of these names, all with one hint."""
    image = Image(minor=minor)
    keys = [image.key(name) for name in ("abcdef", "x€")]
    leaf = image.leaf(*keys, kind="lf")
    for number in range(2):
        image.patch(leaf + 8 + 8 * number + 4, hint if number == 0 else bytes(4))
    return {problem.code for problem in check_regf(image.file(image.key("root", leaf))).problems}


def test_hints_are_the_first_four_characters_or_nothing() -> None:
    assert Check.HINT.code not in fast(3, b"abcd")
    assert Check.HINT.code in fast(3, b"abce")
    assert Check.HINT.code in fast(3, b"\0\0\0\0")


def test_the_kind_of_a_leaf_goes_with_the_version() -> None:
    assert Check.LEAF_KIND.code not in fast(3, b"abcd")
    assert Check.LEAF_KIND.code in fast(5, b"abcd")
    image = Image(minor=3)
    old = image.file(image.key("root", image.leaf(image.key("a"), kind="lh")))
    assert Check.LEAF_KIND.code in {problem.code for problem in check_regf(old).problems}


def test_sizes_of_leaves() -> None:
    image = Image()
    keys = [image.key(f"k{number:05}") for number in range(MAX_LEAF_ELEMENTS + 1)]
    many = image.file(image.key("root", image.leaf(*keys)))
    (large,) = (found for found in check_regf(many).problems if found.code == Check.LEAF_LARGE.code)
    assert (large.expected, large.actual) == ("at most 1013", "1014")
    image = Image()
    empty = image.file(image.key("root", image.leaf(image.leaf(image.key("a")), image.leaf(), kind="ri")))
    assert Check.LEAF_EMPTY.code in {problem.code for problem in check_regf(empty).problems}


def test_leaves_of_several_kinds() -> None:
    image = Image(minor=3)
    leaves = image.leaf(image.key("a"), kind="lf"), image.leaf(image.key("b"), kind="li")
    mixed = image.file(image.key("root", image.leaf(*leaves, kind="ri")))
    (problem,) = (found for found in check_regf(mixed).problems if found.code == Check.LEAVES_MIXED.code)
    assert problem.at.path == ""


def test_the_leaves_of_an_index_root_are_checked_as_one_list() -> None:
    hive = broken()
    root = leaf_of(hive, "gämma")
    assert struct.unpack_from("<2sH", hive.data, root + 4) == (b"ri", 2)
    hive.put(root + 8, bytes(hive.data[root + 12 : root + 16] + hive.data[root + 8 : root + 12]))
    (problem,) = hive.problems()
    assert (problem.code, problem.at.path) == (Check.ORDER.code, "gämma\\k0000")
