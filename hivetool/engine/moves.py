"""How a group leaves a node and arrives on another: dependents offline first, providers online first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import NodeState, State, Status

from . import calls, polling, rcm, rhs, slots
from .dependencies import satisfied
from .detection import By, Span
from .downtime import Mark
from .messages import BringOnline, CameOnline, Departed, PlaceAgain, RoomMade, WentOffline
from .resource_dll import function_name
from .rules import RULES, Case
from .states import GroupState, ResourceState
from .trace import Action, Component, Step
from .world import World

NORMAL_PRIORITY = 2000
"""Priority of a group that stores none (MSCS groups-priority)."""


def priority(world: World, group: GroupState) -> int:
    """The group's Priority: 3000 high, 2000 medium, 1000 low, 0 not started automatically."""
    setting = stored_setting(group.group, "group", "Priority")
    return setting.value if setting is not None else NORMAL_PRIORITY


def in_order(world: World, groups: Iterable[str]) -> list[GroupState]:
    """The groups of these ids in the order in which they are started: by Priority, then as stored."""
    known = [world.groups[identity] for identity in groups]
    return sorted(known, key=lambda group: (-priority(world, group), world.ground.group_order[group.group.id]))


def pending(world: World, group: GroupState) -> bool:
    """Whether the group is on its way, or any of its resources pending: then no command to it is taken."""
    return group.target is not None or any(state.call is not None for state in world.members(group))


def leave(world: World, group: GroupState, target: str, *, automatic: bool = False) -> None:
    """Take the group offline on its node, then bring it to the target; ``automatic``: nobody has commanded that."""
    group.target, group.automatic = target, automatic
    group.down.mark(Mark.LEAVES, world.now_ms)
    group.to_online.clear()
    members = world.members(group)
    running = [
        state
        for state in members
        if state.call is not None or (state.status is not Status.FAILED and state.state is not State.OFFLINE)
    ]
    _are_to_go(group, running, dict.fromkeys((state.resource.id for state in running), Case.TAKE_OFFLINE))
    _offline_next(world, group, members)


def take_offline(world: World, group: GroupState, cases: Mapping[str, Case]) -> None:
    """Take resources of the group, by id and why, offline where it is, dependents first."""
    _are_to_go(group, [world.resources[each] for each in cases], cases)
    _offline_next(world, group, world.members(group))


def _are_to_go(group: GroupState, states: list[ResourceState], cases: Mapping[str, Case]) -> None:
    """These are to go offline in their turn; one that is going already is waited for, and not told again."""
    for state in states:
        if state.call is not None and state.call.function == "Offline":
            group.going_offline.add(state.resource.id)
            group.to_offline.pop(state.resource.id, None)
        else:
            group.to_offline[state.resource.id] = cases[state.resource.id]


def _offline_next(world: World, group: GroupState, candidates: list[ResourceState]) -> None:
    """Take offline those that nothing waits for any more; when all is offline a group that is leaving arrives."""
    ready = [each for each in candidates if each.resource.id in group.to_offline and not _needed(world, group, each)]
    for state in ready:
        if state.resource.id in group.to_offline:
            case = group.to_offline.pop(state.resource.id)
            group.going_offline.add(state.resource.id)
            before = _COMMANDED.get(case, "")
            world.decided(state, case, component=_BY[case], action=Action.OFFLINE, before=before)
            calls.begin_offline(world, state)
    if not group.going_offline and group.target is not None:
        _arrive(world, group, group.target)


_COMMANDED: Mapping[Case, str] = MappingProxyType(
    {Case.COMMAND_ONLINE: "online was commanded: ", Case.COMMAND_OFFLINE: "offline was commanded: "}
)

_BY: Mapping[Case, Component] = MappingProxyType(
    {
        Case.TAKE_OFFLINE: Component.RHS,
        Case.COMMAND_OFFLINE: Component.RCM,
        Case.DEPENDENT_FIRST: Component.RCM,
        Case.DRAINED: Component.RCM,
        Case.MAKES_ROOM: Component.RCM,
        Case.TARGET_FLAGGED: Component.RHS,
        Case.TARGET_ALL: Component.RHS,
        Case.COMMAND_ONLINE: Component.RCM,
        Case.PROVIDER_FIRST: Component.RCM,
    }
)
"""Who has a resource brought online or taken offline for this reason."""


def went_offline(world: World, message: WentOffline) -> None:
    """One resource is offline: of a group that goes offline the next ones may follow."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    if group is not None and message.resource in group.going_offline:
        group.going_offline.discard(message.resource)
        before = {world.resources[each].order: each for each in _providers(world, message.resource)}
        _offline_next(world, group, [world.resources[each] for _, each in sorted(before.items())])
        if not group.going_offline and group.owner is not None and group.owner in world.leaving:
            world.post(Departed(group.owner))
        if not group.going_offline and group.makes_room_for is not None:
            world.post(RoomMade(group.group.id))
    rcm.went_offline(world, state)


def _needed(world: World, group: GroupState, state: ResourceState) -> bool:
    """Whether something that depends on the resource is still to go offline, or going."""
    dependents = world.database.dependents(state.resource)
    return any(each in group.to_offline or each in group.going_offline for each in dependents)


def _providers(world: World, identity: str) -> tuple[str, ...]:
    return world.database.providers(world.resources[identity].resource)


def _arrive(world: World, group: GroupState, target: str) -> None:
    source, group.target = group.owner, None
    if world.nodes[target] is not NodeState.UP or target in world.leaving:
        world.post(PlaceAgain(group.group.id, lost=True))
        return
    settle_on(world, group, target, automatic=group.automatic)
    if source in world.leaving and source is not None:
        world.post(Departed(source))


def settle_on(world: World, group: GroupState, target: str, online: bool = True, *, automatic: bool = True) -> None:
    """The group is the target's now: its resources are opened there, and those that are to be are brought online.

    Priority 0 only keeps it offline if its arrival is ``automatic`` (MS-CMRP 3.1.4.2.52: to its persistent state).
    """
    source, members = group.owner, world.members(group)
    group.awaits = None
    for state in members:
        _arrived(world, state)
    if source != target or group.homeless:
        _close_and_open(world, group, source, target)
        world.set_owner(group, target)
    world.note(
        group,
        component=Component.FAILOVER_MANAGER,
        step=Step.TARGET,
        text=f"hands the GUID and PersistentState of {len(members)} resource{'s' * (len(members) != 1)} to RHS "
        f"on {world.node_label(target)}",
    )
    group.stays_offline = world.nodes[target] is not NodeState.UP or not online
    group.down.mark(Mark.ARRIVES, world.now_ms)
    if not group.stays_offline and automatic and priority(world, group) == 0:
        world.decided(group, Case.NO_AUTO_START, component=Component.RCM)
        group.stays_offline = True
    if not group.stays_offline:
        _flagged(world, group, members)


def _close_and_open(world: World, group: GroupState, source: str | None, target: str) -> None:
    """Close on the source, where that is still there, and Open on the target."""
    for state in world.members(group):
        close, opens = (function_name(state.resource.type, name) for name in ("Close", "Open"))
        lacks = world.script(state).lacks
        there = source is not None and source != target and world.runs(source) and "Close" not in lacks
        told = [f"{close} on {world.node_label(source)}"] if there and source is not None else []
        told += [f"{opens} on {world.node_label(target)}"] if "Open" not in lacks else []
        if told:
            world.note(state, component=Component.RESOURCE_DLL, text=", ".join(told))


def _arrived(world: World, state: ResourceState) -> None:
    state.given_up = state.recovering = state.waits = state.last_try = False
    state.returns = state.unheard = state.told_later = False
    state.restart_due = None
    if state.call is not None:
        state.call = None
        state.serial += 1
    if world.semantics.restart_counter.value == "fresh on each node":
        state.restarts.clear()
    world.set_state(state, State.OFFLINE, Status.OFFLINE)


def _flagged(world: World, group: GroupState, members: list[ResourceState]) -> None:
    for state in members:
        flagged = world.expected(state) is Status.ONLINE
        if flagged or world.semantics.target_online.value == "all":
            group.to_online[state.resource.id] = Case.TARGET_FLAGGED if flagged else Case.TARGET_ALL
        else:
            rule = RULES[Case.TARGET_OFFLINE]
            state.compared = (Status.OFFLINE, Status.OFFLINE)
            world.note(state, component=Component.RHS, step=Step.TARGET, text=rule.why, decision=rule.citation)
    _online_next(world, group, members)


def bring_online(world: World, group: GroupState, cases: Mapping[str, Case]) -> None:
    """Bring resources of the group, by id and why, online where it is, providers first."""
    group.to_online.update(cases)
    _online_next(world, group, [world.resources[identity] for identity in cases])


def _online_next(world: World, group: GroupState, candidates: list[ResourceState]) -> None:
    for state in candidates:
        case = group.to_online.get(state.resource.id)
        waits = any(provider in group.to_online for provider in _providers(world, state.resource.id))
        if case is None or (waits and not satisfied(world, state)):
            continue
        arrives = case in (Case.TARGET_FLAGGED, Case.TARGET_ALL)
        world.decided(
            state,
            case,
            component=_BY[case],
            action=Action.ONLINE,
            step=Step.TARGET if arrives else None,
            before=_COMMANDED.get(case, ""),
            evidence=rhs.recorded_evidence(world, state) if arrives else (),
        )
        world.post(BringOnline(state.resource.id))


def came_online(world: World, message: CameOnline) -> None:
    """One resource of an arriving group is online, and may stay so: those that depend on it may follow."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    if group is None or message.resource not in group.to_online or state.status is not Status.ONLINE:
        return
    del group.to_online[message.resource]
    dependents = [
        world.resources[each] for each in world.database.dependents(state.resource) if each in group.to_online
    ]
    dependents.sort(key=lambda other: other.order)
    idle = [other for other in dependents if other.status is not Status.ONLINE and other.call is None]
    _online_next(world, group, idle)
    if not group.to_online:
        group.tried.clear()


def migrate(world: World, group: GroupState, target: str) -> None:
    """The group is the target's now, and nothing of it went offline: a live migration."""
    source = group.owner
    _close_and_open(world, group, source, target)
    world.set_owner(group, target)
    for state in world.members(group):
        if world.semantics.restart_counter.value == "fresh on each node":
            state.restarts.clear()
        if state.status is Status.NO_RESPONSE:
            # The call that hangs does so in a process of the node that was left; who hosts it now has not asked yet.
            state.serial += 1
            polling.watch(world, state)
    if source is not None and source in world.leaving:
        world.post(Departed(source))


def dies(world: World, group: GroupState, noticed: Span) -> None:
    """The group's node dies, which is noticed after this time."""
    for state in world.members(group):
        if Status.ONLINE in (state.status, state.state.value):
            world.detects(state, noticed, By.HEARTBEATS)
    struck(world, group)


def struck(world: World, group: GroupState) -> None:
    """The group's node has died: nothing of it runs any more, and the cluster does not know that yet."""
    for waiting in (group.to_offline, group.going_offline, group.to_online):
        waiting.clear()
    group.target = group.makes_room_for = None
    for state in world.members(group):
        state.call = state.restart_due = None
        state.serial += 1
        state.unseen_stop = state.recovering = state.waits = state.first = state.returns = False
        slots.released(world, state)
        world.set_state(state, state.state, Status.OFFLINE)


def gone(world: World, group: GroupState) -> None:
    """The cluster knows that the group's node is gone: its resources are offline."""
    struck(world, group)
    for state in world.members(group):
        if state.state is not State.FAILED:
            world.set_state(state, State.OFFLINE)
