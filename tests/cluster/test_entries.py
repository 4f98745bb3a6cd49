from __future__ import annotations

from hivetool.cluster.entries import Entries, RawValue, decoded_or_reason
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg
from tests.clusters import G, R, cluster_reg, resource_id

REG = cluster_reg([G("A", (R("x", {"PersistentState": 1}), R("y")))])


def entries() -> Entries:
    return Entries(hive_from_reg(read_reg(REG.encode())))


def test_the_keys_of_a_folder_in_stored_order() -> None:
    found = list(entries().below("RESOURCES"))
    assert [entry.name for entry in found] == [resource_id("x"), resource_id("y")]
    assert list(entries().below("Nothing")) == []
    assert entries().one("Nothing") is None
    assert entries().root().path == ""


def test_values_with_their_places() -> None:
    known = entries()
    entry = next(known.below("Resources"))
    values = list(known.values(entry))
    assert [(value.name, value.type) for value in values] == [("Name", 1), ("Type", 1), ("PersistentState", 4)]
    lines = REG.splitlines()
    assert [lines[(known.location(entry, value).line or 0) - 1].split('"')[1] for value in values] == [
        "Name",
        "Type",
        "PersistentState",
    ]
    assert lines[(known.location(entry).line or 0) - 1] == f"[HKEY_LOCAL_MACHINE\\Cluster\\{entry.path}]"


def test_bytes_that_do_not_fit_give_the_reason() -> None:
    assert decoded_or_reason(RawValue("x", 4, b"\1\0\0\0", 0)) == (1, "")
    assert decoded_or_reason(RawValue("x", 4, b"\1", 0)) == (None, "it has exactly 4")
