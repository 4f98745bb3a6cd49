from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.columns import NO_PLACE, NO_TIME, Columns, KeyRows, Rows, ValueRows, arranged, numbered, runs
from hivetool.hive.spans import Spans, packed_names


def ints(*numbers: int) -> npt.NDArray[np.int64]:
    return np.array(numbers, np.int64)


def rows(parents: list[int], value_keys: list[int]) -> Rows:
    """Key i is named ``k<i>``, value i ``v<i>``."""
    keys, key_names = packed_names([f"k{i}" for i in range(len(parents))], 0)
    values, value_names = packed_names([f"v{i}" for i in range(len(value_keys))], 1)
    count, values_count = len(parents), len(value_keys)
    return Rows(
        KeyRows(
            ints(*parents),
            key_names,
            np.full(count, NO_TIME),
            Spans.none(count),
            Spans.none(count),
            np.zeros(count, np.uint32),
            np.full(count, NO_PLACE, np.int64),
        ),
        ValueRows(
            ints(*value_keys),
            value_names,
            np.zeros(values_count, np.uint32),
            Spans.none(values_count),
            np.full(values_count, NO_PLACE, np.int64),
        ),
        (keys, values),
    )


def names(columns: Columns) -> list[str]:
    return columns.keys.name.texts(columns.buffers)


def test_rows_come_into_level_order_and_keep_their_order_among_siblings() -> None:
    #  0 ── 3 ── 1
    #    └─ 2 ── 4
    columns = arranged(rows([-1, 3, 0, 0, 2], []))
    assert names(columns) == ["k0", "k2", "k3", "k4", "k1"]
    assert columns.keys.parent.tolist() == [-1, 0, 0, 1, 2]
    assert columns.first_child[:3].tolist() == [1, 3, 4]
    assert columns.child_count.tolist() == [2, 1, 1, 0, 0]


def test_values_are_one_run_a_key_in_the_order_they_came() -> None:
    columns = arranged(rows([-1, 0, 0], [2, 0, 2, 1, 2]))
    assert columns.first_value.tolist() == [0, 1, 2, 5]
    assert columns.values.name.texts(columns.buffers) == ["v1", "v3", "v0", "v2", "v4"]


def test_what_cannot_be_reached_is_dropped_with_its_values() -> None:
    columns = arranged(rows([-1, 0, 4, 0, 2], [2, 3, 4]))  # 2 and 4 are each other's parents
    assert names(columns) == ["k0", "k1", "k3"]
    assert columns.values.name.texts(columns.buffers) == ["v1"]


@pytest.mark.parametrize("parents", [[-1, 0, 0], [-1, 2, 0]])
def test_a_value_without_a_key_is_dropped(parents: list[int]) -> None:
    columns = arranged(rows(parents, [0, -1, 1, -1]))
    assert columns.values.name.texts(columns.buffers) == ["v0", "v2"]
    assert columns.first_value[0] == 0
    assert columns.first_value[-1] == len(columns.values) == 2


def test_another_root_takes_only_its_own_branch() -> None:
    columns = arranged(rows([-1, 0, 1, 0, 2], [0, 1, 4]), root=1)
    assert names(columns) == ["k1", "k2", "k4"]
    assert columns.keys.parent.tolist() == [-1, 0, 1]
    assert columns.values.name.texts(columns.buffers) == ["v1", "v2"]


def test_columns_cannot_be_changed() -> None:
    columns = arranged(rows([-1, 0], [1]))
    for column in (columns.keys.parent, columns.keys.name.start, columns.values.key, columns.first_value):
        with pytest.raises(ValueError, match="read-only"):
            column[0] = 7


@pytest.mark.parametrize(
    ("first", "count", "expected"), [((5, 2), (2, 3), [5, 6, 2, 3, 4]), ((9,), (0,), []), ((), (), [])]
)
def test_runs(first: tuple[int, ...], count: tuple[int, ...], expected: list[int]) -> None:
    assert runs(ints(*first), ints(*count)).tolist() == expected


@given(st.data())
def test_any_tree_arrives_whole(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 30))
    order = data.draw(st.permutations(range(size)))
    parents: list[Any] = [-1] * size
    for place in range(1, size):
        parents[order[place]] = order[data.draw(st.integers(0, place - 1))]
    columns = arranged(rows(parents, list(range(size))), root=order[0])
    found = names(columns)
    above = {name: found[up] if up >= 0 else None for name, up in zip(found, columns.keys.parent.tolist(), strict=True)}
    assert above == {f"k{i}": f"k{up}" if up >= 0 else None for i, up in enumerate(parents)}
    holders = [found[key] for key in columns.values.key.tolist()]
    assert holders == [f"k{name[1:]}" for name in columns.values.name.texts(columns.buffers)]


def test_numbered_counts_within_each_group() -> None:
    group, number = numbered(np.array([2, 0, 3]))
    assert group.tolist() == [0, 0, 2, 2, 2]
    assert number.tolist() == [0, 1, 0, 1, 2]
