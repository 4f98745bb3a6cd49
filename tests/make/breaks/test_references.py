from __future__ import annotations

import pytest

from hivetool.make.breaks.references import REFERENCE_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import PLAN, broken, database, result, values, vm

SEEN = {
    "HT201": "cluster-contains",
    "HT203": "cluster-contains",
    "HT204": "cluster-dependency",
    "HT205": "cluster-checkpoint",
    "HT206": "cluster-reference",
    "HT207": "cluster-reference",
    "HT208": "cluster-reference",
    "HT212": "cluster-reference",
    "HT213": "cluster-reference",
    "HT214": "cluster-reference",
    "HT216": "cluster-dependency-cycle",
}


@pytest.mark.parametrize("defect", REFERENCE_DEFECTS, ids=lambda defect: defect.code)
def test_the_loader_sees_what_it_can_see(defect: Defect) -> None:
    codes = {item.code for item in result(defect.code).problems}
    assert codes == ({SEEN[defect.code]} if defect.code in SEEN else set())


def test_an_orphan_is_in_no_group() -> None:
    assert [item.name for item in result("HT202").database.resources if item.group is None] == ["Orphan"]


def test_owners_that_are_no_nodes() -> None:
    assert vm(result("HT206").database).texts("PossibleOwners") == ("1", "2", "3", "4")
    group = next(item for item in result("HT207").database.groups if item.name == "VM0001")
    assert group.number("DefaultOwner") == 4


def test_a_dependency_crosses_groups() -> None:
    found = result("HT217").database
    groups = {item.id: item.group for item in found.resources}
    assert [item for item in found.dependencies if groups[item.dependent] != groups[item.providers[0]]]


def test_pointers_lead_nowhere() -> None:
    ids = {item.id for item in (*database(PLAN).groups, *database(PLAN).resources)}
    assert values(broken("HT212"), "Quorum")["Resource"] not in ids
    assert values(broken("HT213"), "")["AvailableStorage"] not in ids
    assert {key.name for key in broken("HT205").key("Checkpoints").subkeys} - ids
