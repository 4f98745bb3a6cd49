"""Cluster Service: the event queue, the order of calls, and the only loop of the replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hivetool.cluster.durations import UNITS, in_words
from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE, Semantics, semantics_named
from hivetool.scenario.model import (
    ColdStart,
    Command,
    Expect,
    FailsInside,
    Move,
    NodeBecomes,
    Reports,
    RhsCrash,
    Scenario,
    Status,
    StoppedInside,
)

from . import (
    calls,
    commands,
    crashes,
    failover_manager,
    forming,
    inside,
    isolation,
    membership,
    messages,
    moves,
    placement,
    polling,
    rcm,
    regroup,
    rhs,
)
from .expect import verdict
from .ground import Ground, ground_of
from .outcome import Prediction, outcome
from .states import EVENT
from .trace import Component
from .world import World

LONGEST_MS = UNITS["d"]
"""A replay ends here unless the scenario says when."""

MOST_STEPS = 200_000
MOST_STEPS_EACH = 100
"""A replay that is still busy after so many steps, and so many more for each resource, is stopped and says so."""


def replay(
    database: Database,
    scenario: Scenario = Scenario(),  # noqa: B008 (immutable)
    semantics: Semantics | None = None,
) -> Prediction:
    """Replay a scenario and predict what happens.

    ``semantics`` None: as the scenario wishes, else the article's. Raises
    :class:`hivetool.scenario.errors.BadScenario` if the scenario cannot be true of this cluster, and
    :class:`hivetool.cluster.semantics.NoSuchSemantics` if it wishes for one that does not exist.
    """
    if semantics is None:
        semantics = semantics_named(scenario.semantics or ARTICLE.name, scenario.overrides)
    world, horizon_ms = run(ground_of(database, semantics, scenario.assume), scenario)
    prediction = outcome(world, horizon_ms)
    if scenario.expect is None:
        return prediction
    first = start_values(World(world.ground, scenario), scenario.expect)
    return replace(prediction, expect=verdict(scenario.expect, prediction, first, database))


def run(ground: Ground, scenario: Scenario) -> tuple[World, int]:
    """The world at the end of a scenario, and the horizon in milliseconds; the ground must assume what it assumes."""
    world = World(ground, scenario)
    horizon_ms = LONGEST_MS if scenario.until_ms is None else scenario.until_ms
    for event in scenario.events:
        world.post(messages.Happens(event), event.at_ms, EVENT)
        if event.at_ms > horizon_ms:
            world.assume(f"the event at {in_words(event.at_ms)}", "left out", "the replay ends before, see `until`")
    for identity in sorted(scenario.assume.states, key=lambda each: world.ground.order[each]):
        state = world.resources[identity]
        if state.status.value != world.expected(state).value:
            state.first = True
            polling.watch(world, state)
    rcm.report_impossible(world, scenario.assume.states)
    if not world.starts_cold:
        isolation.from_the_start(world)
    _run(world, horizon_ms)
    return world, horizon_ms


def _run(world: World, horizon_ms: int) -> None:
    most = MOST_STEPS + MOST_STEPS_EACH * len(world.ground.order)
    while world.steps < most:
        message = world.take(horizon_ms)
        if message is None:
            if world.waits and world.scenario.until_ms is None:
                world.assume("the end of the replay", in_words(horizon_ms), "more would follow, see `until`")
            return
        _HANDLERS[type(message)](world, message)
    world.assume("the end of the replay", in_words(world.now_ms), f"stopped after {world.steps} steps")


def start_values(world: World, expect: Expect) -> dict[str, str]:
    """By id the owner and the state at 0 of the groups and resources that an expectation is about."""
    owners = {identity: world.owner_of(identity) or "" for identity in expect.owner}
    return owners | {identity: world.resources[identity].state.value for identity in expect.state}


def _happens(world: World, message: messages.Happens) -> None:
    event = message.event
    if event.every_ms is not None:
        world.post(message, world.now_ms + event.every_ms, EVENT)
    _EVENTS[type(event.what)](world, event.what)


def _reports(world: World, event: Reports) -> None:
    state = world.resources[event.resource]
    host = world.host(state)
    unasked = "" if host is not None or state.call is not None else "; no node hosts it, so nobody asks"
    said = "does not answer" if event.status is Status.NO_RESPONSE else f"reports {event.status}"
    world.note(state, component=Component.EVENT_LOG, text=f"event: from now on its resource DLL {said}{unasked}")
    if event.status is not Status.ONLINE and state.status is Status.ONLINE:
        polling.will_find(world, state, event.status)
    if state.call is not None:
        calls.report(world, state, event.status)
    else:
        rhs.reports_from_now(world, state, event.status)


def _came_online(world: World, message: messages.CameOnline) -> None:
    rcm.came_online(world, message)
    moves.came_online(world, message)


def _cold_start(world: World, event: ColdStart) -> None:
    before = world.starts_cold
    forming.cold_start(world, regroup.balance)
    if before:
        isolation.from_the_start(world)


def _quarantine_over(world: World, message: messages.QuarantineOver) -> None:
    if isolation.quarantine_over(world, message):
        membership.may_join(world, message.node)


_EVENTS: Mapping[type, Callable[[World, Any], None]] = MappingProxyType(
    {
        Reports: _reports,
        StoppedInside: inside.stopped_inside,
        FailsInside: inside.fails_inside,
        RhsCrash: crashes.crashed,
        Command: commands.command,
        Move: commands.move,
        NodeBecomes: membership.becomes,
        ColdStart: _cold_start,
    }
)

_HANDLERS: Mapping[type, Callable[[World, Any], None]] = MappingProxyType(
    {
        messages.Happens: _happens,
        messages.Poll: rhs.check,
        messages.CallEnds: calls.end,
        messages.PendingExpires: calls.expire,
        messages.Deadlocked: crashes.deadlocked,
        messages.Failed: rcm.failed,
        messages.Retry: rcm.retry,
        messages.BringOnline: rcm.bring_online,
        messages.CameOnline: _came_online,
        messages.WentOffline: moves.went_offline,
        messages.ProviderLost: rcm.provider_lost,
        messages.FailOver: failover_manager.fail_over,
        messages.PlaceAgain: placement.place_again,
        messages.RoomMade: placement.room_made,
        messages.Noticed: regroup.noticed,
        messages.Rebalance: regroup.rebalance,
        messages.PeriodOver: isolation.period_over,
        messages.QuarantineOver: _quarantine_over,
        messages.Departed: membership.departed,
        messages.FailBack: placement.fail_back,
    }
)
