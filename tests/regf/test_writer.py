from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given

from hivetool.hive.columns import NO_TIME
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.regf.crosscheck import differences
from hivetool.regf.reader import read_regf
from hivetool.regf.write_limits import NotWritable
from hivetool.regf.write_security import DEFAULT_DESCRIPTOR
from hivetool.regf.writer import ROOT_NAME, base_block, write_regf
from tests.shared import has_shared, needs_shared, shared
from tests.trees import (
    FlatKey,
    KeyPath,
    PlainKey,
    PlainValue,
    broad,
    chain,
    flat,
    flat_hive,
    hive_of,
    patient,
    pattern,
    trees,
)

from .hive_walk import walked

COMP_NAME, ROOT_FLAGS = 0x20, 0x0C
LARGEST = 1_200_000
"""Corpus hives up to this size are written in tests; the larger ones hold nothing else, only more."""


def as_stored(tree: PlainKey) -> dict[KeyPath, FlatKey]:
    """What is read of a tree once it is written: no time is time 0, no descriptor is the default one."""
    stored = {}
    for path, key in flat(tree).items():
        name = path[-1] if path else tree.name
        flags = key.flags & ~COMP_NAME | (COMP_NAME if max(map(ord, name)) <= 0xFF else 0)
        stored[path] = FlatKey(
            key.values,
            key.last_written or 0,
            key.class_name,
            key.security or DEFAULT_DESCRIPTOR,
            flags if path else flags | ROOT_FLAGS,
        )
    return stored


def corpus() -> Iterator[Any]:
    """The hives of high confidence, by their place in the corpus."""
    if not has_shared():
        return
    for entry in json.loads((shared() / "corpus" / "MANIFEST.json").read_text()):
        confident = (entry.get("ground_truth") or {}).get("confidence") == "high"
        if entry["kind"] == "primary" and confident and entry["size"] <= LARGEST:
            yield pytest.param(entry["file"], id=entry["file"].removeprefix("hives/"))


@given(trees())
@patient
def test_what_is_written_is_read_again(tree: PlainKey) -> None:
    again = read_regf(write_regf(hive_of(tree)))
    assert not again.problems
    assert flat_hive(again) == as_stored(tree)
    assert again.root.name == tree.name
    assert again.source.version == "1.5"
    assert not again.source.dirty


@given(trees())
@patient
def test_the_second_reader_sees_the_same(tree: PlainKey) -> None:
    hive = hive_of(tree)
    assert differences(hive, write_regf(hive)) == ()


@given(trees())
@patient
def test_no_invariant_is_broken(tree: PlainKey) -> None:
    walk = walked(write_regf(hive_of(tree)))
    keys = flat(tree).values()
    assert (walk.keys, walk.values) == (len(keys), sum(len(key.values) for key in keys))


@given(trees(6))
@patient
def test_the_same_tree_gives_the_same_bytes(tree: PlainKey) -> None:
    assert write_regf(hive_of(tree)) == write_regf(hive_of(tree))


@given(trees(6))
@patient
def test_reading_and_writing_comes_to_rest(tree: PlainKey) -> None:
    """The first writing may change the order of subkeys, the second has nothing left to change."""
    sorted_once = write_regf(read_regf(write_regf(hive_of(tree))))
    assert write_regf(read_regf(sorted_once)) == sorted_once


@pytest.mark.parametrize(
    "tree",
    [
        pytest.param(PlainKey("alone"), id="a root alone"),
        pytest.param(broad(507), id="a full leaf"),
        pytest.param(broad(508), id="one key more than a leaf holds"),
        pytest.param(broad(1015), id="three leaves"),
        pytest.param(chain(300), id="300 levels"),
        pytest.param(chain(512), id="512 levels"),
        pytest.param(PlainKey("many", tuple(PlainValue(f"{i}", 1, b"ab") for i in range(5000))), id="5000 values"),
        pytest.param(PlainKey("big", (PlainValue("", 3, pattern(1_000_000)),)), id="a megabyte"),
    ],
)
def test_extremes_are_written(tree: PlainKey) -> None:
    hive = hive_of(tree)
    written = write_regf(hive)
    assert differences(hive, written) == ()
    assert flat_hive(read_regf(written)) == as_stored(tree)
    assert walked(written).keys == len(flat(tree))


def test_subkeys_come_back_in_the_order_of_lists() -> None:
    tree = PlainKey(
        "root", subkeys=tuple(PlainKey(name) for name in ("b", "\uff21", "Ａ2", "a", "C", "é", "\U00010410"))
    )
    names = [key.name for key in read_regf(write_regf(hive_of(tree))).root.subkeys]
    # by UTF-16 code units: the surrogates of U+10410 stand before U+FF21
    assert names == ["a", "b", "C", "é", "\U00010410", "\uff21", "Ａ2"]


def test_values_keep_their_order() -> None:
    tree = PlainKey("root", tuple(PlainValue(name) for name in ("z", "", "a", "m")))
    assert [value.name for value in read_regf(write_regf(hive_of(tree))).root.values] == ["z", "", "a", "m"]


def test_a_root_without_a_name_gets_one() -> None:
    written = write_regf(hive_of(PlainKey("", subkeys=(PlainKey("ж"),))))
    assert read_regf(written).root.name == ROOT_NAME.decode()
    assert walked(written).keys == 2


def test_the_timestamp_is_the_newest_time() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("a", last_written=7), PlainKey("b", last_written=5)))
    assert write_regf(hive_of(tree))[12:20] == (7).to_bytes(8, "little")
    assert write_regf(hive_of(PlainKey("root")))[12:20] == bytes(8)


def test_a_tree_of_nothing_but_a_root_takes_one_bin() -> None:
    assert len(write_regf(hive_of(PlainKey("root")))) == 2 * 4096


def test_an_empty_class_is_none() -> None:
    assert read_regf(write_regf(hive_of(PlainKey("root", class_name="")))).root.class_name is None


@pytest.mark.parametrize(("total", "expected"), [(0, 1), (0xFFFFFFFF, 0xFFFFFFFE), (5, 5)])
def test_checksums_that_mean_something_else_are_avoided(total: int, expected: int) -> None:
    words = np.frombuffer(base_block(0, 4096, 0), "<u4", 127)
    root = int(np.bitwise_xor.reduce(words)) ^ total  # with this root cell offset all words come to ``total``
    assert base_block(root, 4096, 0)[508:512] == expected.to_bytes(4, "little")


def test_what_cannot_be_written_is_refused() -> None:
    with pytest.raises(NotWritable, match=r"Parent\\a: cannot be written: a key beside it has the same name"):
        write_regf(hive_of(PlainKey("root", subkeys=(PlainKey("Parent", subkeys=(PlainKey("A"), PlainKey("a"))),))))


@needs_shared
@pytest.mark.parametrize("file", tuple(corpus()))
def test_real_hives_are_written_as_they_were_read(file: str) -> None:
    hive = read_regf((shared() / "corpus" / file).read_bytes())
    if has_equal_siblings(hive):
        with pytest.raises(NotWritable, match="has the same name"):
            write_regf(hive)
        return
    written = write_regf(hive)
    again = read_regf(written)
    assert not again.problems
    meant = flat_hive(hive)
    meant[()] = replace(meant[()], flags=meant[()].flags | ROOT_FLAGS)
    assert flat_hive(again) == meant
    assert differences(hive, written) == ()
    assert walked(written).keys == len(hive)


def has_equal_siblings(hive: Hive) -> bool:
    names = [upcase(name) for name in hive.columns.keys.name.texts(hive.columns.buffers)]
    return len(set(zip(hive.columns.keys.parent.tolist(), names, strict=True))) < len(hive)


@needs_shared
def test_a_large_hive_stays_about_as_large() -> None:
    data = (shared() / "corpus/hives/regipy/regipy_tests/data/SYSTEM").read_bytes()
    hive = read_regf(data)
    written = write_regf(hive)
    assert len(written) < 1.05 * len(data)
    assert len(read_regf(written)) == len(hive) == 30_756


def test_no_time_is_written_as_zero() -> None:
    hive = hive_of(PlainKey("root", subkeys=(PlainKey("a", last_written=None),)))
    assert hive.columns.keys.last_written[1] == NO_TIME
    assert read_regf(write_regf(hive)).key("a").last_written == 0
