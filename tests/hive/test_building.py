from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import given

from hivetool.hive.building import built_hive
from hivetool.hive.columns import NO_PLACE
from hivetool.hive.hive import Source
from hivetool.hive.location import Location
from hivetool.hive.table import Table
from tests.trees import PlainKey, flat, flat_hive, hive_of, patient, trees

SOURCE = Source("regf", "1.5", "offset")


@given(trees())
@patient
def test_a_hive_has_what_the_lists_say(tree: PlainKey) -> None:
    assert flat_hive(hive_of(tree)) == flat(tree)


def test_a_table_comes_back_as_it_was() -> None:
    table = Table(["root", "b", "a", "c"], [-1, 0, 0, 1], [0, 3, 3], ["", "x", "y"], [1, 4, 3], [b"", b"1234", b"z"])
    again = built_hive(table, SOURCE).table()
    assert again.__dict__ == table.__dict__


def test_equal_descriptors_are_held_once_and_none_is_not_empty() -> None:
    table = Table(["root", "a", "b", "c"], [-1, 0, 0, 0], [], [], [], [])
    hive = built_hive(table, SOURCE, security=[b"sd", None, b"sd", b""])
    assert [key.security for key in hive.walk()] == [b"sd", None, b"sd", b""]
    assert hive.columns.buffers[4] == b"sd"


def test_keys_that_lead_nowhere_are_left_out() -> None:
    table = Table(["root", "a", "lost", "below"], [-1, 0, -1, 2], [3], ["v"], [1], [b""])
    hive = built_hive(table, SOURCE)
    assert [key.name for key in hive.walk()] == ["root", "a"]
    assert not len(hive.columns.values)


@pytest.mark.parametrize("places", ["offset", "line", "row"])
def test_rows_stand_where_they_are_said_to(places: Literal["offset", "line", "row"]) -> None:
    table = Table(["root", "a", "b"], [-1, 2, 0], [1, 0], ["v", "w"], [1, 1], [b"", b""])
    hive = built_hive(table, Source("json", "1", places), key_places=[5, 6, NO_PLACE], value_places=[8, 9])
    a = hive.key("b\\a")
    assert (a.location.name, getattr(a.location, places)) == ("b\\a", 6)
    assert (a.values[0].location.name, getattr(a.values[0].location, places)) == ("b\\a:v", 8)
    assert hive.key("b").location == Location("b")
    assert built_hive(table, Source("json", "1", places)).root.location == Location("")


def test_equal_names_of_values_are_held_once() -> None:
    table = Table(["root"], [-1], [0] * 4, ["v", "w", "v", "\ud800"], [1] * 4, [b""] * 4)
    hive = built_hive(table, SOURCE)
    assert hive.table().value_names == ["v", "w", "v", "\ud800"]
    assert hive.columns.buffers[1] == b"v\0w\0\0\xd8"
