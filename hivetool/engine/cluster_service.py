"""Cluster Service: the event queue, the order of calls, and the only loop of the replay."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hivetool.cluster.durations import UNITS, in_words
from hivetool.cluster.model import Database
from hivetool.cluster.semantics import ARTICLE, Semantics, semantics_named
from hivetool.scenario.model import Command, Reports, RhsCrash, Scenario, Status, StoppedInside

from . import calls, failover_manager, messages, rcm, rhs
from .expect import verdict
from .outcome import Prediction, outcome
from .start import world_at_start
from .trace import Component
from .world import EVENT, World

LONGEST_MS = UNITS["d"]
"""A replay ends here unless the scenario says when."""

MOST_MESSAGES = 100_000
MOST_MESSAGES_EACH = 20
"""A replay that is still busy after so many messages, and so many more for each resource, is stopped and says so."""


def replay(
    database: Database,
    scenario: Scenario = Scenario(),  # noqa: B008 (immutable)
    semantics: Semantics | None = None,
) -> Prediction:
    """Replay a scenario and predict what happens.

    ``semantics`` None: as the scenario wishes, else the article's. Raises
    :class:`hivetool.scenario.errors.BadScenario` if the scenario cannot be true of this cluster, and
    :class:`hivetool.cluster.semantics.NoSuchSemantics` if it wishes for one that cannot be replayed.
    """
    if semantics is None:
        semantics = semantics_named(scenario.semantics or ARTICLE.name, scenario.target_online)
    world = world_at_start(database, scenario, semantics)
    first = _values(world)
    horizon_ms = LONGEST_MS if scenario.until_ms is None else scenario.until_ms
    for event in scenario.events:
        world.post(messages.Happens(event), event.at_ms, EVENT)
    for state in world.resources.values():
        if state.status.value != world.expected(state).value:
            rhs.watch(world, state)
    _run(world, horizon_ms)
    prediction = outcome(world, horizon_ms)
    if scenario.expect is None:
        return prediction
    return replace(prediction, expect=verdict(scenario.expect, prediction, first, database))


def _run(world: World, horizon_ms: int) -> None:
    most = MOST_MESSAGES + MOST_MESSAGES_EACH * len(world.resources)
    for _ in range(most):
        message = world.take(horizon_ms)
        if message is None:
            return
        _HANDLERS[type(message)](world, message)
    world.assume("the end of the replay", in_words(world.now_ms), f"stopped after {most} steps")


def _values(world: World) -> dict[str, str]:
    owners = {identity: group.owner or "" for identity, group in world.groups.items()}
    return owners | {identity: state.state.value for identity, state in world.resources.items()}


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
        world.detection_ms[event.resource] = rhs.interval_ms(world, state, messages.Check.IS_ALIVE)
    if state.call is not None:
        calls.report(world, state, event.status)
    else:
        rhs.reports_from_now(world, state, event.status)


def _came_online(world: World, message: messages.CameOnline) -> None:
    rcm.came_online(world, message)
    failover_manager.came_online(world, message)


_EVENTS: Mapping[type, Callable[[World, Any], None]] = MappingProxyType(
    {
        Reports: _reports,
        StoppedInside: rcm.stopped_inside,
        RhsCrash: rhs.crashed,
        Command: rcm.command,
    }
)

_HANDLERS: Mapping[type, Callable[[World, Any], None]] = MappingProxyType(
    {
        messages.Happens: _happens,
        messages.Poll: rhs.check,
        messages.CallEnds: calls.end,
        messages.PendingExpires: calls.expire,
        messages.Failed: rcm.failed,
        messages.BringOnline: rcm.bring_online,
        messages.CameOnline: _came_online,
        messages.WentOffline: failover_manager.went_offline,
        messages.FailOver: failover_manager.fail_over,
    }
)
