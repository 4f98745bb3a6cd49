from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.apply import apply
from hivetool.hive.batch import NONE, Batch, upper_keys
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.edit import SetValue
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key
from tests.trees import PlainKey, PlainValue, hive_of, patient

NAMES = (
    "Name",
    "NAME",
    "name",
    "Nam",
    "Na\0e",
    "Größe",
    "GRÖßE",
    "漢字",
    "",
    "x" * 70,
    "X" * 70,
    "\U0001d54f" * 20,
    "\ud800",
)
DATA = (
    b"",
    b"\1",
    b"\1\0\0\0",
    bytes(8),
    text_data("a"),
    text_data(""),
    text_data("two\0parts"),
    multi_text_data(["a", "b"]),
    multi_text_data([]),
    "no end".encode("utf-16-le"),
    text_data("\ud800"),
    b"\0\xdc\0\0",
    bytes(6),
)
UNITS = {1: 2, 4: 4, 3: 1, 11: 8}


@st.composite
def trees(draw: st.DrawFn) -> Hive:
    value = st.builds(PlainValue, st.sampled_from(NAMES), st.sampled_from((1, 3, 4, 7, 11)), st.sampled_from(DATA))
    values = st.lists(value, max_size=4).map(tuple)
    leaf = st.builds(PlainKey, st.sampled_from(NAMES[:8]), values)
    key = st.builds(PlainKey, st.sampled_from(NAMES[:8]), values, st.lists(leaf, max_size=3).map(tuple))
    return hive_of(PlainKey("root", (), tuple(draw(st.lists(key, max_size=6)))))


def slow_text(key: Key, name: str, types: tuple[int, ...]) -> str | None:
    for value in key.values:
        if upcase(value.name) == upcase(name) and value.type in types and len(value.data) % 2 == 0:
            return value.data.decode("utf-16-le", "surrogatepass").rstrip("\0")
    return None


def fits(kind: int, size: int) -> bool:
    unit = UNITS.get(kind)
    return unit is not None and (size == unit if unit > 2 else size % unit == 0)


@patient
@given(trees(), st.sampled_from(NAMES))
def test_the_answers_are_those_of_key_by_key(hive: Hive, name: str) -> None:
    batch = Batch.below(hive, 0)
    keys = hive.root.subkeys
    assert (len(batch), batch.rows) == (len(keys), [key.row for key in keys])
    assert batch.names() == [key.name for key in keys]
    assert batch.value_counts() == [len(key.values) for key in keys]
    subkeys = [next((each.row for each in key.subkeys if upcase(each.name) == upcase(name)), NONE) for key in keys]
    assert batch.subkeys(name) == subkeys
    for types in ((1,), (1, 7), (3,)):
        assert batch.texts(name, types) == [slow_text(key, name, types) for key in keys]
    named = [[value for value in key.values if upcase(value.name) == upcase(name)] for key in keys]
    sound = [[value for value in values if fits(value.type, len(value.data))] for values in named]
    assert batch.data(name, UNITS) == [(values[0].type, values[0].data) if values else None for values in sound]
    every = [value for values in named for value in values]
    for known in (batch, Batch(hive, batch.rows)):
        assert known.misfits(name, UNITS) == [value.row for value in every if not fits(value.type, len(value.data))]
        assert known.repeated(name) == [value.row for values in named for value in values[1:]]
        assert known.has(name) == bool(every)
        places = [(place, value.row) for place, values in enumerate(named) for value in values]
        assert known.named(name) == places


@patient
@given(trees())
def test_every_short_name_is_among_the_different_ones(hive: Hive) -> None:
    names = {upcase(value.name) for key in hive.root.subkeys for value in key.values}
    assert {*Batch.below(hive, 0).different_names()} == {
        name for name in names if 0 < len(name.encode("utf-16-le", "surrogatepass")) <= 64
    }


@patient
@given(trees(), st.sampled_from(NAMES))
def test_numbers_are_what_the_data_say(hive: Hive, name: str) -> None:
    batch = Batch.below(hive, 0)
    numbers = batch.numbers(name, {4: 4, 11: 8})
    data = enumerate(batch.data(name, {4: 4, 11: 8}))
    expected = [(place, int.from_bytes(each[1], "little")) for place, each in data if each is not None]
    assert numbers.having({number for _, number in expected}) == expected


@patient
@given(trees())
def test_any_keys_in_any_order_make_a_batch(hive: Hive) -> None:
    rows = list(range(len(hive)))[::-2]
    batch = Batch(hive, rows)
    assert batch.names() == [Key(hive, row).name for row in rows]
    assert batch.texts("Name", (1,)) == [slow_text(Key(hive, row), "Name", (1,)) for row in rows]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_told_apart(name: str) -> None:
    values = tuple(PlainValue(each, 4, b"") for each in NAMES)
    batch = Batch.below(hive_of(PlainKey("root", (), (PlainKey("k", values),))), 0)
    same = [row for row, each in enumerate(NAMES) if upcase(each) == upcase(name)]
    assert batch.misfits(name, UNITS) == same
    assert batch.repeated(name) == same[1:]


def test_nothing_is_below_a_key_that_is_not_there() -> None:
    batch = Batch.below(hive_of(PlainKey("root")), None)
    assert (len(batch), batch.names(), batch.subkeys("x"), batch.texts("x", (1,))) == (0, [], [], [])
    assert (batch.data("x", UNITS), batch.misfits("x", UNITS), batch.repeated("x")) == ([], [], [])


@pytest.mark.parametrize(
    "texts",
    [
        [text_data("a"), text_data("bb"), text_data("")],
        [multi_text_data(["a", "b"]), multi_text_data(["c"]), multi_text_data([])],
        [multi_text_data(["a"]), text_data("b")],
        [text_data("x\0y"), "z".encode("utf-16-le"), text_data("w")],
        [b"", text_data("a")],
        [text_data("a"), b""],
        [bytes(2), bytes(4), bytes(6)],
        [text_data("a")] * 5 + [text_data("b")],
    ],
)
def test_texts_of_every_ending(texts: list[bytes]) -> None:
    """Decoded all at once or one by one, the answer is the same."""
    keys = tuple(PlainKey(str(place), (PlainValue("t", 1, data),)) for place, data in enumerate(texts))
    found = Batch.below(hive_of(PlainKey("root", (), keys)), 0).texts("t", (1,))
    assert found == [data.decode("utf-16-le").rstrip("\0") for data in texts]


@patient
@given(trees(), st.integers(0, 4), st.integers(0, 12))
def test_upper_keys_are_those_of_a_walk(hive: Hive, levels: int, most: int) -> None:
    wanted = {"NAME", "GRÖßE", ""}
    depths = {0: 0}
    for row in range(1, len(hive)):
        depths[row] = depths[int(hive.columns.keys.parent[row])] + 1
    walked = [
        (int(hive.columns.keys.parent[row]), upcase(Key(hive, row).name))
        for row, depth in depths.items()
        if 0 < depth <= levels and row < most and upcase(Key(hive, row).name) in wanted
    ]
    assert list(upper_keys(hive, wanted, levels, most)) == walked


def test_names_in_several_buffers() -> None:
    hive = hive_of(PlainKey("root", (), (PlainKey("k", (PlainValue("One", 4, bytes(4)),)), PlainKey("l"))))
    changed = apply(hive, (SetValue("k", "Two", 4, b"\2\0\0\0"), SetValue("l", "ONE", 4, b"\3\0\0\0")))
    assert len(set(np.asarray(changed.columns.values.name.buffer).tolist())) > 1
    batch = Batch.below(changed, 0)
    assert batch.data("one", UNITS) == [(4, bytes(4)), (4, b"\3\0\0\0")]
    assert batch.misfits("two", {1: 2}) == [value.row for value in changed.key("k").values if value.name == "Two"]
