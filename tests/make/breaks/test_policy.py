from __future__ import annotations

import pytest

from hivetool.make.breaks.policy import POLICY_DEFECTS
from hivetool.make.plan import Plan
from hivetool.make.planting import Defect
from tests.make.made import broken, result, values, vm

BACK = Plan(preferred=1)


@pytest.mark.parametrize("defect", POLICY_DEFECTS, ids=lambda defect: defect.code)
def test_it_still_loads_without_a_problem(defect: Defect) -> None:
    assert not result(defect.code).problems


@pytest.mark.parametrize(("code", "action"), [("HT601", 0), ("HT602", 1), ("HT603", 2)])
def test_restart_actions(code: str, action: int) -> None:
    assert vm(result(code).database).number("RestartAction") == action


@pytest.mark.parametrize("plan", [Plan(), BACK])
@pytest.mark.parametrize(
    ("code", "owners", "window"), [("HT610", False, None), ("HT611", True, set()), ("HT612", True, {"Start"})]
)
def test_failback_lacks_something(code: str, owners: bool, window: set[str] | None, plan: Plan) -> None:
    group = next(item for item in result(code, plan).database.groups if item.name == "VM0001")
    stored = values(broken(code, plan), f"Groups\\{group.id}")
    assert stored["AutoFailbackType"] == 1
    assert ("PreferredOwners" in stored) is owners
    found = {end for end in ("Start", "End") if f"FailbackWindow{end}" in stored}
    assert window is None or found == window
