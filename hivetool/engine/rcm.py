"""Resource Control Manager: the restart policy, what depends on what, and the states to record."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from hivetool.cluster.settings import Setting
from hivetool.scenario.model import Outcome, State, Status

from . import calls, database_manager, polling, rhs, slots
from .dependencies import cannot_stay, may_stay, missing, satisfied
from .messages import BringOnline, CameOnline, Failed, FailOver, ProviderLost, Retry, WentOffline
from .resource_dll import call_key
from .rules import RESTART_POLICY, RULES, Case
from .states import GroupState, ResourceState
from .trace import Action, Component, Evidence, Step
from .world import World

_NEVER = 0xFFFFFFFF
"""RetryPeriodOnFailure of a resource that is never tried again."""


def failed(world: World, message: Failed) -> None:
    """A resource has failed: restart it, fail its group over, or leave it, where a node hosts and keeps it."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    leaving = leaves(world, group)
    if state.call is not None or state.given_up or world.expected(state) is Status.OFFLINE:
        return
    if world.host(state) is None and not leaving:
        return
    world.known(state)
    if world.semantics.terminates_failed.value and not message.terminated:
        _terminate(world, state)
    if leaving and group is not None:
        _needs_no_offline(world, group, state)
        return
    if world.semantics.takes_dependents_down.value:
        _take_dependents_down(world, state)
    if state.last_try:
        _give_up(world, state, Case.LAST_TRY_FAILED, None)
        return
    semantics = world.semantics
    action = world.setting(state, "RestartAction", semantics.restart_action)
    threshold = world.setting(state, "RestartThreshold", semantics.restart_threshold)
    recent = _recent(world, state)
    case = RESTART_POLICY[(action.value, recent < threshold.value)]
    if case is Case.RESTART:
        _restart(world, state, recent + 1, threshold)
        return
    _give_up(world, state, case, threshold if case is Case.EXHAUSTED else action)
    if case is Case.EXHAUSTED and state.resource.group is not None:
        world.post(FailOver(state.resource.group))
    elif case is Case.STAY:
        await_retry(world, state)


def leaves(world: World, group: GroupState | None) -> bool:
    """Whether the group is leaving its node, or was there when that began to shut down."""
    return group is not None and (group.target is not None or group.owner in world.leaving)


def _needs_no_offline(world: World, group: GroupState, state: ResourceState) -> None:
    """It has failed while its group leaves: it is not recovered there, and need not go offline any more."""
    world.decided(state, Case.FAILED_LEAVING, component=Component.RCM)
    if state.status is Status.FAILED:
        goes_out_of_turn(world, group, state)


def goes_out_of_turn(world: World, group: GroupState, state: ResourceState) -> bool:
    """What was to go offline in its turn is so already, or can be; False if it was not to go offline."""
    turn = group.to_offline.pop(state.resource.id, None)
    if turn is not None:
        group.going_offline.add(state.resource.id)
        world.post(WentOffline(state.resource.id))
    return turn is not None


def _terminate(world: World, state: ResourceState) -> None:
    world.set_state(state, State.FAILED, Status.FAILED)
    if "Terminate" in world.script(state).lacks:
        rhs.discarded(world, state, "Terminate")
    else:
        world.decided(state, Case.TERMINATE_FAILED, component=Component.RHS, action=Action.TERMINATE)


def _recent(world: World, state: ResourceState) -> int:
    """How many restarts count now: those of any RestartPeriod, or those since the first until the period is over.

    Restarts of one millisecond always count, however short the period.
    """
    period = max(1, world.setting(state, "RestartPeriod", world.semantics.restart_period_ms).value)
    if world.semantics.restart_window.value == "fixed":
        if state.restarts and world.now_ms - state.restarts[0] >= period:
            state.restarts.clear()
        return len(state.restarts)
    return len(state.restarts) - bisect_right(state.restarts, world.now_ms - period)


def _restart(world: World, state: ResourceState, attempt: int, threshold: Setting) -> None:
    delay = world.setting(state, "RestartDelay", world.semantics.restart_delay_ms).value
    state.restarts.append(world.now_ms)
    state.recovering = True
    world.decided(
        state,
        Case.RESTART,
        component=Component.RCM,
        action=Action.RESTART,
        before=f"attempt {attempt} of {threshold.value}: ",
        after=f", after {delay} ms" if delay else "",
        evidence=Evidence.of(threshold.fact),
    )
    if not delay:
        world.post(BringOnline(state.resource.id))
        return
    state.restart_due = world.now_ms + delay
    world.time(state, BringOnline(state.resource.id, state.restart_due), state.restart_due)


def _give_up(world: World, state: ResourceState, case: Case, setting: Setting | None) -> None:
    state.given_up = True
    state.recovering = False
    _stop_waiting(world, state)
    group = world.group_of(state)
    if group is not None and case is not Case.EXHAUSTED:
        group.comes_no_more(state.resource.id)
    world.set_state(state, State.FAILED, Status.FAILED)
    world.decided(
        state,
        case,
        component=Component.RCM,
        action=Action.FAIL,
        step=Step.START_FAILOVER if case is Case.EXHAUSTED else None,
        evidence=Evidence.of(setting.fact) if setting is not None else (),
    )


def _stop_waiting(world: World, state: ResourceState) -> None:
    """What was to come online after the resource waits until it is online by some other way."""
    group = world.group_of(state)
    waiting = [state]
    while waiting and group is not None:
        dependents = world.database.dependents(waiting.pop().resource)
        for identity in [each for each in dependents if group.to_online.pop(each, None) is not None]:
            world.resources[identity].waits = True
            waiting.append(world.resources[identity])


def await_retry(world: World, state: ResourceState) -> None:
    """Nothing else is left for a resource that was given up: it is tried again after RetryPeriodOnFailure.

    A retry that must end as the last attempt did is left out, unless the scenario says how long to go on.
    """
    semantics = world.semantics
    if semantics.retry.value == "none" or not state.given_up:
        return
    period = world.setting(state, "RetryPeriodOnFailure", semantics.retry_period_ms).value
    if period == _NEVER:
        return
    if world.scenario.until_ms is None and not _could_succeed(world, state):
        world.assume(f"a retry of {state.label} after RetryPeriodOnFailure", "left out", "it must end as the last one")
        return
    period = max(period, world.setting(state, "RestartPeriod", semantics.restart_period_ms).value)
    world.time(state, Retry(state.resource.id, state.serial), world.now_ms + period)


def _could_succeed(world: World, state: ResourceState) -> bool:
    script, group = world.script(state), world.group_of(state)
    if script.online_takes_ms and script.online_takes_ms > world.pending_timeout_ms(state):
        return False
    node = group.owner if group is not None else None
    outcomes = script.online_on.get(node or "", script.online)
    made = state.online_calls.get(call_key(script, node or ""), 0)
    return Outcome.SUCCEEDS in outcomes[min(made, len(outcomes) - 1) :]


def retry(world: World, message: Retry) -> None:
    """RetryPeriodOnFailure has passed since a resource was given up."""
    state = world.resources[message.resource]
    if not state.given_up or state.serial != message.serial or world.expected(state) is Status.OFFLINE:
        return
    if world.host(state) is None:
        return
    once = world.semantics.retry.value == "one attempt"
    state.given_up, state.last_try, state.recovering = False, once, True
    state.restarts.clear()
    case = Case.RETRY_ONCE if once else Case.RETRY_SERIES
    world.decided(state, case, component=Component.RCM, action=Action.RESTART)
    world.post(BringOnline(state.resource.id))


def provider_lost(world: World, message: ProviderLost) -> None:
    """Something that others depend on is not online any more, for whatever reason."""
    state = world.resources[message.resource]
    if state.state is not State.ONLINE and world.semantics.takes_dependents_down.value:
        _take_dependents_down(world, state)


def _take_dependents_down(world: World, state: ResourceState) -> None:
    """What cannot stay online without the resource goes offline, dependents of dependents first."""
    for other in reversed(cannot_stay(world, state)):
        _take_down(world, other)


def _take_down(world: World, state: ResourceState) -> None:
    """Take offline what cannot stay online; one that is coming online goes when its call has ended.

    What its group takes offline in its turn goes then.
    """
    group = world.group_of(state)
    if world.host(state) is None or (group is not None and state.resource.id in group.to_offline):
        return
    state.waits = True
    if state.returns:
        state.returns = False
    elif state.call is None:
        world.decided(state, Case.DEPENDENT_DOWN, component=Component.RCM, action=Action.OFFLINE)
        calls.begin_offline(world, state)


def bring_online(world: World, message: BringOnline) -> None:
    """RHS is told to execute the Online function, unless something has overtaken that meanwhile."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    if message.due_at is not None:
        if state.restart_due != message.due_at:
            return
        state.restart_due = None
    node = world.host(state)
    if group is None or node is None or group.makes_room_for is not None:
        return
    if not wanted(world, group, state) or state.call is not None or state.given_up or state.status is Status.ONLINE:
        if message.due_at is not None:
            polling.settled(world, state)
        return
    if not satisfied(world, state):
        _wait(world, state)
    elif not slots.queued(world, state, node):
        state.waits = False
        calls.begin_online(world, state)


def wanted(world: World, group: GroupState, state: ResourceState) -> bool:
    """Whether the resource, which is in this group, is to be online."""
    return world.expected(state) is Status.ONLINE or state.resource.id in group.to_online or state.forced


def _wait(world: World, state: ResourceState) -> None:
    if state.waits:
        return
    state.waits = True
    words = {"resource": missing(world, state).label}
    world.decided(state, Case.WAITS_FOR_PROVIDER, words, component=Component.RCM)


def report_impossible(world: World, assumed: Iterable[str]) -> None:
    """Write down which resources cannot be online at 0, as these (ids) and those that depend on them are assumed."""
    touched = {identity for each in assumed for identity in (each, *_dependents(world, each))}
    for identity in sorted(touched, key=lambda each: world.ground.order[each]):
        state = world.resources[identity]
        if state.state is State.ONLINE and not satisfied(world, state):
            words = {"resource": missing(world, state).label}
            world.decided(state, Case.IMPOSSIBLE_AT_START, words, component=Component.RCM)


def _dependents(world: World, identity: str) -> tuple[str, ...]:
    return world.database.dependents(world.resources[identity].resource)


def came_online(world: World, message: CameOnline) -> None:
    """A resource is online: a restart has worked, what the database says is made to agree, and others may follow."""
    state = world.resources[message.resource]
    if state.status is not Status.ONLINE:
        return
    state.last_try = False
    if world.semantics.takes_dependents_down.value and not may_stay(world, state):
        _take_down(world, state)
        return
    if state.recovering:
        rule = RULES[Case.RECOVERED]
        state.recovering = False
        world.note(state, component=Component.RCM, step=Step.NO_FAILOVER, text=rule.why, decision=rule.citation)
    if world.expected(state) is Status.OFFLINE and not state.forced:
        database_manager.record(world, state, 1, RULES[Case.TARGET_ALL].citation)
        polling.settled(world, state)
    for identity in world.database.dependents(state.resource):
        if not _comes_after(world, state, identity):
            _follow(world, world.resources[identity])


def _comes_after(world: World, state: ResourceState, dependent: str) -> bool:
    """Whether both are to come online, one after the other, so that the dependent's turn comes anyway."""
    group = world.group_of(state)
    return group is not None and state.resource.id in group.to_online and dependent in group.to_online


def went_offline(world: World, state: ResourceState) -> None:
    """A resource is offline: if it only waited for what it depends on, and that is back, it is brought online again."""
    if state.waits:
        _follow(world, state)


def _follow(world: World, state: ResourceState) -> None:
    ready = state.waits and state.call is None and not state.given_up and state.state is not State.ONLINE
    if ready and world.host(state) is not None and satisfied(world, state):
        state.waits = False
        world.decided(state, Case.PROVIDER_BACK, component=Component.RCM, action=Action.ONLINE)
        world.post(BringOnline(state.resource.id))
