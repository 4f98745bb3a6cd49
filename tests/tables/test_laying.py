from __future__ import annotations

import pytest

from hivetool.hive.columns import MOST_LEVELS
from hivetool.tables.errors import TooDeep
from hivetool.tables.laying import laid
from tests.tables.making import OWNER, TREE
from tests.trees import PlainKey, chain, hive_of


def test_keys_are_depth_first_and_fields_are_lists() -> None:
    rows = laid(hive_of(TREE))
    assert [rows.table.key_names[row] for row in rows.order] == ["Cluster", "Groups", "g1", "Resources"]
    last_written, classes, security, flags = ([column[row] for row in rows.order] for column in rows.keys)
    assert last_written == [None, None, None, 132514164000000000]
    assert classes == [None, None, None, b"C\0"]
    assert security == [None, None, None, 0]
    assert flags == [0, 0, 0, 0x20]
    assert rows.descriptors == [OWNER]
    assert rows.first_value == [0, 1, 1, 3, 4]
    assert [list(column) for column in rows.values[:2]] == [["ClusterName", "", "n", "Name"], [1, 4, 7, 1]]


def test_descriptors_are_numbered_by_their_first_keys_and_nothing_is_not_empty() -> None:
    inner = PlainKey("b", subkeys=(PlainKey("c", security=b"two", class_name=""),), security=b"")
    rows = laid(hive_of(PlainKey("r", subkeys=(inner, PlainKey("d", security=b"three")), security=b"two")))
    assert rows.descriptors == [b"two", b"", b"three"]
    assert [rows.keys[2][row] for row in rows.order] == [0, 1, 0, 2]
    assert [rows.keys[1][row] for row in rows.order] == [None, None, b"", None]


def test_what_would_not_be_read_again_is_not_laid_out() -> None:
    assert len(laid(hive_of(chain(MOST_LEVELS))).order) == MOST_LEVELS + 1
    with pytest.raises(TooDeep) as caught:
        laid(hive_of(chain(MOST_LEVELS + 1)))
    assert str(caught.value.at).endswith(f"level {MOST_LEVELS}\\level {MOST_LEVELS + 1}")
