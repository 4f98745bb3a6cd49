from __future__ import annotations

from hivetool.lint.owners import common_owners, every_node, machine_groups, newest_node
from tests.lint.subjects import hive_of_text, mended, subject, subject_of
from tests.lint.texts_of import group, nodes, resource

APART = nodes("1", "2", "10") + group("g", "r", "s", "t") + resource("r", owners=("1", "2"))
APART += resource("s", owners=("2", "10", "99")) + resource("t")


def test_the_nodes_in_common_are_those_in_every_list() -> None:
    found = common_owners(subject(APART).database)
    assert [*found] == ["g"]
    assert found["g"].nodes == ("2",)
    assert [item.id for item in found["g"].narrowing] == ["r", "s"]


def test_a_list_without_any_known_node_leaves_none() -> None:
    text = nodes("1", "2") + group("g", "r") + resource("r", owners=("7",))
    assert common_owners(subject(text).database)["g"].nodes == ()


def test_groups_without_lists_and_resources_without_groups_are_left_out() -> None:
    text = nodes("1", "2") + group("g", "r") + resource("r") + resource("alone", owners=("1",))
    assert common_owners(subject(text).database) == {}


def test_without_lists_every_node_is_possible() -> None:
    hive = hive_of_text(APART)
    (common,) = common_owners(subject(APART).database).values()
    assert common_owners(subject_of(mended(hive, every_node(common))).database) == {}


def test_the_newest_node_has_the_highest_number() -> None:
    database = subject(APART).database
    newest = newest_node(database)
    assert newest is not None
    assert newest.id == "10"
    assert newest_node(subject("[Cluster]").database) is None


def test_a_role_with_two_machines_counts_once() -> None:
    text = group("g", "r", "s") + group("h", "t") + resource("r", "virtual machine") + resource("s", "Virtual Machine")
    assert [each.id for each in machine_groups(subject(text + resource("t")).database)] == ["g"]
