from __future__ import annotations

import pytest

from hivetool.report.comparison import Aspect, Managers, Shown
from hivetool.report.managers import NOT_TOLD, UNKNOWN, either
from tests.clusters import CONFIG, G, R, cluster_reg, database
from tests.report.observing import compared, saw, told

KNOWN = database(cluster_reg([G("m", (R("Virtual Machine m", {"PersistentState": 1}), R("cfg", {}, CONFIG)))]))


def managers(*states: tuple[str, str]) -> Managers | None:
    kinds = {"cluster": "Virtual Machine m", "hyper-v": "m"}
    seen = [saw("vm" if view == "hyper-v" else "resource", kinds[view], state) for view, state in states]
    return compared(KNOWN, *seen).checks[0].managers


@pytest.mark.parametrize(
    ("cluster", "machine", "verdict"),
    [
        ("Online", "Running", "agrees"),
        ("Online", "Paused", "agrees"),
        ("Online", "Starting", "agrees"),
        ("OnlinePending", "Starting", "agrees"),
        ("Offline", "Saved", "agrees"),
        ("Offline", "Saving", "agrees"),
        ("OfflinePending", "Saving", "agrees"),
        ("Failed", "Off", "agrees"),
        ("Failed", "Stopping", "agrees"),
        ("Failed", "Running", "differs"),
        ("Offline", "Running", "differs"),
        ("Online", "Off", "differs"),
        ("Online", "Saving", "differs"),
        ("OnlinePending", "Running", "differs"),
        ("Online", "RunningCritical", "not compared"),
        ("Unknown", "Running", "not compared"),
    ],
)
def test_both_observed(cluster: str, machine: str, verdict: str) -> None:
    comparison = compared(KNOWN, saw("resource", "Virtual Machine m", cluster), saw("vm", "m", machine))
    assert told(comparison, Aspect.MANAGERS) == [("Virtual Machine m", verdict, cluster, machine)]
    (check,) = (check for check in comparison.checks if check.aspect is Aspect.MANAGERS)
    assert check.managers == Managers(Shown(cluster, True), Shown(machine, True))
    assert (check.why == NOT_TOLD) == (verdict == "differs")
    assert [each.view for each in check.seen] == ["cluster", "hyper-v"]


@pytest.mark.parametrize(
    ("state", "other"),
    [
        ("Online", "Running, Paused, Pausing or Resuming"),
        ("Offline", "Off or Saved"),
        ("OnlinePending", "Starting"),
        ("OfflinePending", "Stopping or Saving"),
        ("Failed", UNKNOWN),
        ("Unknown", UNKNOWN),
    ],
)
def test_what_hyper_v_manager_shows_if_it_was_told(state: str, other: str) -> None:
    assert managers(("cluster", state)) == Managers(Shown(state, True), Shown(other, False))


@pytest.mark.parametrize(
    ("state", "other"),
    [("Running", "Online"), ("Saved", "Offline"), ("Saving", "OfflinePending or Offline"), ("Reset", UNKNOWN)],
)
def test_what_failover_cluster_manager_shows_if_it_was_told(state: str, other: str) -> None:
    assert managers(("hyper-v", state)) == Managers(Shown(other, False), Shown(state, True))


def test_only_of_virtual_machines() -> None:
    assert compared(KNOWN, saw("resource", "cfg", "Online")).checks[0].managers is None
    assert compared(KNOWN, saw("vm", "m", "Failed", reports=True)).checks[0].managers is None


@pytest.mark.parametrize(
    ("words", "text"), [([], UNKNOWN), (["a"], "a"), (["a", "b"], "a or b"), (list("abc"), "a, b or c")]
)
def test_either(words: list[str], text: str) -> None:
    assert either(words) == text
