from __future__ import annotations

from dataclasses import replace

from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Component, TraceEntry
from hivetool.report.layout import Layout
from hivetool.report.timeline_text import timeline
from tests.report.samples import COMPARED, PREDICTION, TRACE


def shown(prediction: Prediction, **more: object) -> list[str]:
    return list(timeline(prediction, Layout(100), "normal", **more))  # type: ignore[arg-type]


def test_moments_and_entries() -> None:
    assert shown(PREDICTION)[1:4] == [
        "at 3 s",
        "   EventLog        VM1: event: it stops",
        "at 5 s",
    ]


def test_with_arguments_it_is_told_by_action() -> None:
    lines = shown(PREDICTION, explain=True)
    assert lines[0] == "What happens, and why (* is an action)"
    assert " * RHS             online VM1 on N1: recorded Online but reported Offline" in lines
    assert lines.index("     because  ClusterService: asks RHS") > lines.index("at 5 s")
    assert not [line for line in lines if line.startswith("   ClusterService")]


def test_with_arguments_what_led_to_nothing_has_its_own() -> None:
    nothing = TraceEntry(at_ms=9000, component=Component.RHS, text="left alone", resource="VM2", decision=COMPARED)
    lines = shown(replace(PREDICTION, trace=(*TRACE[:3], nothing)), explain=True)
    assert lines[-2:] == [
        "   RHS             VM2: left alone",
        "     why      RHS-02, STATED (the article says so): article, step 10.2",
    ]


def test_with_arguments_a_decision_that_led_to_an_action_stands_only_below_it() -> None:
    judged = replace(TRACE[2], action=None, text="compares")
    lines = shown(replace(PREDICTION, trace=(judged, TRACE[2])), explain=True)
    assert len([line for line in lines if "compares" in line and "because" in line]) == 1
    assert not [line for line in lines if line.startswith("   RHS ")]


def test_nothing_happens() -> None:
    for explain in (False, True):
        assert shown(replace(PREDICTION, trace=()), explain=explain)[1:] == ["  No action is taken."]
