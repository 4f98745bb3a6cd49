from __future__ import annotations

from hivetool.engine.detection import AT_ONCE
from tests.engine.runs import ARTICLE_REG, run, state

RESTART, FAIL = "restart Virtual Machine 1 on Node1", "fail Virtual Machine 1 on Node1"


def test_a_stop_through_hyper_v_manager_is_recorded_at_once_and_left_alone() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 stopped inside")
    assert [(entry.at_ms, entry.decision.id) for entry in prediction.trace if entry.decision] == [
        (3000, "RHS-21"),
        (5000, "RHS-08"),
    ]
    assert state(prediction, "Virtual Machine 1") == ("Offline", 0)
    assert prediction.downtime_ms == (("HyperV VMs", None),)
    assert [(item.label, item.span) for item in prediction.detection_ms] == [("Virtual Machine 1", AT_ONCE)]


def test_what_is_not_online_cannot_stop() -> None:
    prediction = run(ARTICLE_REG, "3s vm:3 stopped inside")
    assert len(prediction.trace) == 1
    assert "not online" in prediction.trace[0].text
