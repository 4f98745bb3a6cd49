from __future__ import annotations

import pytest

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.types import ValueType
from hivetool.make import planting
from hivetool.make.ground import Ground
from hivetool.make.tree import Branch, hive_of
from tests.make.made import PLAN, after, cluster

HIVE = hive_of(Branch("root", {"n": 1}, (Branch("a", {"t": "x"}, (Branch("b"),)),)))
GROUND = Ground(cluster(PLAN), "HT000")


@pytest.mark.parametrize(
    ("edit", "changed"),
    [
        (CreateKey("A"), False),
        (CreateKey("a\\c"), True),
        (DeleteKey("a\\b"), True),
        (DeleteKey("a\\c"), False),
        (DeleteValue("", "N"), True),
        (DeleteValue("", "m"), False),
        (DeleteValue("none", "n"), False),
        (SetValue("", "n", 4, b"\1\0\0\0"), False),
        (SetValue("", "n", 4, b"\2\0\0\0"), True),
        (SetValue("", "n", 3, b"\1\0\0\0"), True),
        (SetValue("", "m", 4, b""), True),
        (SetValue("none", "n", 4, b""), True),
    ],
)
def test_whether_an_edit_changes_anything(edit: Edit, changed: bool) -> None:
    assert planting.changes(HIVE, edit) is changed


def test_values_are_put_by_their_python_type() -> None:
    assert planting.put("a", n=1, t="x") == (
        SetValue("a", "n", 4, b"\1\0\0\0"),
        SetValue("a", "t", 1, b"x\0\0\0"),
    )
    assert planting.put_one("a", "two words", ()) == SetValue("a", "two words", 7, b"\0\0")
    assert planting.raw("a", "r", ValueType.REG_SZ, b"x") == SetValue("a", "r", 1, b"x")
    assert planting.drop("a", "x", "y") == (DeleteValue("a", "x"), DeleteValue("a", "y"))


def test_rows_of_one_key() -> None:
    assert planting.sets("X", "t", lambda ground: "", n=2).plant(HIVE) == planting.put("", n=2)
    assert planting.sets("X", "t", lambda ground: "", n=1).plant(HIVE) == ()
    assert planting.lacks("X", "t", lambda ground: "", "n", "gone").plant(HIVE) == planting.drop("", "n")


def test_new_objects_have_new_ids() -> None:
    identity, edits = planting.new_resource(GROUND, "R", "Generic Application", {"x": 1})
    more = (*edits, *planting.new_group(GROUND, "G", 107, identity), *planting.new_dependency(GROUND, identity, "p"))
    assert all(planting.changes(GROUND.hive, edit) for edit in more)
    assert not planting.new_group(GROUND, "H", 107)[2:]
    changed = after(GROUND.hive, more)
    assert changed.find(f"Resources\\{identity}\\Parameters") is not None
    assert len(changed) == len(GROUND.hive) + 4


def test_a_resource_is_taken_away_with_all_that_names_it() -> None:
    config = GROUND.machine.config
    changed = after(GROUND.hive, planting.without_resource(GROUND, config.id))
    needle = config.id.encode("utf-16-le")
    assert all(key.name != config.id for key in changed.walk())
    assert not [value for key in changed.walk() for value in key.values if needle in value.data]


def test_a_key_is_copied_with_all_below_it() -> None:
    copy = tuple(planting.copied(HIVE.key("a"), "z"))
    assert copy == (CreateKey("z"), SetValue("z", "t", 1, b"x\0\0\0"), CreateKey("z\\b"))


def test_a_key_can_be_named_in_three_ways() -> None:
    machine = GROUND.machine.vm
    path = f"Resources\\{machine.id}"
    assert planting.at_path(machine) == planting.at_path(GROUND.hive.key(path)) == planting.at_path(path) == path
    assert planting.private(machine) == f"{path}\\Parameters"
