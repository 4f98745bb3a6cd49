"""Resource Host Subsystem: the poll timers and the comparison, and the crash of a process.

Checks that could change nothing are not made: a check is due when what it compares has changed since the last one.
Timers start at 0 and never restart, so the k-th check of a resource falls at k times its interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hivetool.scenario.model import RhsCrash, State, Status

from . import database_manager
from .decisions import DECISIONS, RULES, Case, Decision, Do
from .messages import BringOnline, CallEnds, Check, Failed, PendingExpires, Poll
from .monitors import Host, ProcessKey, process_key
from .resource_dll import Handed, answer, function_name
from .trace import Action, Component, Evidence, Step
from .world import QUICK_CHECK, THOROUGH_CHECK, ResourceState, World

_RANKS: Mapping[Check, int] = MappingProxyType({Check.IS_ALIVE: QUICK_CHECK, Check.LOOKS_ALIVE: THOROUGH_CHECK})
KNOWN_AS: Mapping[Status, State] = MappingProxyType(
    {
        Status.ONLINE: State.ONLINE,
        Status.OFFLINE: State.OFFLINE,
        Status.STOPPED: State.OFFLINE,
        Status.FAILED: State.FAILED,
        Status.ONLINE_PENDING: State.ONLINE_PENDING,
        Status.OFFLINE_PENDING: State.OFFLINE_PENDING,
    }
)
"""What the cluster takes a resource to be after a report; no answer changes nothing."""


def watch(world: World, state: ResourceState) -> None:
    """Let the next check of the resource be made: what it compares has changed. Nobody asks where no node hosts it."""
    state.compared = None
    if world.host(state) is None:
        return
    checks = (Check.IS_ALIVE, Check.LOOKS_ALIVE) if state.unseen_stop else (Check.IS_ALIVE,)
    for check in checks:
        if check not in state.polling:
            state.polling.add(check)
            world.post(Poll(state.resource.id, check), _next_tick(world, state, check), _RANKS[check], state.order)


def settled(world: World, state: ResourceState) -> None:
    """A call has ended, or the record has changed: watch the resource only if the next check would change something."""
    pair = (world.expected(state), state.status)
    nothing_new = KNOWN_AS.get(state.status, state.state) is state.state
    if nothing_new and _decision(world, *pair).do is Do.NOTHING:
        state.compared = pair
    else:
        watch(world, state)


def interval_ms(world: World, state: ResourceState, check: Check) -> int:
    """How often this check of the resource is made."""
    both = world.polls(state)
    return (both.is_alive if check is Check.IS_ALIVE else both.looks_alive).value


def _next_tick(world: World, state: ResourceState, check: Check) -> int:
    interval = interval_ms(world, state, check)
    tick = max(1, -(-world.now_ms // interval)) * interval
    return tick + interval if state.polled.get(check) == tick else tick


def _decision(world: World, expected: Status, reported: Status) -> Decision:
    return DECISIONS[(world.semantics.name, expected, reported)]


def check(world: World, poll: Poll) -> None:
    """One check: ask, hand over, report, compare, act (the article's steps 1, 2, 3 and 10)."""
    state = world.resources[poll.resource]
    state.polling.discard(poll.check)
    state.polled[poll.check] = world.now_ms
    thorough = poll.check is Check.LOOKS_ALIVE
    busy = state.call is not None or state.restart_due is not None
    if busy or state.given_up or world.host(state) is None or (thorough and not state.unseen_stop):
        return
    if poll.check in world.script(state).lacks:
        discarded(world, state, poll.check)
        return
    expected = world.expected(state)
    reported = answer(poll.check, Handed(state.resource.id, expected), state.status, state.unseen_stop)
    if not thorough and state.compared == (expected, reported):
        return
    _asked(world, state, poll.check, expected)
    _answered(world, state, poll.check, reported)
    if thorough:
        _found_stopped(world, state)
    else:
        _compared(world, state, expected, reported)


def _asked(world: World, state: ResourceState, check: Check, expected: Status) -> None:
    both, commanded = world.polls(state), world.commanded(state)
    timer = both.is_alive if check is Check.IS_ALIVE else both.looks_alive
    world.note(
        state,
        component=Component.CLUSTER_SERVICE,
        step=Step.ASK,
        text=f"asks RHS for the status: {check} is due every {timer.value} ms ({timer.why})",
        evidence=Evidence.of(timer.fact),
    )
    origin = commanded.why if state.recorded is None else "recorded earlier in this replay"
    world.note(
        state,
        component=Component.RHS,
        step=Step.HAND_OVER,
        text=f"hands over GUID {state.resource.id}, PersistentState {int(expected is Status.ONLINE)} ({origin})",
        evidence=recorded_evidence(world, state),
    )


def _answered(world: World, state: ResourceState, check: Check, reported: Status) -> None:
    said = "does not answer" if reported is Status.NO_RESPONSE else f"reports {reported}"
    rule = RULES[Case.OUTSIDE_STOP_UNSEEN] if state.unseen_stop and check is Check.IS_ALIVE else None
    world.note(
        state,
        component=Component.RESOURCE_DLL,
        step=Step.REPORT,
        text=f"{function_name(state.resource.type, check)}: {said}" + (f"; {rule.why}" if rule else ""),
        decision=rule.citation if rule else None,
    )


def recorded_evidence(world: World, state: ResourceState) -> tuple[Evidence, ...]:
    """Where the hive says what is expected of the resource; none once the replay has recorded something itself."""
    return Evidence.of(world.commanded(state).fact) if state.recorded is None else ()


def _compared(world: World, state: ResourceState, expected: Status, reported: Status) -> None:
    state.compared = (expected, reported)
    if reported in KNOWN_AS and not state.unseen_stop:
        world.set_state(state, KNOWN_AS[reported])
    row = _decision(world, expected, reported)
    world.note(
        state,
        component=Component.RHS,
        step=Step.COMPARE,
        text=row.why,
        action=Action.ONLINE if row.do is Do.ONLINE else None,
        decision=row.citation,
        evidence=recorded_evidence(world, state),
    )
    if row.do is Do.ONLINE:
        world.post(BringOnline(state.resource.id))
    elif row.do in (Do.RESTART, Do.HAND_OVER):
        if row.do is Do.HAND_OVER:
            text = "receives the status 'no response' from RHS and passes it to RCM as a failure"
            world.note(state, component=Component.CLUSTER_SERVICE, text=text)
        world.post(Failed(state.resource.id))
    elif row.do is Do.RECORD_ONLINE:
        database_manager.record(world, state, 1, row.citation)
        settled(world, state)


def _found_stopped(world: World, state: ResourceState) -> None:
    rule = RULES[Case.OUTSIDE_STOP_FOUND]
    world.note(state, component=Component.RHS, step=Step.COMPARE, text=rule.why, decision=rule.citation)
    state.unseen_stop = False
    world.set_state(state, State.OFFLINE, Status.OFFLINE)
    database_manager.record(world, state, 0, rule.citation)
    settled(world, state)


def discarded(world: World, state: ResourceState, function: str) -> None:
    """A request that the DLL has no function for is discarded."""
    rule = RULES[Case.DISCARDED]
    world.note(state, component=Component.RHS, text=f"{function}: {rule.why}", decision=rule.citation)


def reports_from_now(world: World, state: ResourceState, status: Status) -> None:
    """From now on the DLL answers ``status``; the silence after a pending report is timed."""
    state.unseen_stop = state.given_up = False
    world.set_state(state, state.state, status)
    watch(world, state)
    state.serial += 1
    if status in (Status.ONLINE_PENDING, Status.OFFLINE_PENDING):
        expires = PendingExpires(state.resource.id, state.serial)
        world.time(state, expires, world.now_ms + world.pending_timeout_ms(state))


def crashed(world: World, crash: RhsCrash) -> None:
    """An RHS process of a node is gone: every resource that it hosts stops answering."""
    culprit = world.resources[crash.by] if crash.by is not None else None
    key = _process(world, culprit) if culprit is not None else (Host.RHS, None)
    hit = [
        state
        for state in world.resources.values()
        if (group := world.group_of(state)) is not None and group.owner == crash.node and _process(world, state) == key
    ]
    size = f"{len(hit)} resource{'s' * (len(hit) != 1)}"
    which = f"it takes its {key[0]} process down" if culprit is not None else f"the shared {key[0]} process crashes"
    rule = RULES[Case.RHS_CRASH]
    world.note(
        culprit,
        node=world.node_label(crash.node),
        component=Component.EVENT_LOG,
        text=f"event: {which} on {world.node_label(crash.node)}, which hosts {size}: {rule.why}",
        decision=rule.citation,
        evidence=Evidence.of(culprit.resource.facts.get("SeparateMonitor")) if culprit is not None else (),
    )
    for state in hit:
        if state.status is Status.ONLINE:
            world.detection_ms[state.resource.id] = interval_ms(world, state, Check.IS_ALIVE)
        _gone(world, state)


def _gone(world: World, state: ResourceState) -> None:
    """The process of a resource is gone: it stops answering; one that was being taken offline is offline by that."""
    if state.call is not None and state.call.function == "Offline":
        state.call.outcome = State.OFFLINE
        world.post(CallEnds(state.resource.id, state.call.serial))
        return
    state.call = None
    reports_from_now(world, state, Status.NO_RESPONSE)


def _process(world: World, state: ResourceState) -> ProcessKey:
    return process_key(state.resource, world.script(state).bits)
