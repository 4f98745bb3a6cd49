"""The poll timers of the Resource Host Subsystem: who is asked, when, and when a stop is found.

Checks that could change nothing are not made: a check is due when what it compares has changed since the last one.
"""

from __future__ import annotations

from hivetool.scenario.model import State, Status

from .decisions import DECISIONS, Decision, Do
from .detection import AT_ONCE, By, first_tick
from .messages import Check, Poll
from .states import KNOWN_AS, QUICK_CHECK, THOROUGH_CHECK, ResourceState
from .world import World

SIGNALED = frozenset({Status.FAILED, Status.OFFLINE, Status.STOPPED})
"""What a resource DLL signals its event handle for; one that is pending, or does not answer, signals nothing."""


def quick_check(world: World) -> Check:
    """The check that is made often."""
    return Check(world.semantics.quick_check.value)


def thorough(world: World) -> Check:
    """The check that looks at everything."""
    return next(check for check in Check if check is not quick_check(world))


def is_quick(world: World, check: Check) -> bool:
    """Whether this is the check that is made often."""
    return check.value == world.semantics.quick_check.value


def asks(world: World) -> bool:
    """Whether the quick check only asks for the thorough one."""
    return world.semantics.quick_check_false.value == "asks the thorough check"


def polled(world: World, state: ResourceState) -> bool:
    """Whether RHS polls the resource as it is now."""
    if world.host(state) is None or _is_to_stay_offline(world, state):
        return False
    return world.semantics.polled.value == "every state" or state.state is State.ONLINE or state.first


def _is_to_stay_offline(world: World, state: ResourceState) -> bool:
    """Whether it is offline because it has to wait, or because its group may not come online where it is."""
    group = world.group_of(state)
    if group is None or KNOWN_AS.get(state.status, state.state) is not state.state:
        return False
    comes = state.resource.id in group.to_online
    behind = comes and any(each in group.to_online for each in world.database.providers(state.resource))
    stays = group.stays_offline and state.state is State.OFFLINE
    silent = state.waits and state.status is Status.NO_RESPONSE
    return stays or silent or ((state.waits or behind) and state.state in (State.OFFLINE, State.FAILED))


def watch(world: World, state: ResourceState) -> None:
    """Let the next check of the resource be made: what it compares has changed. Nobody asks where no node hosts it."""
    state.compared = None
    if not polled(world, state):
        return
    for check in Check:
        quick = is_quick(world, check)
        handle = world.script(state).event_handle
        made = not handle if quick else handle or asks(world) or state.unseen_stop
        if made and check not in state.polling:
            _await_tick(world, state, check)


def settled(world: World, state: ResourceState) -> None:
    """A call has ended, or the record has changed: watch the resource only if the next check would change something."""
    pair = (world.expected(state), state.status)
    nothing_new = KNOWN_AS.get(state.status, state.state) is state.state
    if nothing_new and decision(world, *pair).do is Do.NOTHING:
        state.compared = pair
    else:
        watch(world, state)


def interval_ms(world: World, state: ResourceState, check: Check) -> int:
    """How often this check of the resource is made."""
    both = world.polls(state)
    return (both.is_alive if check is Check.IS_ALIVE else both.looks_alive).value


def will_find(world: World, state: ResourceState, status: Status, *, unseen: bool = False) -> None:
    """Write down when a check finds that the resource is not online; ``unseen``: only the thorough one can.

    To be called before it stops. Nobody looks where no node hosts it.
    """
    if world.host(state) is None:
        return
    script, quick = world.script(state), quick_check(world)
    looks = thorough(world)
    decides = looks not in script.lacks
    if script.event_handle and not unseen and status in SIGNALED:
        at_once = decides or world.semantics.event_handle.value == "terminates"
        world.detects(state, AT_ONCE if at_once else None, By.CHECKS)
        return
    quick_finds = not unseen and quick not in script.lacks and not script.event_handle
    if asks(world) and status is not Status.NO_RESPONSE:
        quick_finds = quick_finds and decides
    made = [quick] * quick_finds + [looks] * (decides and (asks(world) or unseen or script.event_handle))
    span = first_tick(interval_ms(world, state, each) for each in made)
    if span is not None and decision(world, world.expected(state), status).do is Do.DEADLOCK:
        span = span.later(world.deadlock_timeout_ms(state))
    world.detects(state, span, By.CHECKS)


def due(world: World, state: ResourceState, check: Check) -> bool:
    """Whether a check posted for now is due; if its timer has started afresh meanwhile, it waits for the next tick."""
    state.polling.discard(check)
    runs_ms = world.now_ms - _start_ms(world, state)
    if not runs_ms or runs_ms % interval_ms(world, state, check):
        _await_tick(world, state, check)
        return False
    state.polled[check] = world.now_ms
    return True


def _await_tick(world: World, state: ResourceState, check: Check) -> None:
    state.polling.add(check)
    rank = QUICK_CHECK if is_quick(world, check) else THOROUGH_CHECK
    world.post(Poll(state.resource.id, check), _next_tick(world, state, check), rank, state.order)


def _start_ms(world: World, state: ResourceState) -> int:
    return state.polled_since if world.semantics.timers.value == "from coming online" else 0


def _next_tick(world: World, state: ResourceState, check: Check) -> int:
    interval = interval_ms(world, state, check)
    start = _start_ms(world, state)
    tick = start + max(1, -(-(world.now_ms - start) // interval)) * interval
    return tick + interval if state.polled.get(check) == tick else tick


def decision(world: World, expected: Status, reported: Status) -> Decision:
    """The row of the comparison for what is expected and what is reported."""
    return DECISIONS[(world.semantics.name, expected, reported)]
