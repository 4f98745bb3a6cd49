from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from hivetool.regf import deleted_lists, structs
from hivetool.regf.deleted_lists import NO_ROW, DeletedLists, rows_at
from hivetool.regf.reader import survey
from hivetool.regf.remnants import Ground, find_remnants
from tests.regf.images import Image
from tests.regf.test_remnants import freed


def lists_of(image: Image, root: int) -> tuple[DeletedLists, list[int]]:
    """The lists, and the places of the recovered values."""
    ground = Ground.of(survey(image.file(root)))
    values = find_remnants(ground).values
    return DeletedLists(ground, values), values.tolist()


def named(lists: DeletedLists, offsets: Sequence[int], counts: Sequence[int]) -> list[tuple[int, int]]:
    return list(lists.named(np.array(offsets, np.uint32), np.array(counts, np.uint32)))


def test_rows_of_places_in_any_order() -> None:
    assert rows_at(np.array([30, 10, 20]), np.array([10, 15, 20, 30, 40])).tolist() == [1, NO_ROW, 2, 0, NO_ROW]
    assert rows_at(np.array([], np.int64), np.array([1, 2])).tolist() == [NO_ROW, NO_ROW]


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 65536])
def test_what_lists_name_comes_list_after_list(at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleted_lists, "_AT_A_TIME", at_a_time)
    image = Image()
    cells = [image.value(name) for name in "abc"]
    for cell in cells:
        freed(image, cell)
    long = image.cell(structs.KeyValuesList.build([cells[2], 0x7000, cells[0], cells[2]]), free=True)
    short = image.cell(structs.KeyValuesList.build([cells[1]]), free=True)
    lists, values = lists_of(image, image.key("root"))
    assert values == [cell + 4096 for cell in cells]
    assert named(lists, [long, short], [4, 1]) == [(0, 2), (0, 0), (0, 2), (1, 1)]
    assert named(lists, [short, long], [0, 2]) == [(1, 2)]


def test_a_list_ends_where_something_is_in_use() -> None:
    image = Image()
    gone = image.value("gone")
    freed(image, gone)
    listed = image.cell(structs.KeyValuesList.build([gone, gone]), free=True)
    root = image.key("root")
    lists, _ = lists_of(image, root)
    assert len(named(lists, [listed], [0xFFFFFFFF])) == 2
    assert named(lists, [root, 0x7FFFFFF8, 0xFFFFFFFF], [9, 9, 9]) == []


def test_all_lists_together_have_no_more_elements_than_the_file() -> None:
    image = Image()
    gone = image.value("gone")
    freed(image, gone)
    listed = image.cell(structs.KeyValuesList.build([gone] * 500), free=True)
    lists, _ = lists_of(image, image.key("root"))
    keys = 1000
    found = named(lists, [listed] * keys, [500] * keys)
    assert len(found) == len(lists.ground.window.data) // 4
    assert found[500] == (1, 0)


def test_values_that_stood_behind_those_of_a_live_key() -> None:
    image = Image()
    kept, gone = image.value("kept"), image.value("gone")
    freed(image, gone)
    listed = image.cell(structs.KeyValuesList.build([kept, gone, gone]))
    key = image.key("key", number_of_key_values=1, key_values_list_offset=listed)
    lists, _ = lists_of(image, image.key("root", image.leaf(key)))
    assert list(lists.of_live_keys()) == [(1, 0), (1, 0)]
