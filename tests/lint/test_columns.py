from __future__ import annotations

from hivetool.lint.columns import Column, all_keys, naming, of_property, stored_columns
from hivetool.lint.subject import Subject
from tests.lint.subjects import subject

TEXT = r"""
[Cluster]
"SameSubnetDelay"=dword:000003e8

[Cluster\Groups\g]
"Name"="one"

[Cluster\Resources\a]
"Name"="first"
"Type"="virtual machine"
"SeparateMonitor"=dword:00000001

[Cluster\Resources\a\Parameters]
"OfflineAction"=dword:00000002

[Cluster\Resources\b]
"Name"="second"
"Type"="Network Name"
"SeparateMonitor"="1"

[Cluster\Resources\b\Parameters]
"Name"="HVC01"

[Cluster\Resources\c]
"Name"="third"
"SeparateMonitor"=dword:00000000
"""


def column(given: Subject, name: str, *, private: bool = False) -> Column:
    (found,) = (each for each in given.columns if each.prop.name == name and each.keys.private is private)
    return found


def test_a_column_has_what_every_object_stores() -> None:
    monitors = column(subject(TEXT), "SeparateMonitor")
    assert monitors.contents == [1, None, 0]
    assert [item.id for item in monitors.stored()] == ["a", "c"]
    assert [(item.id, number) for item, number in monitors.having(lambda each: each != 0)] == [("a", 1)]


def test_private_properties_are_those_of_the_type() -> None:
    given = subject(TEXT)
    actions = column(given, "OfflineAction", private=True)
    assert [item.id for item in actions.stored()] == ["a"]
    names = [each for each in given.columns if each.prop.name == "Name" and each.keys.private]
    assert [(each.contents, [item.id for item in each.stored()]) for each in names] == [(["HVC01"], ["b"])]


def test_only_what_is_stored_has_a_column() -> None:
    given = subject(TEXT)
    columns = stored_columns(all_keys(given.database))
    assert {each.prop.name for each in columns if each.keys.kind == "cluster"} == {"SameSubnetDelay"}
    assert not [each for each in columns if each.keys.kind == "node"]


def test_what_is_wrong_with_a_property_is_said_at_its_own_place() -> None:
    given = subject(TEXT)
    (names,) = (each for each in given.columns if each.prop.name == "Name" and each.keys.private)
    (item,) = names.stored()
    found = of_property(item, names.prop, "so", expected="else")
    assert (found.key, found.value, found.actual, found.expected) == (
        r"Resources\b\Parameters",
        "Name",
        "HVC01",
        "else",
    )
    assert naming(names.prop) == "Parameters.Name"
    own = of_property(item, column(given, "Type").prop, "so")
    assert (own.key, own.actual) == (r"Resources\b", "Network Name")


def test_what_is_not_stored_has_no_place() -> None:
    given = subject(TEXT)
    found = of_property(given.database.resources[2], column(given, "Type").prop, "so")
    assert (found.key, found.at, found.actual) == ("", None, "")
