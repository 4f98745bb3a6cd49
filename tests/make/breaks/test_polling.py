from __future__ import annotations

from collections import Counter

import pytest

from hivetool.make.breaks.polling import POLLING_DEFECTS
from hivetool.make.plan import Plan
from hivetool.make.planting import Defect
from tests.make.made import result, vm

LARGE = Plan(vms=120)


@pytest.mark.parametrize("defect", POLLING_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code, LARGE).problems


@pytest.mark.parametrize(
    ("code", "looks", "alive"),
    [("HT503", 5, None), ("HT504", 500, None), ("HT506", 30_000, 20_000), ("HT507", 60_000, 5_000), ("HT501", None, 0)],
)
def test_intervals_of_a_machine(code: str, looks: int | None, alive: int | None) -> None:
    machine = vm(result(code).database)
    assert looks in (None, machine.number("LooksAlivePollInterval"))
    assert alive in (None, machine.number("IsAlivePollInterval"))


def test_an_interval_of_the_type() -> None:
    kinds = {item.name: item for item in result("HT502").database.types}
    assert kinds["Virtual Machine"].number("LooksAlivePollInterval") == 0


@pytest.mark.parametrize(("code", "least"), [("HT505", 51), ("HT520", 100)])
def test_many_resources_share_a_process_on_one_node(code: str, least: int) -> None:
    found = result(code, LARGE).database
    owners = {group.id: group.number("DefaultOwner") for group in found.groups}
    shared = Counter(owners[item.group] for item in found.resources if item.group and not item.separate_monitor)
    assert shared[1] >= least


def test_the_budget_is_exceeded() -> None:
    found = result("HT511").database
    fast = [item for item in found.resources if item.number("LooksAlivePollInterval") == 10]
    owners = {group.id: group.number("DefaultOwner") for group in found.groups}
    assert len(fast) == 4
    assert {owners[item.group or ""] for item in fast} == {1}


def test_processes_of_their_own() -> None:
    assert sum(item.separate_monitor for item in result("HT522").database.resources) > 20
    found = result("HT523").database
    group = next(item for item in found.groups if item.name == "VM0001")
    assert [item.separate_monitor for item in found.resources if item.group == group.id].count(True) == 1


def test_a_third_party_has_its_type_and_group() -> None:
    found = result("HT525").database
    agent = next(item for item in found.resources if item.type == "Contoso Backup")
    assert agent.group is not None
    assert "contosores.dll" in [item.dll for item in found.types]
