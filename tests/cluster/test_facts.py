from __future__ import annotations

import pytest

from hivetool.cluster.facts import NOTHING, Facts, Unknown, content_of
from hivetool.cluster.schema import SCHEMA, own_properties
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.types import ValueType
from tests.trees import PlainKey, PlainValue, hive_of

ONE = b"\1\0\0\0"


def facts(*values: PlainValue, kind: str = "resource") -> Facts:
    hive = hive_of(PlainKey("root", (), (PlainKey("k", values),)))
    return Facts("k", hive.key("k").values, own_properties(kind))  # type: ignore[arg-type]


def test_properties_are_found_without_case_and_known_by_their_own_names() -> None:
    found = facts(PlainValue("PERSISTENTstate", 4, ONE), PlainValue("Unheard", 4, ONE))
    assert dict(found).keys() == {"PersistentState"}
    fact = found["PersistentState"]
    assert (fact.value, fact.data, fact.at.path, fact.at.value) == (1, ONE, "k", "PERSISTENTstate")
    assert [value.name for value in found.unknown] == ["Unheard"]
    assert "PersistentState" in found
    assert "PERSISTENTstate" not in found


def test_the_first_that_is_understood_counts_and_nothing_is_dropped() -> None:
    found = facts(
        PlainValue("PersistentState", 1, text_data("1")),
        PlainValue("PersistentState", 4, b"\1"),
        PlainValue("persistentstate", 4, ONE),
        PlainValue("PersistentState", 4, bytes(4)),
    )
    assert found.content("PersistentState") == 1
    assert [value.data for value in found.unknown] == [text_data("1"), b"\1", bytes(4)]
    value = found.stored("PersistentState")
    assert value is not None
    assert value.name == "persistentstate"


def test_what_is_not_stored() -> None:
    assert (NOTHING.content("Name"), NOTHING.stored("Name"), NOTHING.get("Name"), len(NOTHING)) == (None, None, None, 0)
    with pytest.raises(KeyError):
        NOTHING["Name"]


@pytest.mark.parametrize(
    ("kind", "name", "type_", "data", "content"),
    [
        ("resource", "Name", ValueType.REG_SZ, text_data("a"), "a"),
        ("resource", "Name", ValueType.REG_EXPAND_SZ, text_data("%a%"), "%a%"),
        ("resource", "PossibleOwners", ValueType.REG_MULTI_SZ, multi_text_data(["1", "2"]), ("1", "2")),
        ("resource", "RestartAction", ValueType.REG_DWORD, b"\2\0\0\0", 2),
        ("resource", "StatusInformation", ValueType.REG_QWORD, b"\2" + bytes(7), 2),
        ("resource", "StatusInformation", ValueType.REG_BINARY, bytes(7) + b"\1", 1 << 56),
        ("cluster", "Security Descriptor", ValueType.REG_BINARY, b"\1\2\3", b"\1\2\3"),
        ("cluster", "PaxosTag", ValueType.REG_DWORD, ONE, 1),
        ("cluster", "RecentEventsResetTime", ValueType.REG_BINARY, b"\1" + bytes(7), 1),
    ],
)
def test_every_form_is_read(kind: str, name: str, type_: int, data: bytes, content: object) -> None:
    assert content_of(SCHEMA[kind][name], type_, data) == content  # type: ignore[index]
    assert facts(PlainValue(name, type_, data), kind=kind).content(name) == content


def test_any_value_of_a_checkpoint_is_one() -> None:
    found = facts(PlainValue("00000001", 1, text_data("SOFTWARE\\X")), PlainValue("", 4, ONE), kind="checkpoint")
    assert {name: fact.value for name, fact in found.items()} == {"00000001": "SOFTWARE\\X"}
    assert [value.name for value in found.unknown] == [""]


def test_nothing_unknown_is_false() -> None:
    assert not Unknown()
    assert Unknown(parameters=facts(PlainValue("x", 4, ONE)).unknown)
