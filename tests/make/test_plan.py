from __future__ import annotations

from typing import Any

import pytest

from hivetool.hive.errors import HivetoolError
from hivetool.make.errors import BadPlan
from hivetool.make.plan import LIMITS, SHARES, Plan


@pytest.mark.parametrize("name", LIMITS)
def test_whole_numbers_have_ends(name: str) -> None:
    least, greatest = LIMITS[name]
    for amount in (least, greatest):
        assert getattr(Plan(**{"vms": 0, name: amount}), name) == amount  # type: ignore[arg-type]
    for misfit in (least - 1, greatest + 1, 1.5, True, "3"):
        wrong: dict[str, Any] = {name: misfit}
        with pytest.raises(BadPlan, match=f"{name} is .*: a whole number from"):
            Plan(**wrong)


@pytest.mark.parametrize("name", SHARES)
def test_shares_go_from_nothing_to_all(name: str) -> None:
    assert getattr(Plan(**{name: 1}), name) == 1  # type: ignore[arg-type]
    for share in (-0.1, 1.1, float("nan")):
        with pytest.raises(BadPlan, match="a share from 0 to 1"):
            Plan(**{name: share})  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", "A" * 16, "123", "-A", "A-", "A B", "A\\B", "HV01", "fs1", "Äpfel", "A\n"])
def test_names_that_no_cluster_can_have(name: str) -> None:
    with pytest.raises(BadPlan):
        Plan(name=name)


@pytest.mark.parametrize("name", ["A", "PROD-HV", "1A", "A" * 15, "HV"])
def test_names_that_a_cluster_can_have(name: str) -> None:
    assert Plan(name=name).name == name


def test_the_witness_is_one_of_four() -> None:
    wrong: dict[str, Any] = {"witness": "floppy"}
    with pytest.raises(BadPlan, match="disk, share, cloud, none"):
        Plan(**wrong)


def test_machines_need_a_volume() -> None:
    with pytest.raises(BadPlan, match="volumes is 0"):
        Plan(volumes=0)
    assert Plan(volumes=0, vms=0).volumes == 0


def test_the_error_is_of_the_family() -> None:
    with pytest.raises(HivetoolError):
        Plan(nodes=0)


def test_node_ids_count_from_one() -> None:
    assert Plan(nodes=3).node_ids == ("1", "2", "3")
