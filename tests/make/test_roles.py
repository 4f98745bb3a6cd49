from __future__ import annotations

from hivetool.make import roles
from hivetool.make.roles import Piece, Role

LOAD = Piece("l", "Load", "Generic Service", {"PersistentState": 1}, {"ServiceName": "x"}, ("n", "d"), ("SOFTWARE\\X",))
NAME = Piece("n", "Name", "Network Name")
FULL, EMPTY = Role("g", "Role", 108, (LOAD, NAME), {"DefaultOwner": 2}, written=7), Role("e", "Empty", 2)


def test_a_group_lists_its_resources() -> None:
    full, empty = roles.group_branches((FULL, EMPTY))
    assert (full.name, full.written) == ("g", 7)
    assert full.values == {"Name": "Role", "GroupType": 108, "Contains": ("l", "n"), "DefaultOwner": 2}
    assert empty.values == {"Name": "Empty", "GroupType": 2}


def test_a_resource_has_its_private_properties_below_it() -> None:
    load, name = roles.resource_branches((FULL, EMPTY))
    assert load.values == {"Name": "Load", "Type": "Generic Service", "PersistentState": 1}
    assert [(key.name, key.values) for key in load.below] == [("Parameters", {"ServiceName": "x"})]
    assert name.values == {"Name": "Name", "Type": "Network Name"}


def test_a_dependency_names_both_sides() -> None:
    (found,) = roles.dependency_branches((FULL, EMPTY))
    assert found.values == {"dependent": "l", "dependency": "[n] and [d]"}


def test_a_checkpoint_stands_under_the_resource() -> None:
    (found,) = roles.checkpoint_branches((FULL, EMPTY))
    assert (found.name, found.values) == ("l", {"00000001": "SOFTWARE\\X"})
