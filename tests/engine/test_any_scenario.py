"""What holds in every replay, on random clusters, nonsense in the hive and events of every kind."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings

from hivetool.cluster.owners import not_possible
from hivetool.cluster.semantics import semantics_named
from hivetool.engine.cluster_service import MOST_STEPS, run
from hivetool.engine.dependencies import may_stay, satisfied
from hivetool.engine.ground import ground_of
from hivetool.engine.outcome import outcome
from hivetool.engine.states import RUNNING, GroupState
from hivetool.engine.world import World
from hivetool.hive.errors import HivetoolError
from hivetool.scenario.model import NodeState, Scenario, State
from hivetool.scenario.reading import read_scenario
from tests.clusters import loaded
from tests.engine.any_scenario import Drawn, drawn

MOST_ENTRIES = MOST_STEPS + 20_000


def replayed(case: Drawn) -> tuple[World, int, Scenario] | None:
    """The world at the end, the horizon and the scenario; None if the scenario cannot be true."""
    database = loaded(case.reg).database
    try:
        scenario = read_scenario(case.toml, database)
        semantics = semantics_named(scenario.semantics or "article", scenario.overrides)
        return (*run(ground_of(database, semantics, scenario.assume), scenario), scenario)
    except HivetoolError:
        return None


@settings(max_examples=120)
@given(drawn())
def test_any_scenario(case: Drawn) -> None:
    found = replayed(case)
    if found is None:
        return
    world, horizon_ms, scenario = found
    prediction = outcome(world, horizon_ms)
    times = [entry.at_ms for entry in prediction.trace]
    assert times == sorted(times)
    assert all(0 <= at_ms <= horizon_ms for at_ms in times)
    assert len(times) < MOST_ENTRIES
    for entry in prediction.actions:
        assert entry.decision is not None, entry
    assert all(downtime_ms is None or downtime_ms >= 0 for _, downtime_ms in prediction.downtime_ms)
    check_places(world)
    check_slots(world)
    if scenario.until_ms is None and world.waits:
        assert "the end of the replay" in world.assumed, "it says that more would follow"
    if not world.waits:
        check_nothing_stuck(world)
        check_providers(world, scenario)
    again = replayed(case)
    assert again is not None
    assert outcome(again[0], horizon_ms) == prediction


def isolated(world: World, group: GroupState) -> bool:
    return group.owner is not None and world.nodes[group.owner] is NodeState.ISOLATED


def check_places(world: World) -> None:
    """A resource is online only where its group is, on a node that runs, or with a node that is isolated."""
    if not world.quorum and not world.starts_cold:
        assert not any(state in RUNNING for state in world.nodes.values())
    for state in world.resources.values():
        group = world.group_of(state)
        node = group.owner if group is not None else None
        if state.state in (State.ONLINE, State.ONLINE_PENDING) and node not in world.silent:
            assert group is not None, state.label
            assert world.runs(node) or isolated(world, group), (state.label, state.state)
        assert state.call is None or world.runs(node), (state.label, state.call)


def check_slots(world: World) -> None:
    """Who has a slot is starting, on the node of its group."""
    for identity, node in world.starting.items():
        state = world.resources[identity]
        group = world.group_of(state)
        assert state.call is not None
        assert state.call.function == "Online"
        assert group is not None
        assert group.owner == node


def check_nothing_stuck(world: World) -> None:
    """When nothing more happens nothing is on its way, and no group waits that a node could take."""
    assert not world.silent or not world.quorum, "a dead node is noticed"
    assert not world.leaving
    for state in world.resources.values():
        assert state.call is None, state.label
        assert state.restart_due is None, state.label
    enforced = world.ground.number("ClusterEnforcedAntiaffinity").value == 1
    for group in world.groups.values():
        assert group.target is None, group.label
        assert not group.to_offline, group.label
        assert not group.going_offline, group.label
        if world.quorum and not world.runs(group.owner) and not isolated(world, group) and not enforced:
            assert not able(world, group), group.label


def able(world: World, group: GroupState) -> list[str]:
    """The nodes that could take the group."""
    up = [node for node in world.database.nodes if world.nodes[node.id] is NodeState.UP]
    return [node.name for node in up if not_possible(world.database, group.group, node) is None]


def check_providers(world: World, scenario: Scenario) -> None:
    """What was online with all that it needs does not stay online without it, unless its DLL will not have it."""
    first = World(world.ground, replace(scenario, events=()))
    at_start = [first.resources[each] for each in first.ground.order]
    agreed = all(satisfied(first, state) for state in at_start if state.state is State.ONLINE)
    if not agreed or scenario.dlls or not world.semantics.takes_dependents_down.value:
        return
    for state in world.resources.values():
        if state.state is State.ONLINE and world.host(state) is not None:
            assert may_stay(world, state), state.label
