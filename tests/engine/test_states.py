from __future__ import annotations

from hivetool.engine.states import (
    CONSEQUENCE,
    EVENT,
    KNOWN_AS,
    QUICK_CHECK,
    RUNNING,
    THOROUGH_CHECK,
    TIMER,
    Change,
)
from hivetool.scenario.model import NodeState, State, Status


def test_the_order_of_one_millisecond() -> None:
    """Events before any poll or timer; then timers, what follows, the quick checks, the thorough ones."""
    assert sorted([QUICK_CHECK, TIMER, THOROUGH_CHECK, EVENT, CONSEQUENCE]) == [
        EVENT,
        TIMER,
        CONSEQUENCE,
        QUICK_CHECK,
        THOROUGH_CHECK,
    ]


def test_no_answer_changes_nothing_and_every_other_report_is_a_state() -> None:
    assert set(KNOWN_AS) == set(Status) - {Status.NO_RESPONSE}
    assert KNOWN_AS[Status.STOPPED] is State.OFFLINE
    assert all(KNOWN_AS[status].value == status.value for status in KNOWN_AS if status is not Status.STOPPED)


def test_members_are_up_or_paused() -> None:
    """MS-CMRP 3.1.4.2.70: a paused node stays a member."""
    assert {NodeState.UP, NodeState.PAUSED} == RUNNING


def test_changes_compare_by_value() -> None:
    assert Change(1, "x", "2") == Change(1, "x", "2")
