from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.cluster_service import replay
from hivetool.engine.outcome import Prediction
from hivetool.engine.rules import RULES, Case
from hivetool.engine.states import Change
from hivetool.engine.trace import Action, Component, Step, TraceEntry
from hivetool.report.log_text import ACTIONS, CASES, SOURCES, line_of, log_text
from hivetool.scenario.model import Scenario
from hivetool.scenario.reading import with_events
from tests.clusters import article_groups, cluster_reg, database, resource_id
from tests.report.samples import HOSTILE, HOSTILE_SHOWN, PREDICTION, about

KNOWN = database(cluster_reg(article_groups()))

LINE = re.compile(r"^(.{8})\.(.{8})::(\d{4}/\d{2}/\d{2}-\d{2}:\d{2}:\d{2}\.\d{3})\s(.{4})\s{2}(.*)$")
"""The splitter of a public script (facts 5.1)."""

SECTION = re.compile(r"^\[=== .* ===\]$")


def parsed(prediction: Prediction, start: datetime | None = None) -> list[tuple[str, str, str]]:
    """Time, level and message of each line."""
    lines = log_text(prediction, KNOWN, start).splitlines()
    found = [LINE.match(line) for line in lines if not SECTION.match(line)]
    assert all(found)
    return [(match[3], match[4], match[5]) for match in found if match]


def done(action: Action | None, case: Case | None = None, step: Step | None = None) -> TraceEntry:
    decision = RULES[case].citation if case is not None else None
    return TraceEntry(
        at_ms=0, component=Component.RCM, text="x", action=action, step=step, decision=decision, resource="R", group="G"
    )


def events(prediction: Prediction) -> list[int]:
    return [int(number) for number in re.findall(r"\(event (\d+)\)", log_text(prediction, KNOWN))]


def test_lines_have_the_shape_of_a_cluster_log() -> None:
    assert parsed(PREDICTION) == [
        ("2000/01/01-00:00:03.000", "INFO", "[EVENT] VM1: event: it stops"),
        ("2000/01/01-00:00:05.000", "DBG ", "[CS] VM1: asks RHS"),
        (
            "2000/01/01-00:00:05.000",
            "INFO",
            "[RHS] online VM1 on N1: recorded Online but reported Offline [RHS-02 STATED]",
        ),
        (
            "2000/01/01-01:00:00.000",
            "WARN",
            "[FM] failover G1 to N2: the group moves [FM-01 DOCUMENTED] (event 1153)",
        ),
    ]


def test_it_says_that_nothing_was_logged_and_where_the_log_begins() -> None:
    lines = log_text(PREDICTION, KNOWN).splitlines()
    assert lines[:3] == [
        "[=== Predicted by hivetool under the semantics 'article': nothing of this was logged ===]",
        "[=== Time 0 is 2000/01/01-00:00:00.000; numbers of processes and threads are made up ===]",
        "[=== Cluster Logs ===]",
    ]
    assert all(LINE.match(line) for line in lines[3:])


def test_the_time_at_0_can_be_given() -> None:
    start = datetime(2026, 3, 1, 23, 59, 59, 998_000)
    times = [time for time, _, _ in parsed(PREDICTION, start)]
    assert times[0] == "2026/03/02-00:00:02.998"
    assert [time for time, _, _ in parsed(PREDICTION, start.replace(tzinfo=UTC))] == times


def test_times_that_no_calendar_has_stand_still() -> None:
    late = replace(PREDICTION, trace=(replace(PREDICTION.trace[0], at_ms=10**18),))
    assert parsed(late)[0][0] == "9999/12/31-23:59:59.999"
    assert parsed(PREDICTION, datetime(1, 1, 1))[0][0] == "0001/01/01-00:00:03.000"


def test_processes_are_told_apart_and_always_the_same() -> None:
    text = log_text(PREDICTION, KNOWN)
    assert text == log_text(PREDICTION, KNOWN)
    of = {name: re.findall(rf"^(\w+)\.\w+::.*\[{name}\]", text, re.MULTILINE) for name in ("CS", "FM", "RHS")}
    assert of["CS"] == of["FM"] != of["RHS"]
    assert len({(source.process, source.thread) for source in SOURCES.values()}) == len(SOURCES)


@pytest.mark.parametrize(
    ("action", "numbers"),
    [
        (Action.FAIL, (1069,)),
        (Action.RESTART, (1069,)),
        (Action.RHS_RESTART, (1146,)),
        (Action.FAILOVER, (1153,)),
        (Action.FAILBACK, (1154,)),
        (Action.MOVE, (1641,)),
        (Action.QUEUE, (1640,)),
        (Action.QUORUM_LOST, (1177,)),
        (Action.NODE_DOWN, (1135,)),
        (Action.ONLINE, ()),
    ],
)
def test_events_of_actions(action: Action, numbers: tuple[int, ...]) -> None:
    assert line_of(done(action)).events == numbers


def test_the_case_knows_better() -> None:
    assert line_of(done(Action.GIVE_UP, Case.THRESHOLD)).events == (1254,)
    assert line_of(done(Action.GIVE_UP, Case.NO_NODE)).events == (1205,)
    assert line_of(done(Action.FAIL, Case.STAY)).events == (1069, 1638)
    assert line_of(done(Action.FAIL, Case.EXHAUSTED)).events == (1069,)
    assert line_of(done(None, Case.DISCARDED)).level == "WARN"


def test_every_action_and_component_has_a_row() -> None:
    assert set(ACTIONS) == set(Action)
    assert set(SOURCES) == set(Component)
    assert set(CASES) <= set(Case)


def test_a_comparison_that_is_not_successful_is_a_warning() -> None:
    events_of = with_events(Scenario(), ("vm:'Virtual Machine 1' reports Failed",), KNOWN)
    lines = parsed(replay(KNOWN, events_of, ARTICLE))
    (compared,) = [(level, text) for _, level, text in lines if "RHS-03" in text]
    assert compared[0] == "WARN"
    nothing = with_events(Scenario(), ("vm:'Virtual Machine 3' reports Failed",), KNOWN)
    (left,) = [level for _, level, text in parsed(replay(KNOWN, nothing, ARTICLE)) if "RHS-10" in text]
    assert left == "INFO"


def test_changes_of_state_are_told_behind_their_moment() -> None:
    machine = resource_id("Virtual Machine 1")
    history = (Change(5000, machine, "Failed"), Change(5000, "a group", "1"), Change(7000, machine, "Online"))
    lines = [(time[-6:], text) for time, _, text in parsed(replace(PREDICTION, history=history))]
    assert lines[3:5] == [
        ("05.000", "[RCM] Virtual Machine 1: transitioned to Failed (event 1637)"),
        ("07.000", "[RCM] Virtual Machine 1: transitioned from Failed to Online (event 1637)"),
    ]
    assert lines[5][1].startswith("[FM] ")


def test_a_replay_writes_the_events_of_a_failure() -> None:
    scenario = with_events(Scenario(), ("vm:'Virtual Machine 1' reports Failed",), KNOWN)
    assert events(replay(KNOWN, scenario, ARTICLE)) == [1069, 1637, 1637]


def test_names_are_one_line() -> None:
    lines = log_text(about(HOSTILE), KNOWN).splitlines()
    assert len(lines) == 4
    assert HOSTILE_SHOWN in lines[3]
    assert all(line.isprintable() for line in lines)
