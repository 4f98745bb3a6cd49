from __future__ import annotations

import pytest

from hivetool.make.breaks.machines import MACHINE_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values, vm


@pytest.mark.parametrize("defect", MACHINE_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code).problems


def ids(code: str, kind: str) -> list[object]:
    hive = broken(code)
    items = sorted((item for item in result(code).database.resources if item.type == kind), key=lambda item: item.name)
    return [values(hive, f"Resources\\{item.id}\\Parameters").get("VmID") for item in items]


def test_a_machine_has_no_configuration() -> None:
    found = result("HT403").database
    group = next(item for item in found.groups if item.name == "VM0001")
    assert group.resources == (vm(found).id,)


def test_a_machine_needs_nothing() -> None:
    found = result("HT404").database
    assert vm(found).id not in {item.dependent for item in found.dependencies}


def test_ids_of_machines() -> None:
    vms, configs = "Virtual Machine", "Virtual Machine Configuration"
    assert ids("HT405", vms)[0] is None
    assert ids("HT406", vms)[0] != ids("HT406", configs)[0]
    assert ids("HT406", vms)[1:] == ids("HT406", configs)[1:]
    assert ids("HT407", vms)[0] == ids("HT407", vms)[1] == ids("HT407", configs)[1]


def test_two_machines_in_one_group() -> None:
    found = result("HT411").database
    assert vm(found, 0).group == vm(found, 1).group
    assert "VM0002" not in [group.name for group in found.groups]


def test_a_local_drive() -> None:
    config = next(item for item in result("HT409").database.resources if item.name.endswith("Configuration VM0001"))
    assert values(broken("HT409"), f"Resources\\{config.id}\\Parameters")["VmStoreRootPath"] == "D:\\Hyper-V\\VM0001"
