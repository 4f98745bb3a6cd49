"""What follows when an RHS process is gone: who is hit, what comes back and when, and who is separated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hivetool.scenario.model import RhsCrash, State, Status

from . import database_manager, polling, rcm, rhs, slots
from .detection import AT_ONCE, By
from .messages import BringOnline, CallEnds, Deadlocked, Failed
from .monitors import Host, ProcessKey, process_key
from .rules import Case
from .states import ResourceState
from .trace import Action, Component, Evidence
from .world import World


def crashed(world: World, crash: RhsCrash) -> None:
    """An RHS process of a node is gone: the one that hosts ``by``, else the shared one."""
    culprit = world.resources[crash.by] if crash.by is not None else None
    label = world.node_label(crash.node)
    if not world.runs(crash.node):
        text = f"event: a process crashes on {label}, but no RHS runs there"
        world.note(culprit, node=label, component=Component.EVENT_LOG, text=text)
        return
    group = world.group_of(culprit) if culprit is not None else None
    if culprit is not None and (group is None or group.owner != crash.node):
        text = f"event: a process crashes on {label}, but {culprit.label} is not there"
        world.note(culprit, node=label, component=Component.EVENT_LOG, text=text)
        return
    key = _process(world, culprit) if culprit is not None else (Host.RHS, None)
    members = [state for each in world.groups_on(crash.node) for state in world.members(world.groups[each])]
    hit = [state for state in members if _process(world, state) == key]
    size = f"{len(hit)} resource{'s' * (len(hit) != 1)}"
    which = f"it takes its {key[0]} process down" if culprit is not None else f"the shared {key[0]} process crashes"
    what = f"event: {which} on {label}, which hosts {size}"
    evidence = Evidence.of(culprit.resource.facts.get("SeparateMonitor")) if culprit is not None else ()
    _REACTIONS[world.semantics.rhs_crash.value](world, culprit, hit, label, what, evidence)


def _all_stop(
    world: World,
    culprit: ResourceState | None,
    hit: list[ResourceState],
    label: str,
    what: str,
    evidence: tuple[Evidence, ...],
) -> None:
    world.decided(
        culprit, Case.RHS_CRASH, node=label, component=Component.EVENT_LOG, before=f"{what}: ", evidence=evidence
    )
    for state in hit:
        if state.status is Status.ONLINE:
            polling.will_find(world, state, Status.NO_RESPONSE)
        if not _was_going_offline(world, state):
            slots.released(world, state)
            state.call = None
            rhs.reports_from_now(world, state, Status.NO_RESPONSE)


def _all_restart(
    world: World,
    culprit: ResourceState | None,
    hit: list[ResourceState],
    label: str,
    what: str,
    evidence: tuple[Evidence, ...],
) -> None:
    world.note(culprit, node=label, component=Component.EVENT_LOG, text=what, evidence=evidence)
    world.decided(culprit, Case.PROCESS_RESTARTS, node=label, component=Component.RHS, action=Action.RHS_RESTART)
    if culprit is not None and not (culprit.resource.separate_monitor or culprit.separate):
        culprit.separate = True
        world.decided(culprit, Case.SEPARATED, node=label, component=Component.RCM, action=Action.SEPARATE_MONITOR)
        database_manager.record_separation(world, culprit)
    for state in hit:
        if not _was_going_offline(world, state):
            _comes_back(world, state)


def _comes_back(world: World, state: ResourceState) -> None:
    """What was online, or on its way there, comes back with the process, unless it was to go offline."""
    if state.call is None and state.state in (State.OFFLINE, State.FAILED):
        return
    if state.resource.id not in world.detection:
        world.detects(state, AT_ONCE, By.TOLD)
    state.call = None
    slots.released(world, state)
    state.serial += 1
    if state.resource.is_virtual_machine and state.state is State.ONLINE:
        world.set_state(state, State.ONLINE, Status.ONLINE)
        world.decided(state, Case.REATTACHED, component=Component.RCM)
        polling.settled(world, state)
        return
    state.unseen_stop = False
    world.set_state(state, State.OFFLINE, Status.OFFLINE)
    group = world.group_of(state)
    assert group is not None
    goes = rcm.goes_out_of_turn(world, group, state)
    leaves = rcm.leaves(world, group)
    if not rcm.wanted(world, group, state) or (goes and not leaves):
        world.decided(state, Case.STAYS_DOWN, component=Component.RCM)
    elif leaves:
        world.decided(state, Case.FAILED_LEAVING, component=Component.RCM)
    else:
        state.returns = True
        world.decided(state, Case.RESTARTED_WITH_PROCESS, component=Component.RCM, action=Action.RESTART)
        world.post(BringOnline(state.resource.id))


_Reaction = Callable[[World, ResourceState | None, list[ResourceState], str, str, tuple[Evidence, ...]], None]
_REACTIONS: Mapping[str, _Reaction] = MappingProxyType({"stops answering": _all_stop, "restarts at once": _all_restart})


def _was_going_offline(world: World, state: ResourceState) -> bool:
    """One that was being taken offline is offline by the end of its process."""
    if state.call is None or state.call.function != "Offline":
        return False
    state.call.outcome = State.OFFLINE
    world.post(CallEnds(state.resource.id, state.call.serial))
    return True


def deadlocked(world: World, message: Deadlocked) -> None:
    """A call has not returned for DeadlockTimeout: the process is ended, and the resource is the culprit."""
    state = world.resources[message.resource]
    node = world.host(state)
    blocked = state.call is not None and state.call.blocks
    if state.serial != message.serial or node is None or not (blocked or state.status is Status.NO_RESPONSE):
        return
    world.decided(state, Case.DEADLOCK, component=Component.RHS)
    if blocked:
        state.call = None
        slots.released(world, state)
        world.set_state(state, State.FAILED, Status.FAILED)
    crashed(world, RhsCrash(node, state.resource.id))
    if blocked and state.status is Status.FAILED:
        world.post(Failed(state.resource.id, terminated=True))


def _process(world: World, state: ResourceState) -> ProcessKey:
    return process_key(state.resource, world.script(state).bits, state.separate)
