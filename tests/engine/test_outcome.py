from __future__ import annotations

import pytest

from hivetool.engine.outcome import group_state
from hivetool.scenario.model import State
from tests.clusters import CONFIG, G, R, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, group, run

ON, OFF, FAILED, ON_PENDING, OFF_PENDING = (
    State.ONLINE,
    State.OFFLINE,
    State.FAILED,
    State.ONLINE_PENDING,
    State.OFFLINE_PENDING,
)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        ([ON, FAILED], "Failed"),
        ([ON_PENDING, ON], "Pending"),
        ([FAILED, ON_PENDING], "Failed"),
        ([OFF_PENDING, OFF], "Pending"),
        ([ON, OFF], "PartialOnline"),
        ([ON, ON], "Online"),
        ([OFF, OFF], "Offline"),
        ([], "Offline"),
    ],
)
def test_the_state_of_a_group(states: list[State], expected: str) -> None:
    """The instances of MS-CMRP 3.1.4.2.46, every resource a top-level one."""
    assert group_state(states, states) == expected


@pytest.mark.parametrize(
    ("top", "lower", "expected"),
    [
        ([ON, ON], [OFF], "Online"),
        ([ON, ON], [FAILED], "Failed"),
        ([ON, ON], [ON_PENDING], "Pending"),
        ([ON, OFF], [ON], "PartialOnline"),
        ([OFF, OFF], [ON], "Offline"),
    ],
)
def test_lower_resources_count_only_if_they_are_failed_or_pending(
    top: list[State], lower: list[State], expected: str
) -> None:
    assert group_state(top, top + lower) == expected


def test_only_top_level_resources_make_a_group_online() -> None:
    resources = (R("vm", {"PersistentState": 0}, needs=("cfg",)), R("cfg", {"PersistentState": 1}, CONFIG))
    reg = cluster_reg([G("G", resources, {"DefaultOwner": 1})])
    assert group(run(reg), "G") == ("Node1", "Offline")


def test_what_is_not_set_is_not_stored() -> None:
    """0xFFFFFFFF means "the group's" (KB259243)."""
    reg = cluster_reg([G("G", (R("a", {"PersistentState": 0xFFFFFFFF}), R("b")), {"PersistentState": 1})])
    prediction = run(reg)
    assert [(item.state, item.persistent_state) for item in prediction.after.resources] == [(ON, None), (ON, None)]


def test_what_the_hive_does_not_say_is_printed() -> None:
    assumed = {item.what: (item.value, item.basis) for item in run(ARTICLE_REG, "3s vm:1 reports Failed").assumed}
    assert assumed["nodes"] == ("all up", "the hive holds no states")
    assert assumed["owner of HyperV VMs"] == ("Node1", "DefaultOwner")
    assert assumed["poll timers"][0] == "start at 0"
    assert assumed["Online functions"][0] == "succeed at once"
    assert assumed["RestartThreshold, where it is not stored"][0] == "3"


def test_owners_of_groups_that_play_no_part_are_not_listed() -> None:
    reg = cluster_reg([G(f"G{number}", (R(f"r{number}", {"PersistentState": 1}),)) for number in range(50)])
    owners = [item.what for item in run(reg, "3s r7 reports Failed").assumed if item.what.startswith("owner")]
    assert owners == ["owner of G7"]


def test_a_retry_that_changes_nothing_is_left_out_and_that_is_said() -> None:
    assumed = {item.what: item.value for item in run(ARTICLE_REG, "3s vm:1 reports Failed", toml=ALWAYS_FAILS).assumed}
    assert assumed["a retry of Virtual Machine 1 after RetryPeriodOnFailure"] == "left out"


def test_detection_is_at_most_one_interval() -> None:
    assert run(ARTICLE_REG, "3s vm:1 reports Failed").detection_ms == (("Virtual Machine 1", 5000),)
    assert run(ARTICLE_REG, "3s vm:3 reports Failed").detection_ms == ()
