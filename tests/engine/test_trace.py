from __future__ import annotations

import pytest

from hivetool.cluster.model import Fact
from hivetool.engine.trace import STEPS, Action, Component, Evidence, Step, TraceEntry
from hivetool.hive.location import Location


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        (Action.ONLINE, "online R on N"),
        (Action.OFFLINE, "offline R on N"),
        (Action.TERMINATE, "terminate R on N"),
        (Action.RESTART, "restart R on N"),
        (Action.FAIL, "fail R on N"),
        (Action.FAILOVER, "failover G to T"),
        (Action.GIVE_UP, "give-up G on N"),
    ],
)
def test_actions_as_scenario_files_write_them(action: Action, expected: str) -> None:
    entry = TraceEntry(
        at_ms=1, component=Component.RCM, text="", action=action, resource="R", group="G", node="N", target="T"
    )
    assert entry.action_string == expected


def test_every_action_has_its_form() -> None:
    for action in Action:
        entry = TraceEntry(at_ms=0, component=Component.RCM, text="", action=action, resource="R", group="G")
        assert entry.action_string.startswith(action.value)


def test_an_entry_without_an_action() -> None:
    entry = TraceEntry(at_ms=0, component=Component.RHS, text="")
    assert (entry.action_string, entry.subject) == ("", "cluster")


def test_the_articles_eight_steps() -> None:
    assert [step.value for step in Step] == ["1", "2", "3", "10", "F1", "F2", "F3", "F4"]
    assert set(STEPS) == set(Step)


def test_evidence_carries_the_place() -> None:
    fact = Fact("PersistentState", 1, b"\1\0\0\0", Location("Resources\\x", "persistentSTATE", offset=0x1020))
    assert Evidence.of(fact) == (Evidence("Resources\\x", "persistentSTATE", b"\1\0\0\0", 0x1020, None),)
    assert Evidence.of(None) == ()
