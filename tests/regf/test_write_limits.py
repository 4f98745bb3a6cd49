from __future__ import annotations

from dataclasses import replace
from operator import itemgetter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.columns import ValueRows
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Spans
from hivetool.regf import write_limits
from hivetool.regf.write_limits import NotWritable, alike, refuse_equal_values, refuse_too_large
from hivetool.regf.write_names import StoredNames, stored_names
from hivetool.regf.writer import write_regf
from tests.trees import PlainKey, PlainValue, chain, hive_of, patient


def key_named(name: str) -> PlainKey:
    return PlainKey("root", subkeys=(PlainKey("Parent", subkeys=(PlainKey(name),)),))


def value_named(*names: str) -> PlainKey:
    return PlainKey("root", subkeys=(PlainKey("Parent", tuple(PlainValue(name) for name in names)),))


@pytest.mark.parametrize(
    ("tree", "message"),
    [
        (key_named(""), "Parent\\: cannot be written: a key's name may not be empty"),
        (key_named("a\\b"), "Parent\\a\\b: cannot be written: its name has a backslash"),
        (
            key_named("x" * 256),
            f"Parent\\{'x' * 256}: cannot be written: its name is longer than 255 UTF-16 code units",
        ),
        (key_named("\U00010410" * 128), "its name is longer than 255 UTF-16 code units"),
        (value_named("x" * 16_384), "cannot be written: its name is longer than 16383 UTF-16 code units"),
        (value_named("x", "y", "X"), "Parent:X: cannot be written: its key has another value of this name"),
        (value_named("", "a", ""), "Parent:(default): cannot be written: its key has another value of this name"),
        (PlainKey("r", subkeys=(PlainKey("é"), PlainKey("É"))), "É: cannot be written: a key beside it has the same"),
        (PlainKey("r", subkeys=(PlainKey("c", class_name="x" * 32_768),)), "its class is longer than 65535 bytes"),
        (chain(513), "level 513: cannot be written: more than 512 levels below the root"),
        (PlainKey("a\\b"), "(root): cannot be written: its name has a backslash"),
    ],
)
def test_what_the_format_cannot_hold_is_refused_by_name(tree: PlainKey, message: str) -> None:
    with pytest.raises(NotWritable) as caught:
        write_regf(hive_of(tree))
    assert message in str(caught.value)


@pytest.mark.parametrize(
    "tree",
    [
        key_named("x" * 255),
        key_named("\U00010410" * 127),
        key_named("/"),
        value_named("x" * 16_383),
        value_named("a\\b", ""),
        value_named("µ", "\u039c"),
        PlainKey("r", subkeys=(PlainKey("ß"), PlainKey("SS"), PlainKey("ſ"), PlainKey("S"))),
        PlainKey("r", subkeys=(PlainKey("a"), PlainKey("a\0"))),
        PlainKey("r", subkeys=(PlainKey("a", subkeys=(PlainKey("x"),)), PlainKey("x"))),
    ],
)
def test_what_is_just_within_the_limits_is_written(tree: PlainKey) -> None:
    assert write_regf(hive_of(tree))


def test_the_place_in_the_source_is_named() -> None:
    hive = hive_of(key_named("a\\b"))
    keys = replace(hive.columns.keys, place=np.array([0x1020, 0x1080, 0x1100]))
    with pytest.raises(NotWritable, match=r"^offset 0x1100 Parent"):
        write_regf(replace(hive, columns=replace(hive.columns, keys=keys)))


# 0x41 * 37 + 0x30 = 0x40 * 37 + 0x55: names of one hash
ONE_HASH = ("a0", "@U")


def stored_values_of(hive: Hive) -> StoredNames:
    return stored_names(hive.columns.values.name, hive.columns.buffers)


def test_equal_hashes_of_different_names_are_no_offense() -> None:
    hive = hive_of(value_named("x", *ONE_HASH))
    hashes = stored_values_of(hive).hashes()
    assert hashes[1] == hashes[2]
    refuse_equal_values(hive, stored_values_of(hive))
    write_regf(hive_of(PlainKey("C", (), (PlainKey(ONE_HASH[1]), PlainKey(ONE_HASH[0])))))


def test_equal_names_are_found_among_equal_hashes() -> None:
    hive = hive_of(value_named(*ONE_HASH, "A0"))
    with pytest.raises(NotWritable, match="another value"):
        refuse_equal_values(hive, stored_values_of(hive))


@pytest.mark.parametrize("between", [0, 1, 30, 31, 32, 33, 200])
def test_equal_names_are_found_however_far_apart(between: int) -> None:
    others = [f"v{number}" for number in range(between)]
    with pytest.raises(NotWritable, match=r":SAME: cannot be written: its key has another value"):
        write_regf(hive_of(value_named("same", *others, "SAME")))
    write_regf(hive_of(value_named("same", *others, "SAMES")))


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 60)), max_size=200))
@patient
def test_alike_are_at_least_the_equal_ones_of_a_key(rows: list[tuple[int, int]]) -> None:
    rows.sort(key=itemgetter(0))
    found = alike(np.array([key for key, _ in rows], np.int64), np.array([name for _, name in rows], np.uint32))
    assert found.tolist() == [number for number, row in enumerate(rows) if rows.count(row) > 1]


def with_sizes(hive: Hive, size: int) -> Hive:
    """The hive with data that says to be this large; nobody looks at the bytes of what is refused."""
    values = hive.columns.values
    spans = Spans.build(np.zeros(len(values), np.int64), np.full(len(values), size))
    rows = ValueRows(values.key, values.name, values.type, spans, values.place)
    return replace(hive, columns=replace(hive.columns, values=rows))


def test_data_beyond_65535_segments_is_refused() -> None:
    hive = hive_of(PlainKey("root", (PlainValue("big", 3),)))
    with pytest.raises(NotWritable, match=r":big: cannot be written: it has more than 1071104040 bytes"):
        write_regf(with_sizes(hive, 65_535 * 16_344 + 1))


def test_a_hive_beyond_two_gigabytes_is_refused_before_memory_is_taken() -> None:
    hive = hive_of(PlainKey("root", tuple(PlainValue(f"{number}", 3) for number in range(3))))
    with pytest.raises(NotWritable, match="at most 2147479552 are possible"):
        write_regf(with_sizes(hive, 1_000_000_000))
    refuse_too_large(write_limits.MAX_BINS_SIZE)


def test_too_many_subkeys_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_limits, "MAX_ELEMENTS", 1)
    monkeypatch.setattr(write_limits, "MAX_LEAF", 2)
    three = PlainKey("root", subkeys=(PlainKey("a"), PlainKey("b"), PlainKey("c")))
    with pytest.raises(NotWritable, match=r"\(root\): cannot be written: it has more than 2 subkeys"):
        write_regf(hive_of(three))
