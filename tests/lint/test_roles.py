from __future__ import annotations

import pytest

from hivetool.lint.roles import (
    core_group,
    group_ids,
    is_available_storage,
    is_own,
    is_role,
    may_be_shared_volume,
    shared_volumes,
)
from hivetool.lint.subject import Subject
from tests.lint.subjects import subject
from tests.lint.texts import group, resource


def typed(identity: str, number: int, *members: str) -> str:
    return group(identity, *members, also=f'"GroupType"=dword:{number:08x}')


def core(text: str) -> str | None:
    found = core_group(subject(text))
    return found.id if found is not None else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (group("a") + typed("b", 1), "b"),
        ('[Cluster]\n"ClusterGroup"="A"\n' + group("a") + typed("b", 1), "a"),
        ('[Cluster]\n"ClusterNameResource"="n"\n' + group("a") + group("b", "n") + resource("n"), "b"),
        (group("a") + '[Cluster\\Groups\\b]\n"Name"="CLUSTER GROUP"\n', "b"),
        (group("a"), None),
        ("[Cluster]", None),
    ],
)
def test_the_core_group(text: str, expected: str | None) -> None:
    assert core(text) == expected


def test_available_storage_by_type_pointer_and_name() -> None:
    text = '[Cluster]\n"AvailableStorage"="B"\n' + typed("a", 2) + group("b") + typed("d", 111) + group("e")
    found = subject(text + '[Cluster\\Groups\\c]\n"Name"="available storage"\n')
    assert [each.id for each in found.database.groups if is_available_storage(found, each)] == ["a", "b", "c"]


def test_a_type_below_100_is_the_clusters_own() -> None:
    groups = subject(typed("a", 4) + typed("b", 100) + group("c")).database.groups
    assert [is_own(each) for each in groups] == [True, False, False]
    assert [is_role(each) for each in groups] == [False, True, False]


def volumes() -> Subject:
    return subject(
        typed("v", 4, "d")
        + resource("d", "physical disk")
        + typed("r", 111, "e", "s")
        + resource("e", "Physical Disk")
        + resource("s")
        + resource("f", "Physical Disk")
    )


def test_shared_volumes() -> None:
    found = volumes()
    assert [each.id for each in shared_volumes(found)] == ["d"]
    told = {each.id: may_be_shared_volume(found, each) for each in found.database.resources}
    assert told == {"d": True, "e": False, "s": False, "f": True}, "of a disk in no group nothing is known"


def test_whose_each_resource_is() -> None:
    assert group_ids(volumes()) == {"d": "v", "e": "r", "s": "r", "f": None}
