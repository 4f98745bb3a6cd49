"""What holds in every replay, on random clusters and scenarios (the same as the twins are compared on)."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action, TraceEntry
from hivetool.scenario.model import State
from tests.clusters import group_id, resource_id
from tests.engine import test_twin_nodes as nodes
from tests.engine import test_twin_recovery as recovery
from tests.engine.twins.items import Item

RUNS = settings(max_examples=100, deadline=None)
TO_A_NODE = (Action.FAILOVER, Action.FAILBACK, Action.MOVE)
NAMES_A_NODE = frozenset({Action.ONLINE, Action.RESTART, *TO_A_NODE})


def every_action_is_decided(prediction: Prediction) -> None:
    for entry in prediction.actions:
        assert entry.decision is not None, entry
        assert entry.decision.id, entry
        assert entry.decision.basis, entry
        assert entry.decision.source, entry


@RUNS
@given(nodes.clusters())
def test_no_action_on_a_node_that_is_down_or_no_possible_owner(drawn: nodes.Drawn) -> None:
    prediction = nodes.engine(drawn)
    possible = {each.name: set(map(str, each.possible)) for group in drawn.groups for each in group.members}
    members = {group.name: [each.name for each in group.members] for group in drawn.groups}
    down = {str(node) for node, state in drawn.cluster.nodes.items() if state == "down"}
    quorum = True
    for entry in prediction.actions:
        if entry.action is Action.QUORUM_LOST:
            quorum = False
        elif entry.action is Action.NODE_DOWN:
            down.add(entry.node or "")
        elif entry.action is Action.NODE_UP:
            quorum = True
            down.discard(entry.node or "")
        elif entry.action in NAMES_A_NODE:
            node = entry.target if entry.action in TO_A_NODE else entry.node
            names = [entry.resource] if entry.resource else members[entry.group or ""]
            assert quorum, entry
            assert node not in down, entry
            assert all(node in possible[name or ""] for name in names), entry
    every_action_is_decided(prediction)


@RUNS
@given(nodes.clusters())
def test_a_group_is_online_on_one_node(drawn: nodes.Drawn) -> None:
    """What is online when its group changes hands has been migrated live; all else was offline before."""
    prediction = nodes.engine(drawn)
    members = {group.name: [resource_id(each.name) for each in group.members] for group in drawn.groups}
    labels = {resource_id(each.name): each.name for group in drawn.groups for each in group.members}
    live = {entry.at_ms for entry in prediction.trace if entry.decision and entry.decision.id in ("FM-16", "FM-19")}
    states: dict[str, str] = {}
    owned = {group.name: group_id(group.name) for group in drawn.groups}
    for change in prediction.history:
        if change.identity in labels:
            states[change.identity] = change.value
            continue
        name = next(name for name, identity in owned.items() if identity == change.identity)
        if change.at_ms not in live:
            assert all(states.get(each) != State.ONLINE for each in members[name] if each in states), change


@RUNS
@given(recovery.groups(depends=True))
def test_restarts_stay_within_the_threshold(drawn: recovery.Drawn) -> None:
    prediction = recovery.engine(drawn)
    every_action_is_decided(prediction)
    for item in drawn.items:
        threshold = (1 if drawn.windows else 3) if item.threshold is None else item.threshold
        recent: list[int] = []
        for entry in prediction.trace:
            afresh = entry.action is Action.FAILOVER or (entry.resource == item.name and starts_afresh(entry.decision))
            if afresh:
                recent.clear()
            elif entry.resource == item.name and decides(entry, "RCM-01"):
                recent = [at for at in [*recent, entry.at_ms] if entry.at_ms - at < item.period]
                assert len(recent) <= threshold, entry
                assert item.threshold is None or entry.evidence, "a stored threshold is shown"


def starts_afresh(decision: object) -> bool:
    return getattr(decision, "id", "") in ("RCM-07", "RCM-08", "RCM-12")


@RUNS
@given(recovery.groups(depends=True))
def test_a_group_that_leaves_is_not_recovered_where_it_was(drawn: recovery.Drawn) -> None:
    prediction = recovery.engine(drawn)
    target = None
    for entry in prediction.actions:
        if entry.action is Action.FAILOVER:
            target = entry.target
        elif entry.action in (Action.RESTART, Action.FAIL, Action.GIVE_UP):
            assert target in (None, entry.node), entry


@RUNS
@example(recovery.EXAMPLES["stopped inside while what depends on it goes offline before it"], "Failed")
@given(recovery.groups(depends=True), st.sampled_from(["Failed", "Offline", "NoResponse"]))
def test_nothing_stays_online_without_what_it_depends_on(drawn: recovery.Drawn, report: str) -> None:
    """Commands, crashes and reports; at the end of every millisecond, under both semantics.

    A machine that outlived its RHS process stays while what it needs comes back with the process, and what goes offline
    waits for those that depend on it, also if what it needs is gone sooner (MS-CMRP 3.1.4.2.19: dependents first).
    """
    words = {"online", "offline", "crash", "shared", "stopped"}
    events = tuple((at, number, what if what in words else report) for at, number, what in drawn.events)
    prediction = recovery.engine(replace(drawn, events=events))
    states = {resource_id(item.name): "Online" if item.recorded else "Offline" for item in drawn.items}
    restarts = {(entry.at_ms, entry.resource) for entry in prediction.actions if decides(entry, "RHS-39")}
    away: set[str] = set()
    for at_ms, changes in groupby(prediction.history, lambda change: change.at_ms):
        states |= {change.identity: change.value for change in changes if change.identity in states}
        away |= {item.name for item in drawn.items if (at_ms, item.name) in restarts}
        away -= {name for name in away if states[resource_id(name)] not in (State.OFFLINE, State.ONLINE_PENDING)}
        for item in drawn.items:
            online = states[resource_id(item.name)] == State.ONLINE and not has_to_wait(item, drawn.items, states)
            assert not online or may_stay(item, drawn.items, states, away), (at_ms, item.name)


def decides(entry: TraceEntry, row: str) -> bool:
    return entry.decision is not None and entry.decision.id == row


def has_to_wait(item: Item, items: tuple[Item, ...], states: dict[str, str]) -> bool:
    """Whether something that depends on the item, directly or not, is going offline."""
    dependents = [other for other in items if items.index(item) in other.needs]
    going = any(states[resource_id(other.name)] == State.OFFLINE_PENDING for other in dependents)
    return going or any(has_to_wait(other, items, states) for other in dependents)


def may_stay(item: Item, items: tuple[Item, ...], states: dict[str, str], away: set[str]) -> bool:
    bears = item.machine or item.name in away
    there = [
        states[resource_id(needed.name)] == State.ONLINE
        or (bears and needed.name in away and may_stay(needed, items, states, away))
        for needed in (items[number] for number in item.needs)
    ]
    return any(there) if item.any and there else all(there)


@settings(max_examples=30, deadline=None)
@given(nodes.clusters())
def test_same_input_same_output(drawn: nodes.Drawn) -> None:
    assert nodes.engine(drawn) == nodes.engine(drawn)
