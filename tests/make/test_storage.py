from __future__ import annotations

import pytest

from hivetool.make.plan import Plan, Witness
from hivetool.make.storage import volume_id, volume_name, volume_roles, witness


def test_a_shared_volume_is_a_disk_in_a_group_of_its_own() -> None:
    plan = Plan(nodes=2, volumes=3)
    found = volume_roles(plan)
    assert [role.values["DefaultOwner"] for role in found] == [1, 2, 1]
    for number, role in enumerate(found):
        (disk,) = role.pieces
        assert (disk.id, disk.name, disk.type) == (volume_id(plan, number), volume_name(number), "Physical Disk")
        assert role.group_type == 4


@pytest.mark.parametrize(
    ("kind", "type_", "parameter"),
    [
        ("disk", "Physical Disk", "DiskIdGuid"),
        ("share", "File Share Witness", "SharePath"),
        ("cloud", "Cloud Witness", "AccountName"),
    ],
)
def test_a_witness_is_of_its_kind(kind: Witness, type_: str, parameter: str) -> None:
    found = witness(Plan(witness=kind))
    assert found is not None
    assert found.type == type_
    assert parameter in found.parameters


def test_there_may_be_no_witness() -> None:
    assert witness(Plan(witness="none")) is None
