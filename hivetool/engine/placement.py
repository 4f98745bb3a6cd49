"""Groups that go somewhere because a node comes or goes: drains, failback, and what no node could take."""

from __future__ import annotations

from datetime import datetime, timedelta

from hivetool.cluster.durations import in_words
from hivetool.cluster.owners import not_possible
from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import NodeState, State

from . import failover_manager, forming, moves
from .messages import FailBack, FailOver, PlaceAgain, RoomMade
from .node_manager import kept_apart
from .rules import Case
from .states import RUNNING, GroupState, Room
from .trace import Action, Component
from .world import World

_HOURS = 24
_HOUR_MS = 3_600_000


def drain(world: World, node: str, *, live: bool) -> None:
    """Every group of the node is moved away, virtual machines live if they may be; what nothing can take stays."""
    for group in moves.in_order(world, world.groups_on(node)):
        if group.target is not None:
            continue
        target = failover_manager.find(world, group, node, step=None)
        if target is None:
            if node in world.leaving:
                group.stays_offline = True
                running = [state for state in world.members(group) if state.state is not State.OFFLINE]
                moves.take_offline(world, group, {state.resource.id: Case.DRAINED for state in running})
            continue
        group.came_from = node
        lively = live and runs_machine(world, group)
        case = Case.DRAINED_LIVE if lively else Case.DRAINED
        label = world.node_label(target)
        world.decided(group, case, component=Component.FAILOVER_MANAGER, action=Action.MOVE, target=label)
        if lively:
            moves.migrate(world, group, target)
        else:
            moves.leave(world, group, target)


def runs_machine(world: World, group: GroupState) -> bool:
    """Whether a virtual machine of the group is online, and nothing of the group pending: it can be migrated live."""
    members = world.members(group)
    machines = [state for state in members if state.resource.is_virtual_machine]
    return any(state.state is State.ONLINE for state in machines) and all(state.call is None for state in members)


def place_homeless(world: World) -> None:
    """A node has come up: what no node runs is placed again, and what could go nowhere fails over."""
    touched = [identity for identity, group in world.groups.items() if _runs_nowhere(world, group)]
    untouched = [] if world.starts_cold else [each for each in world.ground.homeless if each not in world.groups]
    for group in moves.in_order(world, (*touched, *untouched)):
        stays = group.owner is not None and world.nodes[group.owner] is NodeState.ISOLATED and not group.homeless
        if group.target is None and not stays:
            _place_again(world, group)
    for group in [each for each in world.groups.values() if each.stranded]:
        group.stranded = False
        if any(state.given_up for state in world.members(group)):
            world.decided(group, Case.PLACED_AGAIN, component=Component.FAILOVER_MANAGER)
            world.post(FailOver(group.group.id))


def _runs_nowhere(world: World, group: GroupState) -> bool:
    """Whether no member has the group, as far as the cluster knows, or one for want of another and nothing is online.

    What has died and is not noticed yet still counts as a member. A group that awaits a node has none.
    """
    if group.owner is None or world.nodes[group.owner] not in RUNNING or group.awaits is not None:
        return True
    members = world.members(group) if group.homeless else []
    return group.homeless and all(state.state is not State.ONLINE and state.call is None for state in members)


def _place_again(world: World, group: GroupState) -> None:
    if group.awaits is None:
        failover_manager.place(world, group, Case.PLACED_AGAIN)
    elif world.nodes[group.awaits] is NodeState.UP:
        node, group.awaits = group.awaits, None
        forming.place_at_start(world, group, node)


def place_again(world: World, message: PlaceAgain) -> None:
    """A group cannot go where it was going, or has waited long enough for a node."""
    group = world.groups[message.group]
    stays = world.runs(group.owner) and not group.homeless and not message.lost and group.awaits is None
    if group.target is not None or not world.quorum or stays:
        return
    if message.lost:
        failover_manager.place(world, group, Case.TARGET_LOST)
        return
    if group.awaits is not None:
        group.awaits = None
        forming.place_anywhere(world, group)
    else:
        failover_manager.place(world, group, Case.PLACED_AGAIN)


def room_made(world: World, message: RoomMade) -> None:
    """A group has made room; who has all that is needed is placed, then those are whom nobody waits for any more."""
    victim = world.groups[message.group]
    if victim.makes_room_for is None:
        return
    victim.makes_room_for, victim.homeless = None, True
    ready = {identity: room for identity, room in world.rooms.items() if _is_made(world, room, message.group)}
    for identity, room in ready.items():
        world.groups[identity].homeless = False
        failover_manager.place(world, world.groups[identity], room.case, room.action)
    waited_for = {each for room in world.rooms.values() for each in room.victims}
    victims = dict.fromkeys((*(each for room in ready.values() for each in room.victims), message.group))
    for group in [world.groups[each] for each in victims if each not in waited_for]:
        if group.homeless and group.target is None:
            failover_manager.place(world, group, Case.PREEMPTED_PLACED)


def _is_made(world: World, room: Room, last: str) -> bool:
    """Whether the room is made now that the group ``last`` is offline."""
    return last in room.victims and all(world.groups[each].makes_room_for is None for each in room.victims)


def fail_back_to(world: World, node: str) -> None:
    """A node has come up: groups with AutoFailbackType 1 that prefer it to where they are go back, in their window."""
    if world.nodes[node] is not NodeState.UP:
        return
    for identity in world.ground.failing_back:
        group = world.groups[identity]
        if _prefers(world, group, node):
            wait_ms = _window_opens_in(world, group)
            if wait_ms:
                words = {"wait": in_words(wait_ms)}
                world.decided(group, Case.FAILBACK_LATER, words, component=Component.FAILOVER_MANAGER)
                world.post(FailBack(identity, node), world.now_ms + wait_ms)
            else:
                _go_back(world, group, node, Case.FAILBACK)


def fail_back(world: World, message: FailBack) -> None:
    """A failback window opens."""
    group = world.groups[message.group]
    if world.nodes[message.node] is NodeState.UP and _prefers(world, group, message.node):
        _go_back(world, group, message.node, Case.FAILBACK)


def _prefers(world: World, group: GroupState, node: str) -> bool:
    if group.owner is None or group.owner == node or moves.pending(world, group) or not world.runs(group.owner):
        return False
    if group.homeless:
        return False
    nodes = [found.id for text in group.group.texts("PreferredOwners") if (found := world.database.node(text))]
    if node not in nodes or (group.owner in nodes and nodes.index(group.owner) < nodes.index(node)):
        return False
    return _may_take(world, group, node)


def _may_take(world: World, group: GroupState, node: str) -> bool:
    """Whether nothing forbids the node: it is a possible owner, and no enforced rule keeps the group apart from it."""
    asked, there = failover_manager.question(world, group, group.owner), world.node(node)
    return not_possible(world.database, group.group, there) is None and kept_apart(asked, there) is None


def _window_opens_in(world: World, group: GroupState) -> int:
    """Milliseconds until the failback window opens, 0 if it is open or there is none (both hours are needed)."""
    hours = [stored_setting(group.group, "group", f"FailbackWindow{which}") for which in ("Start", "End")]
    start, end = (None if each is None or each.value >= _HOURS else each.value for each in hours)
    if start is None or end is None:
        return 0
    now = world.scenario.assume.starts_at
    if now is None:
        world.assume("local time at 0", "00:00", "the scenario has no starts_at")
        now = datetime(2000, 1, 1)
    now += timedelta(milliseconds=world.now_ms)
    if (now.hour - start) % _HOURS < (end - start) % _HOURS or start == end:
        return 0
    opens = now.replace(hour=start, minute=0, second=0, microsecond=0)
    opens += timedelta(days=opens <= now)
    return int((opens - now) / timedelta(milliseconds=1))


def _go_back(world: World, group: GroupState, node: str, case: Case, *, live: bool = False) -> None:
    world.decided(
        group, case, component=Component.FAILOVER_MANAGER, action=Action.FAILBACK, target=world.node_label(node)
    )
    if live:
        moves.migrate(world, group, node)
    else:
        moves.leave(world, group, node)


def resumed(world: World, node: str) -> None:
    """A node is resumed: groups that were drained from it go back, all of them or those with AutoFailbackType 1."""
    way = world.semantics.resume_failback.value
    if way == "none":
        world.assume("failback to a resumed node", "none", world.semantics.resume_failback.source)
        return
    allowed = set(world.ground.failing_back)
    drained = [identity for identity, group in world.groups.items() if group.came_from == node]
    for group in moves.in_order(world, drained):
        group.came_from = None
        wanted = way == "immediate" or (group.group.id in allowed and _prefers(world, group, node))
        wanted = wanted and _may_take(world, group, node)
        if wanted and group.owner != node and not moves.pending(world, group) and world.runs(group.owner):
            lively = runs_machine(world, group)
            _go_back(world, group, node, Case.RESUMED_LIVE if lively else Case.RESUMED_BACK, live=lively)
