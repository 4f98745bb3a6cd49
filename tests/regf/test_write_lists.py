from __future__ import annotations

import numpy as np
import pytest

from hivetool.regf.write_lists import SubkeyLists, subkey_lists
from hivetool.regf.write_names import stored_names
from hivetool.regf.writer import write_regf
from tests.trees import PlainKey, broad, hive_of

from .hive_walk import NOWHERE, walked


def lists_of(tree: PlainKey) -> SubkeyLists:
    columns = hive_of(tree).columns
    names = stored_names(columns.keys.name, columns.buffers)
    return subkey_lists(columns, names.sort_keys(), names.hashes())


def test_siblings_are_sorted_within_their_family() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("b", subkeys=(PlainKey("y"), PlainKey("X"))), PlainKey("A")))
    # rows: root 0, b 1, A 2, y 3, X 4
    assert lists_of(tree).order.tolist() == [2, 1, 4, 3]


def test_siblings_that_ascend_stay_where_they_are() -> None:
    tree = PlainKey("root", subkeys=(PlainKey("a", subkeys=(PlainKey("z"),)), PlainKey("B", subkeys=(PlainKey("c"),))))
    assert lists_of(tree).order.tolist() == [1, 2, 3, 4]
    assert lists_of(PlainKey("root")).order.tolist() == []


@pytest.mark.parametrize(
    ("subkeys", "leaves"),
    [(0, []), (1, [1]), (507, [507]), (508, [507, 1]), (1014, [507, 507]), (1015, [507, 507, 1])],
)
def test_leaves_hold_507_keys_at_most(subkeys: int, leaves: list[int]) -> None:
    lists = lists_of(broad(subkeys))
    assert lists.leaf_count.tolist() == leaves
    assert lists.leaves[0] == len(leaves)
    assert lists.root_key.tolist() == ([0] if len(leaves) > 1 else [])
    assert walked(write_regf(hive_of(broad(subkeys)))).leaf_counts == leaves


def test_cells_hold_header_and_elements() -> None:
    lists = lists_of(broad(508))
    assert lists.leaf_cells().content.tolist() == [4 + 8 * 507, 4 + 8]
    assert lists.root_cells().content.tolist() == [4 + 4 * 2]


def test_a_key_points_to_its_root_its_leaf_or_nowhere() -> None:
    tree = PlainKey("root", subkeys=(*broad(508).subkeys, PlainKey("zz", subkeys=(PlainKey("one"),))))
    lists = lists_of(tree)
    places = lists.places(np.array([100, 200, 300]), np.array([400]))
    assert places[0] == 400
    assert places[509] == 300
    assert set(places[1:509].tolist()) == {NOWHERE}
