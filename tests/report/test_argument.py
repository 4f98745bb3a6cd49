from __future__ import annotations

from typing import Any

from hivetool.engine.trace import Action, Citation, Component, TraceEntry
from hivetool.report.argument import arguments
from tests.report.samples import COMPARED


def entry(
    text: str,
    *,
    at_ms: int = 0,
    vm: str | None = None,
    group: str | None = "G",
    does: Action | None = None,
    by: Component = Component.RHS,
    row: Citation | None = None,
    node: str | None = "N1",
) -> TraceEntry:
    return TraceEntry(
        at_ms=at_ms, component=by, text=text, resource=vm, group=group, action=does, decision=row, node=node
    )


def told(*trace: TraceEntry) -> dict[str, list[str]]:
    """The texts of what led to each action, by its text."""
    return {trace[place].text: [trace[cause].text for cause in causes] for place, causes in arguments(trace).items()}


def test_what_the_moment_says_about_the_same_resource() -> None:
    assert told(
        entry("before", vm="A"),
        entry("asks", at_ms=5, vm="A"),
        entry("asks another", at_ms=5, vm="B"),
        entry("compares", at_ms=5, vm="A", row=COMPARED),
        entry("restarts", at_ms=5, vm="A", does=Action.RESTART),
    ) == {"restarts": ["asks", "compares"]}


def test_the_action_before_is_where_an_argument_begins() -> None:
    assert told(
        entry("compares", vm="A"),
        entry("restarts", vm="A", does=Action.RESTART),
        entry("fails", vm="A"),
        entry("gives up", vm="A", does=Action.FAIL),
    ) == {"restarts": ["compares"], "gives up": ["restarts", "fails"]}


def test_nothing_follows_from_who_is_only_told() -> None:
    assert told(
        entry("is told", vm="A", by=Component.VMMS),
        entry("replicates", vm="A", by=Component.DATABASE_MANAGER),
        entry("restarts", vm="A", does=Action.RESTART),
    ) == {"restarts": []}


def test_a_group_moves_since_a_resource_failed_and_the_nodes_were_looked_at() -> None:
    manager: dict[str, Any] = {"by": Component.NODE_MANAGER}
    assert told(
        entry("asks", vm="A"),
        entry("fails", vm="A", does=Action.FAIL),
        entry("fails elsewhere", vm="X", group="H", does=Action.FAIL),
        entry("N1 is left", **manager),
        entry("N2 is taken", **manager),
        entry("moves", does=Action.FAILOVER),
        entry("goes offline", vm="A", does=Action.OFFLINE),
        entry("comes online", vm="B", does=Action.ONLINE),
    ) == {
        "fails": ["asks"],
        "fails elsewhere": [],
        "moves": ["fails", "N1 is left", "N2 is taken"],
        "goes offline": ["moves"],
        "comes online": ["moves"],
    }


def test_a_group_leaves_a_node_that_is_down() -> None:
    assert told(
        entry("silence", group=None),
        entry("down", group=None, does=Action.NODE_DOWN),
        entry("moves", does=Action.FAILOVER),
        entry("moves elsewhere", group="H", node="N2", does=Action.MOVE),
    ) == {"down": ["silence"], "moves": ["down"], "moves elsewhere": []}


def test_a_command_to_the_group_leads_to_what_is_done_to_its_resources() -> None:
    assert told(
        entry("is taken offline", by=Component.EVENT_LOG), entry("goes offline", vm="A", does=Action.OFFLINE)
    ) == {"goes offline": ["is taken offline"]}


def test_after_a_wait_it_is_what_was_decided_last() -> None:
    assert told(
        entry("waits", vm="A", row=COMPARED),
        entry("pending", vm="A"),
        entry("terminates", at_ms=9, vm="A", does=Action.TERMINATE),
    ) == {"terminates": ["waits"]}


def test_of_many_at_one_moment_each_has_only_its_own() -> None:
    trace = [entry("x", vm=f"VM{n}", does=Action.RESTART if n % 2 else None) for n in range(20_000)]
    assert set(map(len, arguments(trace).values())) == {0}
