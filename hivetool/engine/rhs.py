"""Resource Host Subsystem: a check, from the question to the comparison and what follows from that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hivetool.scenario.model import State, Status

from . import database_manager
from .decisions import Decision, Do
from .dependencies import satisfied
from .messages import BringOnline, CameOnline, Check, Deadlocked, Failed, PendingExpires, Poll
from .polling import SIGNALED, asks, decision, due, is_quick, polled, settled, thorough, watch
from .resource_dll import Handed, answer, function_name
from .rules import RULES, Case
from .states import KNOWN_AS, PENDING, ResourceState
from .trace import Action, Component, Evidence, Step
from .world import World


def check(world: World, poll: Poll) -> None:
    """One check: ask, hand over, report, compare, act (the article's steps 1, 2, 3 and 10)."""
    state = world.resources[poll.resource]
    if not due(world, state, poll.check):
        return
    group = world.group_of(state)
    goes_offline = group is not None and state.resource.id in group.to_offline
    busy = state.call is not None or state.restart_due is not None or goes_offline
    if busy or state.given_up or not polled(world, state):
        return
    if not is_quick(world, poll.check):
        thorough_check(world, state, poll.check)
    elif poll.check in world.script(state).lacks:
        discarded(world, state, poll.check)
    else:
        _quick_check(world, state, poll.check)


def _quick_check(world: World, state: ResourceState, check: Check) -> None:
    expected = world.expected(state)
    reported = answer(True, Handed(state.resource.id, expected), state.status, state.unseen_stop)
    if state.compared == (expected, reported):
        return
    _asked(world, state, check, expected)
    _answered(world, state, check, reported)
    if not asks(world):
        _compared(world, state, expected, reported)
    elif reported is Status.ONLINE:
        state.compared = (expected, reported)
    elif reported is Status.NO_RESPONSE:
        _compared(world, state, expected, reported)
    else:
        world.decided(state, Case.QUICK_FALSE, component=Component.RHS)
        thorough_check(world, state, thorough(world), at_once=True)


def thorough_check(world: World, state: ResourceState, check: Check, *, at_once: bool = False) -> None:
    """The check that looks at everything; where the quick one decides, it only finds stops that nobody was told of.

    ``at_once``: it is asked for, and its interval does not count.
    """
    expected = world.expected(state)
    if check in world.script(state).lacks:
        discarded(world, state, check)
        return
    if state.compared == (expected, state.status) and not state.unseen_stop:
        return
    if not (asks(world) or state.unseen_stop or world.script(state).event_handle):
        return
    found = state.unseen_stop
    _asked(world, state, check, expected, at_once)
    state.unseen_stop = False
    _answered(world, state, check, state.status)
    if found and not asks(world):
        _found_stopped(world, state)
    else:
        _compared(world, state, expected, state.status)


def signaled(world: World, state: ResourceState) -> None:
    """The resource DLL signals its event handle: something is wrong, and nobody waits for a timer."""
    if state.given_up or state.call is not None or not polled(world, state):
        return
    if world.semantics.event_handle.value == "terminates":
        world.decided(state, Case.SIGNALED_TERMINATES, component=Component.RHS)
        world.set_state(state, State.FAILED)
        world.post(Failed(state.resource.id))
        return
    world.decided(state, Case.SIGNALED, component=Component.RHS)
    thorough_check(world, state, thorough(world), at_once=True)


def _asked(world: World, state: ResourceState, check: Check, expected: Status, at_once: bool = False) -> None:
    both, commanded = world.polls(state), world.commanded(state)
    timer = both.is_alive if check is Check.IS_ALIVE else both.looks_alive
    due = f"{check} is asked for at once" if at_once else f"{check} is due every {timer.value} ms ({timer.why})"
    because = () if at_once else Evidence.of(timer.fact)
    if world.semantics.poll_unit.value == "resource":
        world.note(state, component=Component.RHS, text=f"calls {check}: {due}", evidence=because)
        return
    group = world.group_of(state)
    if group is not None and group.asked != (check, world.now_ms):
        group.asked = (check, world.now_ms)
        text = f"asks RHS for the status: {check} of the whole group, for the resources that are due"
        world.note(group, component=Component.CLUSTER_SERVICE, step=Step.ASK, text=text)
    origin = commanded.why if state.recorded is None else "recorded earlier in this replay"
    world.note(
        state,
        component=Component.RHS,
        step=Step.HAND_OVER,
        text=f"hands over GUID {state.resource.id}, PersistentState {int(expected is Status.ONLINE)} ({origin}); {due}",
        evidence=(*recorded_evidence(world, state), *because),
    )


def _answered(world: World, state: ResourceState, check: Check, reported: Status) -> None:
    said = "does not answer" if reported is Status.NO_RESPONSE else f"reports {reported}"
    unseen = state.unseen_stop and is_quick(world, check)
    rule = RULES[Case.OUTSIDE_STOP_UNSEEN] if unseen else None
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
    state.first = False
    before = state.state
    if reported in KNOWN_AS and not state.unseen_stop:
        world.set_state(state, KNOWN_AS[reported])
    row = decision(world, expected, reported)
    world.note(
        state,
        component=Component.RHS,
        step=Step.COMPARE,
        text=row.why,
        action=Action.ONLINE if row.do is Do.ONLINE and satisfied(world, state) else None,
        decision=row.citation,
        evidence=recorded_evidence(world, state),
    )
    _DO[row.do](world, state, row)
    if before is not State.ONLINE and state.state is State.ONLINE and world.expected(state) is Status.ONLINE:
        world.post(CameOnline(state.resource.id))


def _hand_over(world: World, state: ResourceState, row: Decision) -> None:
    text = "receives the status 'no response' from RHS and passes it to RCM as a failure"
    world.note(state, component=Component.CLUSTER_SERVICE, text=text)
    world.post(Failed(state.resource.id))


def _record_online(world: World, state: ResourceState, row: Decision) -> None:
    database_manager.record(world, state, 1, row.citation)
    settled(world, state)


def _wait_for_deadlock(world: World, state: ResourceState, row: Decision) -> None:
    message = Deadlocked(state.resource.id, state.serial)
    world.time(state, message, world.now_ms + world.deadlock_timeout_ms(state))


_DO: Mapping[Do, Callable[[World, ResourceState, Decision], None]] = MappingProxyType(
    {
        Do.NOTHING: lambda world, state, row: None,
        Do.WAIT: lambda world, state, row: None,
        Do.ONLINE: lambda world, state, row: world.post(BringOnline(state.resource.id)),
        Do.RESTART: lambda world, state, row: world.post(Failed(state.resource.id)),
        Do.HAND_OVER: _hand_over,
        Do.RECORD_ONLINE: _record_online,
        Do.RECOVER: lambda world, state, row: world.post(Failed(state.resource.id, terminated=True)),
        Do.FAIL: lambda world, state, row: world.post(Failed(state.resource.id)),
        Do.DEADLOCK: _wait_for_deadlock,
    }
)


def _found_stopped(world: World, state: ResourceState) -> None:
    rule = RULES[Case.OUTSIDE_STOP_FOUND]
    world.note(state, component=Component.RHS, step=Step.COMPARE, text=rule.why, decision=rule.citation)
    world.set_state(state, State.OFFLINE, Status.OFFLINE)
    database_manager.record(world, state, 0, rule.citation)
    settled(world, state)


def discarded(world: World, state: ResourceState, function: str) -> None:
    """A request that the DLL has no function for is discarded."""
    rule = RULES[Case.DISCARDED if world.ground.opens(state.resource) else Case.NOT_OPENED]
    world.note(state, component=Component.RHS, text=f"{function}: {rule.why}", decision=rule.citation)


def reports_from_now(world: World, state: ResourceState, status: Status) -> None:
    """From now on the DLL answers ``status``; the silence after a pending report is timed.

    What is pending and not polled says by itself what it has become (MSCS resources-pendingtimeout, SetResourceStatus).
    """
    by_itself = world.host(state) is not None and state.state in PENDING and not polled(world, state)
    if by_itself and status is Status.NO_RESPONSE:
        return
    state.unseen_stop = state.given_up = False
    world.set_state(state, state.state, status)
    watch(world, state)
    state.serial += 1
    if status in (Status.ONLINE_PENDING, Status.OFFLINE_PENDING):
        expires = PendingExpires(state.resource.id, state.serial)
        world.time(state, expires, world.now_ms + world.pending_timeout_ms(state))
    if by_itself:
        _compared(world, state, world.expected(state), status)
    if status in SIGNALED and world.script(state).event_handle:
        signaled(world, state)
