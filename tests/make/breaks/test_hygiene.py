from __future__ import annotations

import pytest

from hivetool.make.breaks.hygiene import HYGIENE_DEFECTS
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values


@pytest.mark.parametrize("defect", HYGIENE_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code).problems


def test_builds() -> None:
    assert {values(broken("HTA06"), f"Nodes\\{node}").get("BuildNumber") for node in "123"} == {20348, 17763, None}
    assert {values(broken("HTA05"), f"Nodes\\{node}")["BuildNumber"] for node in "123"} == {20348}


def test_a_group_was_left() -> None:
    group = next(item for item in result("HTA01").database.groups if item.name.startswith("SCVMM"))
    assert not group.resources
