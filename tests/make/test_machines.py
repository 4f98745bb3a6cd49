from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from hivetool.make.machines import INTERVALS, WINDOWS, choices, machine_name, machine_roles
from hivetool.make.plan import SHARES, Plan
from tests.make.made import HALF


@pytest.mark.parametrize("share", SHARES)
def test_shares_are_kept_exactly(share: str) -> None:
    for plan, wanted in ((HALF, 20), (replace(HALF, vms=0), 0), (Plan(vms=200), None)):
        expected = int(getattr(plan, share) * plan.vms + 0.5) if wanted is None else wanted
        assert len(getattr(choices(plan), share)) == expected


def test_machine_and_configuration_are_one_machine() -> None:
    for role in machine_roles(HALF):
        machine, config = role.pieces
        assert machine.parameters["VmID"] == config.parameters["VmID"]
        assert machine.needs == (config.id,)
        for name in ("SeparateMonitor", "PossibleOwners"):
            assert machine.values.get(name) == config.values.get(name)
        assert role.values["PersistentState"] == machine.values["PersistentState"]
        assert str(config.parameters["VmStoreRootPath"]).endswith(role.name)


def test_preferred_and_last_owners_are_possible_ones() -> None:
    for plan in (HALF, Plan(nodes=1), Plan(nodes=2, owners=1, preferred=1)):
        for role in machine_roles(plan):
            possible = role.pieces[0].values.get("PossibleOwners", plan.node_ids)
            preferred = role.values.get("PreferredOwners", ())
            assert isinstance(possible, tuple)
            assert isinstance(preferred, tuple)
            assert set(preferred) <= set(possible)
            assert str(role.values["DefaultOwner"]) in possible
            assert len(possible) >= min(plan.nodes, 2)


def test_failback_has_owners_and_a_window() -> None:
    back = [role.values for role in machine_roles(HALF) if "AutoFailbackType" in role.values]
    assert 0 < len(back) < 20
    for values in back:
        assert values["PreferredOwners"]
        assert (values["FailbackWindowStart"], values["FailbackWindowEnd"]) in WINDOWS


@pytest.mark.parametrize(
    ("nodes", "vms", "sizes"), [(1, 9, []), (2, 9, [2, 2]), (8, 9, [3, 3]), (8, 5, [3]), (8, 2, [])]
)
def test_a_class_has_two_groups_or_more_and_a_node_for_each(nodes: int, vms: int, sizes: list[int]) -> None:
    assert list(Counter(choices(Plan(nodes=nodes, vms=vms)).classes).values()) == sizes


def test_own_intervals_are_sensible() -> None:
    for looks, alive in INTERVALS:
        assert 1_000 <= looks < alive <= 300_000
        assert (looks, alive) != (5_000, 60_000)


def test_names_have_one_length() -> None:
    assert machine_name(Plan(), 0) == "VM0001"
    assert machine_name(Plan(vms=12_000), 9_999) == "VM10000"
    assert machine_name(Plan(vms=12_000), 0) == "VM00001"
