from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.decisions import DECISIONS, EXPECTED
from hivetool.observed.model import Observed
from hivetool.observed.states import RESOURCE_STATES
from hivetool.report.comparing import compare
from hivetool.report.comparison import Aspect, Verdict
from hivetool.scenario.model import Status
from tests.clusters import CONFIG, G, R, cluster_reg, database, resource_id
from tests.report.observing import compared, saw, told

VERDICTS = {
    (Status.ONLINE, Status.ONLINE): "agrees",
    (Status.ONLINE, Status.OFFLINE): "differs",
    (Status.ONLINE, Status.FAILED): "differs",
    (Status.ONLINE, Status.STOPPED): "differs",
    (Status.ONLINE, Status.NO_RESPONSE): "differs",
    (Status.ONLINE, Status.ONLINE_PENDING): "pending",
    (Status.ONLINE, Status.OFFLINE_PENDING): "pending",
    (Status.OFFLINE, Status.ONLINE): "differs",
    (Status.OFFLINE, Status.OFFLINE): "agrees",
    (Status.OFFLINE, Status.FAILED): "differs",
    (Status.OFFLINE, Status.STOPPED): "agrees",
    (Status.OFFLINE, Status.NO_RESPONSE): "differs",
    (Status.OFFLINE, Status.ONLINE_PENDING): "pending",
    (Status.OFFLINE, Status.OFFLINE_PENDING): "pending",
}


def machines(**groups: int) -> tuple[G, ...]:
    """A group with one virtual machine each, with this PersistentState, on Node1."""
    return tuple(
        G(name, (R(f"Virtual Machine {name}", {"PersistentState": state}),), {"DefaultOwner": 1})
        for name, state in groups.items()
    )


KNOWN = database(cluster_reg(machines(on=1, off=0)))


@pytest.mark.parametrize(("expected", "reported"), list(product(EXPECTED, Status)))
def test_every_cell_of_the_table(expected: Status, reported: Status) -> None:
    name = "on" if expected is Status.ONLINE else "off"
    comparison = compared(KNOWN, saw("vm", name, reported.value, reports=True))
    (check,) = comparison.checks
    row = DECISIONS[("article", expected, reported)]
    assert (check.aspect, check.expected, check.observed) == (Aspect.REPORT, expected.value, reported.value)
    assert (check.decision, check.why) == (row, row.why)
    assert check.verdict.value == VERDICTS[(expected, reported)]
    assert comparison.agrees == (check.verdict is not Verdict.DIFFERS)
    (evidence,) = check.evidence
    assert evidence.path == f"Resources\\{resource_id(f'Virtual Machine {name}')}"
    assert (evidence.value, evidence.data) == ("PersistentState", bytes([int(name == "on"), 0, 0, 0]))
    assert evidence.line is not None
    assert check.seen[0].at.line == 3


@pytest.mark.parametrize("state", ["Unknown", "Inherited", "Initializing", "Pending"])
def test_a_state_that_is_no_report_is_not_compared(state: str) -> None:
    comparison = compared(KNOWN, saw("resource", "Virtual Machine on", state))
    (check,) = comparison.checks
    assert (check.verdict, check.decision) == (Verdict.OPEN, None)
    assert state in check.why
    assert not comparison.agrees, "nothing was compared"
    assert compared(KNOWN, saw("resource", "Virtual Machine on", state), saw("node", "Node1", "Down")).agrees


def test_what_is_recorded_may_come_from_the_group_or_nowhere() -> None:
    groups = (G("a", (R("of the group", {"PersistentState": 0xFFFFFFFF}),), {"PersistentState": 1}), G("b", (R("x"),)))
    known = database(cluster_reg(groups))
    comparison = compared(known, saw("resource", "of the group", "Online"), saw("resource", "x", "Online"))
    first, second = comparison.checks
    assert (first.expected, first.verdict) == ("Online", Verdict.AGREES)
    assert first.evidence[0].path.startswith("Groups\\")
    assert (second.expected, second.verdict, second.evidence) == ("Offline", Verdict.DIFFERS, ())
    assert second.why.endswith("(MSCS groups-persistentstate: own value, else the group's, else 0)")


def test_a_decision_that_records_changes_what_comes_later() -> None:
    reports = [("Online", 10), ("Offline", 20), ("Online", 30)]
    comparison = compared(KNOWN, *(saw("vm", "off", state, reports=True, at_ms=at) for state, at in reports))
    rows = [(check.at_ms, check.expected, check.decision.id if check.decision else "") for check in comparison.checks]
    assert rows == [(10, "Offline", "RHS-09"), (20, "Online", "RHS-02"), (30, "Online", "RHS-01")]
    assert comparison.checks[1].evidence == ()
    assert comparison.checks[1].why.endswith("(recorded by RHS-09 at 10 ms)")


def test_reports_come_in_the_order_of_their_times_and_after_what_has_none() -> None:
    seen = [
        saw("vm", "on", "Failed", reports=True, at_ms=9),
        saw("vm", "off", "Online", reports=True, at_ms=3),
        saw("resource", "Virtual Machine off", "Online"),
        saw("vm", "on", "Online", reports=True, at_ms=3),
    ]
    comparison = compared(KNOWN, *seen)
    assert [(check.at_ms, check.label, check.expected) for check in comparison.checks] == [
        (None, "Virtual Machine off", "Offline"),
        (3, "Virtual Machine off", "Online"),
        (3, "Virtual Machine on", "Online"),
        (9, "Virtual Machine on", "Online"),
    ]


def test_a_moment_does_not_know_what_comes_after_it() -> None:
    seen = [saw("resource", "Virtual Machine on", "Failed", at_ms=1), saw("vm", "on", "Off", at_ms=2)]
    comparison = compared(KNOWN, *seen)
    assert [(check.at_ms, check.aspect) for check in comparison.checks] == [
        (1, Aspect.STATE),
        (2, Aspect.MACHINE),
        (2, Aspect.MANAGERS),
    ]
    assert comparison.checks[0].managers is not None
    assert not comparison.checks[0].managers.hyper_v.observed


def test_a_machine_is_compared_by_what_it_is_to_the_cluster() -> None:
    comparison = compared(KNOWN, saw("vm", "on", "Saved"), saw("vm", "off", "Stopping"))
    assert [(check.label, check.observed, check.verdict.value) for check in comparison.checks] == [
        ("Virtual Machine off", "Stopping", "pending"),
        ("Virtual Machine on", "Saved", "differs"),
    ]
    assert comparison.checks[1].decision is DECISIONS[("article", Status.ONLINE, Status.OFFLINE)]


def test_in_another_group() -> None:
    known = database(cluster_reg((*machines(one=1), G("two", (R("cfg", {}, CONFIG),)), G("Three", ()))))
    seen = (
        saw("resource", "Virtual Machine one", group="ONE", owner="Node1"),
        saw("resource", "cfg", group="Three", owner="Node1"),
    )
    assert told(compared(known, *seen), Aspect.GROUP) == [
        ("cfg", "differs", "two", "Three"),
        ("Virtual Machine one", "agrees", "one", "ONE"),
    ]


def test_on_another_host() -> None:
    seen = (
        saw("vm", "on", "Running", owner="NODE2.example.org"),
        saw("vm", "off", "Off", owner="node1"),
        saw("group", "on", owner="Node1"),
        saw("resource", "Virtual Machine off", "Offline", owner="Node1"),
    )
    assert told(compared(KNOWN, *seen), Aspect.HOST) == [
        ("Virtual Machine off", "agrees", "Node1", "node1"),
        ("Virtual Machine on", "differs", "Node1", "NODE2.example.org"),
    ]


def test_what_is_not_there_and_what_was_not_seen() -> None:
    seen = (saw("resource", "Virtual Machine on", "Online"), saw("vm", "lab", "Off"), saw("node", "Node9", "Up"))
    comparison = compared(KNOWN, *seen)
    assert [each.sighting.name for each in comparison.unmatched] == ["lab", "Node9"]
    assert [item.name for item in comparison.unobserved] == ["Virtual Machine off"]
    assert not comparison.agrees
    assert compared(KNOWN, *seen[:2]).agrees
    assert compared(KNOWN, saw("vm", "on", "Running")).unobserved == ()


def test_nothing_compared_is_no_agreement() -> None:
    assert not compared(KNOWN, saw("vm", "lab", "Off")).agrees
    assert not compare(KNOWN, [], ARTICLE).agrees


def test_an_empty_database() -> None:
    comparison = compared(database(cluster_reg((), ())), saw("vm", "x", "Off"), saw("group", "g", "Online", at_ms=1))
    assert comparison.checks == ()
    assert len(comparison.unmatched) == 2


def test_resources_of_no_group() -> None:
    reg = cluster_reg((G("g", ()),)) + _loose("loose")
    comparison = compared(database(reg), saw("resource", "loose", "Online", owner="Node1", group="g"))
    assert [(check.aspect, check.verdict.value) for check in comparison.checks] == [
        (Aspect.STATE, "differs"),
        (Aspect.GROUP, "differs"),
    ]


def _loose(name: str) -> str:
    from tests.clusters import ROOT

    return f'\n[{ROOT}\\Resources\\{resource_id(name)}]\n"Name"="{name}"\n"Type"="Virtual Machine"\n'


def test_several_inputs() -> None:
    online = RESOURCE_STATES.find("Online")
    first = saw("resource", "Virtual Machine on", "Failed")
    inputs = [
        Observed("a", "csv", "utf-8", (replace(first, input="a"),)),
        Observed("b", "csv", "utf-8", (replace(first, input="b", state=online),)),
    ]
    comparison = compare(KNOWN, inputs, ARTICLE)
    assert [check.observed for check in comparison.checks] == ["Failed"]
    assert [(name, problem.code) for name, problem in comparison.problems] == [("b", "observed-twice")]
