from __future__ import annotations

import pytest

from hivetool.make.errors import CannotPlant
from hivetool.make.ground import Ground, path
from hivetool.make.plan import Plan
from hivetool.make.planting import at_path
from tests.make.made import HALF, PLAN, cluster


def ground(plan: Plan = PLAN) -> Ground:
    return Ground(cluster(plan), "HT000")


def test_machines_are_whole_and_in_order() -> None:
    found = ground().machines
    assert [item.group.name for item in found] == [f"VM{number:04}" for number in range(1, 13)]
    assert all(item.vm.group == item.config.group == item.group.id for item in found)


def test_shared_machines_have_no_process_of_their_own() -> None:
    assert not any(item.vm.separate_monitor for item in ground(HALF).some_machines(20, shared=True))
    with pytest.raises(CannotPlant, match="21 virtual machines in the shared RHS process"):
        ground(HALF).some_machines(21, shared=True)


def test_nodes_are_in_the_order_of_their_numbers() -> None:
    found = ground(Plan(nodes=12, vms=0))
    assert found.node_ids == tuple(str(number) for number in range(1, 13))
    assert (found.newest_node.id, found.ghost_node) == ("12", 13)


def test_core_objects_are_found() -> None:
    found = ground()
    assert found.core.name == "Cluster Group"
    assert found.core_name.name == "Cluster Name"
    assert found.volume.name == "Volume1"
    assert found.witness is not None
    assert found.witnesses() == (found.witness,)
    assert ground(Plan(witness="none")).witnesses() == ()
    assert len(ground(Plan(witness="share")).witnesses()) == 1


def test_dependencies_and_keys_are_paths_of_the_hive() -> None:
    found = ground()
    (dependency,) = found.dependencies_of(found.machine.vm)
    assert found.hive.find(dependency) is not None
    assert path(found.machine.vm) == at_path(found.hive.key(path(found.machine.vm)))
    assert [str(key.value("Name").decoded) for key in found.keys("Networks")] == [  # type: ignore[union-attr]
        "Cluster",
        "Live Migration",
        "Management",
    ]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(CannotPlant, match="9 networks"):
        ground().keys("Networks", 9)
    with pytest.raises(CannotPlant, match="a cluster shared volume"):
        _ = ground(Plan(vms=0, volumes=0)).volume


def test_new_ids_are_those_of_the_code() -> None:
    assert ground().new_id("a") == ground().new_id("a") != Ground(cluster(PLAN), "HT001").new_id("a")
