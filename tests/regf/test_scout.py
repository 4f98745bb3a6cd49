from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.hive import Hive
from hivetool.regf import keys, scout
from hivetool.regf.errors import UnreadableHive
from hivetool.regf.reader import read_regf, survey
from hivetool.regf.scout import scouted
from hivetool.regf.window import Window
from tests.regf.images import Image, sample
from tests.shared import needs_shared, shared


@contextmanager
def without_scout() -> Iterator[None]:
    """Trees are read level by level."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(keys, "scouted", lambda *_: None)
        yield


def told(data: bytes) -> Any:
    """All that a reading gives."""
    try:
        hive = read_regf(data)
    except UnreadableHive as error:
        return type(error)
    return content(hive), sorted(map(repr, hive.problems))


def content(hive: Hive) -> Any:
    table, columns = hive.table(), hive.columns
    numbers = (columns.keys.place.tolist(), columns.keys.flags.tolist(), columns.values.place.tolist())
    return {**table.__dict__}, numbers, columns.keys.security.all(columns.buffers)


def found(image: Image, root: int) -> list[tuple[int, int, int]] | None:
    """Offset, row of the key above and place of the list of all that the scout finds."""
    data = image.file(root)
    refs = scouted(Window(data), root, len(data))
    if refs is None:
        return None
    return list(zip(refs.offset.tolist(), refs.key.tolist(), refs.at.tolist(), strict=True))


def chain(length: int) -> tuple[Image, int]:
    image = Image()
    key = image.key("last")
    for _ in range(length):
        key = image.key("k", image.leaf(key))
    return image, key


def test_every_key_with_the_one_above_and_the_list_between() -> None:
    image = Image()
    leaf, other = image.key("leaf"), image.key("other")
    below = image.leaf(leaf, kind="lf")
    middle = image.key("middle", below)
    listed = image.leaf(middle, other)
    root = image.key("root", listed)
    assert found(image, root) == [
        (root, -1, -1),
        (middle, 0, listed + 4096),
        (other, 0, listed + 4096),
        (leaf, 1, below + 4096),
    ]


def test_the_lists_below_an_index_root_stand_in_its_place() -> None:
    image = Image()
    names = [image.key(name) for name in "abcdef"]
    inner = image.leaf(image.leaf(names[1], kind="li"), image.leaf(names[2], names[3]), kind="ri")
    outer = image.leaf(image.leaf(names[0], kind="lf"), inner, image.leaf(kind="lh"), kind="ri")
    first = image.key("first", outer)
    second = image.key("second", image.leaf(names[4], names[5]))
    root = image.key("root", image.leaf(first, second))
    rows = found(image, root)
    assert rows is not None
    assert [offset for offset, _, _ in rows] == [root, first, second, *names]
    assert [above for _, above, _ in rows] == [-1, 0, 0, 1, 1, 1, 1, 2, 2]


def test_a_tree_may_have_as_many_levels_as_windows_allows() -> None:
    for length, there in ((MOST_LEVELS, True), (MOST_LEVELS + 1, False)):
        image, root = chain(length)
        rows = found(image, root)
        assert (rows is not None and len(rows) == length + 1) is there
        assert len(read_regf(image.file(root))) == MOST_LEVELS + 1


@pytest.mark.parametrize("offset", [0x7FFFFFF8, 0xFFFFFFFF, 36], ids=["outside", "nowhere", "not aligned"])
@pytest.mark.parametrize("place", ["list", "element"])
def test_what_leads_nowhere_ends_it(offset: int, place: str) -> None:
    image = Image()
    key = image.key("key")
    listed = image.leaf(key)
    root = image.key("root", listed)
    at = root + 4 + 28 if place == "list" else listed + 4 + 4
    assert struct.unpack_from("<I", image.cells, at) == ((listed if place == "list" else key),)
    assert found(image, root) is not None
    image.patch(at, struct.pack("<I", offset))
    assert found(image, root) is None


def test_what_is_no_list_or_longer_than_the_file_ends_it() -> None:
    for patch in (b"xx", b"lh\xff\xff"):
        image = Image()
        listed = image.leaf(image.key("key"))
        root = image.key("root", listed)
        image.patch(listed + 4, patch)
        assert found(image, root) is None


def test_keys_that_are_below_themselves_end_it() -> None:
    image = Image()
    listed = image.leaf(image.key("key"))
    root = image.key("root", listed)
    image.patch(listed + 8, struct.pack("<I", root))
    assert found(image, root) is None


def test_index_roots_that_are_below_themselves_end_it() -> None:
    image = Image()
    listed = image.leaf(image.leaf(image.key("key")), kind="ri")
    root = image.key("root", listed)
    image.patch(listed + 8, struct.pack("<I", listed))
    assert found(image, root) is None


def test_a_wide_level_is_left_to_be_read_on_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    image = Image()
    root = image.key("root", image.leaf(image.key("a"), image.key("b"), image.key("c")))
    assert found(image, root) is not None
    monkeypatch.setattr(scout, "WIDE", 2)
    assert found(image, root) is None
    assert [key.name for key in read_regf(image.file(root)).root.subkeys] == ["a", "b", "c"]


@pytest.mark.parametrize("group", [1, 2, 8192])
def test_keys_are_read_together_some_at_a_time(group: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with without_scout():
        expected = told(sample())
    monkeypatch.setattr(keys, "GROUP", group)
    assert told(sample()) == expected


@given(st.lists(st.tuples(st.integers(4096 + 32, len(sample()) - 1), st.integers(0, 255)), max_size=4))
def test_a_damaged_hive_is_the_same_with_and_without_it(damage: list[tuple[int, int]]) -> None:
    data = bytearray(sample())
    for at, byte in damage:
        data[at] = byte
    found = told(bytes(data))
    with without_scout():
        assert found == told(bytes(data))


@given(st.integers(0, 2**32))
def test_so_it_is_where_lists_and_keys_lead_to_each_other(seed: int) -> None:
    dice = random.Random(seed)
    image = Image()
    cells = [image.key(name) for name in "abc"]
    lists = []
    for number in range(6):
        kind = dice.choice(["li", "lf", "lh"])
        lists.append(image.leaf(*dice.choices(cells, k=dice.randrange(3)), kind=kind))
        if dice.random() < 0.3:
            lists.append(image.leaf(*dice.choices(lists, k=dice.randrange(3)), kind="ri"))
        cells.append(image.key(f"k{number}", dice.choice(lists)))
    data = image.file(cells[-1])
    found = told(data)
    with without_scout():
        assert found == told(data)


@needs_shared
def test_corpus_hives_are_the_same_with_and_without_it() -> None:
    for path in sorted((shared() / "corpus" / "hives").rglob("*"), key=lambda each: each.stat().st_size):
        if path.is_file() and path.stat().st_size < 1 << 20 and path.read_bytes()[:4] == b"regf":
            data = path.read_bytes()
            found = told(data)
            with without_scout():
                assert found == told(data), path


def test_what_is_in_use_is_noted_the_same() -> None:
    data = sample()
    together = survey(data).claims
    with without_scout():
        single = survey(data).claims
    assert together.kinds() == single.kinds()
    for kind in single.kinds():
        ours, theirs = together.of(kind), single.of(kind)
        for column in ("start", "size", "key"):
            assert sorted(getattr(ours, column).tolist()) == sorted(getattr(theirs, column).tolist())
