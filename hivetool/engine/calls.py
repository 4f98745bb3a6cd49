"""RHS executes Online, Offline and Terminate of a resource DLL: how a call begins, is timed, and ends."""

from __future__ import annotations

from typing import Literal

from hivetool.scenario.model import Outcome, State, Status

from . import slots, vmms
from .messages import CallEnds, CameOnline, Deadlocked, Failed, PendingExpires, WentOffline
from .polling import settled, watch
from .resource_dll import ENDS_AS, call_key, function_name, online_outcome
from .rhs import discarded
from .rules import Case
from .states import Call, ResourceState
from .trace import Action, Component, Step
from .world import World

_ENDS_CALL = frozenset({Status.ONLINE, Status.OFFLINE, Status.FAILED, Status.STOPPED})


def begin_online(world: World, state: ResourceState) -> None:
    """Execute the Online function on the node that owns the resource's group."""
    group, script = world.group_of(state), world.script(state)
    assert group is not None
    assert group.owner is not None
    if "Online" in script.lacks:
        discarded(world, state, "Online")
        group.to_online.pop(state.resource.id, None)
        world.returns_no_more(state)
        if not world.ground.opens(state.resource):
            world.set_state(state, State.FAILED, Status.FAILED)
        return
    if state.resource.id not in world.scenario.dlls:
        world.assume("Online functions", "succeed at once", "where the scenario does not say otherwise")
    outcome = online_outcome(script, group.owner, state.online_calls)
    key = call_key(script, group.owner)
    state.online_calls[key] = state.online_calls.get(key, 0) + 1
    _begin(world, state, "Online", outcome, script.online_takes_ms)


def begin_offline(world: World, state: ResourceState) -> None:
    """Execute the Offline function; one that is starting needs its slot no more."""
    slots.released(world, state)
    script = world.script(state)
    if "Offline" in script.lacks:
        discarded(world, state, "Offline")
        world.post(WentOffline(state.resource.id))
        watch(world, state)
        return
    _begin(world, state, "Offline", script.offline, script.offline_takes_ms)


def _begin(
    world: World, state: ResourceState, function: Literal["Online", "Offline"], outcome: Outcome, takes_ms: int
) -> None:
    state.serial += 1
    state.restart_due = None
    never = outcome in (Outcome.HANGS, Outcome.BLOCKS)
    ends_at = None if never else world.now_ms + takes_ms
    state.call = Call(function, state.serial, ends_at, ENDS_AS[(function, outcome)], 0, outcome is Outcome.BLOCKS)
    if ends_at == world.now_ms:
        end(world, CallEnds(state.resource.id, state.serial))
        return
    pending = Status.ONLINE_PENDING if function == "Online" else Status.OFFLINE_PENDING
    world.set_state(state, State(pending.value), pending)
    group = world.group_of(state)
    if function == "Online" and group is not None and group.owner is not None:
        slots.taken(world, state, group.owner)
    name = function_name(state.resource.type, function)
    world.note(state, component=Component.RESOURCE_DLL, text=f"{name}: {pending}")
    _time(world, state, state.call)


def _time(world: World, state: ResourceState, call: Call) -> None:
    call.deadline = world.now_ms + world.pending_timeout_ms(state)
    if call.blocks:
        call.deadline = min(call.deadline, world.now_ms + world.deadlock_timeout_ms(state))
        world.time(state, Deadlocked(state.resource.id, call.serial), call.deadline)
    elif call.ends_at is not None and call.ends_at <= call.deadline:
        world.time(state, CallEnds(state.resource.id, call.serial), call.ends_at)
    else:
        world.time(state, PendingExpires(state.resource.id, call.serial), call.deadline)


def end(world: World, message: CallEnds) -> None:
    """A running call ends by itself."""
    state = world.resources[message.resource]
    call = state.call
    if call is not None and call.serial == message.serial:
        _finish(world, state, call.function, call.outcome)


def report(world: World, state: ResourceState, status: Status) -> None:
    """A report falls into a running call: it ends the call, or starts the PendingTimeout afresh."""
    call = state.call
    assert call is not None
    if status in _ENDS_CALL:
        as_state = State.OFFLINE if status is Status.STOPPED else State(status.value)
        _finish(world, state, call.function, as_state)
    elif status is not Status.NO_RESPONSE:
        state.serial += 1
        call.serial = state.serial
        _time(world, state, call)


def expire(world: World, message: PendingExpires) -> None:
    """A resource was pending and silent for too long: Terminate, and it counts as failed."""
    state = world.resources[message.resource]
    call = state.call
    if state.serial != message.serial or (call is None and state.given_up):
        return
    if call is None and world.expected(state) is Status.OFFLINE:
        return
    if "Terminate" in world.script(state).lacks:
        discarded(world, state, "Terminate")
    else:
        leaving = call is not None and call.function == "Offline"
        case = Case.OFFLINE_EXPIRED if leaving else Case.PENDING_EXPIRED
        world.decided(state, case, component=Component.RHS, action=Action.TERMINATE)
    if call is not None:
        _finish(world, state, call.function, ENDS_AS[(call.function, Outcome.HANGS)], terminated=True)
    else:
        world.set_state(state, State.FAILED, Status.FAILED)
        world.post(Failed(state.resource.id, terminated=True))


def _finish(
    world: World,
    state: ResourceState,
    function: Literal["Online", "Offline"],
    result: State,
    terminated: bool = False,
) -> None:
    state.call = None
    slots.released(world, state)
    state.serial += 1
    state.unseen_stop = False
    if result is not State.ONLINE:
        world.returns_no_more(state)
    world.set_state(state, result, Status(result.value))
    name = function_name(state.resource.type, function)
    done = result.value == function
    world.note(
        state,
        component=Component.RESOURCE_DLL,
        step=Step.TARGET_ONLINE if _arriving(world, state) else None,
        text=f"{name}: {'fails' if result is State.FAILED else _ended(done, terminated, result)}",
    )
    vmms.told(world, state, f"{name} {'succeeded' if done and not terminated else 'did not succeed'}")
    if function == "Offline":
        world.post(WentOffline(state.resource.id))
    elif result is State.ONLINE:
        world.post(CameOnline(state.resource.id))
    elif result is State.FAILED or world.semantics.polled.value == "online only":
        world.post(Failed(state.resource.id, terminated or result is State.OFFLINE))
    if result is not State.FAILED:
        settled(world, state)
    elif function == "Offline":
        world.decided(state, Case.OFFLINE_FAILED, component=Component.RCM)
        watch(world, state)


def _ended(done: bool, terminated: bool, result: State) -> str:
    if terminated:
        return f"is cut off, and it is {result}"
    return "succeeds" if done else f"ends {result}"


def _arriving(world: World, state: ResourceState) -> bool:
    group = world.group_of(state)
    return group is not None and group.to_online.get(state.resource.id) in (Case.TARGET_FLAGGED, Case.TARGET_ALL)
