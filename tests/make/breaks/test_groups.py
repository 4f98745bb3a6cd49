from __future__ import annotations

import pytest

from hivetool.make.breaks.groups import GROUP_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import result, vm


@pytest.mark.parametrize("defect", GROUP_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    codes = [problem.code for problem in result(defect.code).problems]
    assert codes == (["cluster-repeated-name"] if defect.code == "HT302" else [])


def test_a_group_is_empty() -> None:
    empty = [group.name for group in result("HT301").database.groups if not group.resources]
    assert sorted(empty) == ["Available Storage", "Left Over"]


def test_two_groups_have_one_name() -> None:
    names = [group.name.lower() for group in result("HT302").database.groups]
    assert len(names) - len(set(names)) == 1


def test_a_name_needs_nothing() -> None:
    found = result("HT303").database
    name = next(item for item in found.resources if item.name == "Cluster Name")
    assert name.id not in {item.dependent for item in found.dependencies}


@pytest.mark.parametrize("code", ["HT305", "HT306"])
def test_a_resource_online_needs_one_offline(code: str) -> None:
    found = result(code).database
    states = {item.id: item.number("PersistentState") for item in found.resources}
    contrary = [item for item in found.dependencies if states[item.dependent] == 1 and states[item.providers[0]] == 0]
    assert len(contrary) == 1


def test_an_application_is_in_the_core() -> None:
    found = result("HT313").database
    core = next(group for group in found.groups if group.name == "Cluster Group")
    assert "Backup Agent" in {item.name for item in found.resources if item.group == core.id}


def test_the_role_is_online_and_disabled() -> None:
    found = result("HT309").database
    group = next(item for item in found.groups if item.name == "VM0001")
    assert (group.number("PersistentState"), vm(found).number("PersistentState")) == (1, 1)
