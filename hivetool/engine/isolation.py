"""Isolation and quarantine: a node that others lost touch with, and one that left too often (RESIL, 2016 and later)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import NodeState

from . import failover_manager, moves, polling
from .detection import By, exactly
from .messages import PeriodOver, QuarantineOver
from .rules import Case
from .states import GroupState, ResourceState
from .trace import Action, Component
from .world import World

_HOUR_MS = 3_600_000


def period_ms(world: World, group: GroupState | None) -> int:
    """How long a group may stay with an isolated node; None: the node itself."""
    own = stored_setting(group.group, "group", "ResiliencyPeriod") if group is not None else None
    return 1000 * (own.value if own is not None else world.number("ResiliencyDefaultPeriod"))


def has_machine(world: World, group: GroupState) -> bool:
    """Whether the group is a virtual machine's, and nothing of it on its way: only these run on, unmonitored."""
    machine = any(state.resource.is_virtual_machine for state in world.members(group))
    return machine and not moves.pending(world, group)


def stays(world: World, identity: str) -> bool:
    """Whether a group stays where it is though its node is no member."""
    owner = world.owner_of(identity)
    isolated = owner is not None and world.nodes[owner] is NodeState.ISOLATED
    return isolated and has_machine(world, world.groups[identity])


def from_the_start(world: World) -> None:
    """Nodes that are assumed to be isolated or quarantined when the cluster starts: that is timed from then on."""
    held = [node.id for node in world.ground.by_id if world.nodes[node.id] in _FROM_THE_START]
    for node in held:
        state = world.nodes[node]
        what = f"since when {world.node_label(node)} is {state.value}"
        world.assume(what, in_words(world.now_ms), "the scenario does not say")
        _FROM_THE_START[state](world, node)


def begins(world: World, node: str) -> None:
    """A node is isolated: virtual machines run on, and how long they may is timed."""
    world.nodes[node] = NodeState.ISOLATED
    label = world.node_label(node)
    staying = [group for identity in world.groups_on(node) if has_machine(world, group := world.groups[identity])]
    longest = max([period_ms(world, None), *(period_ms(world, group) for group in staying)])
    words = {"wait": in_words(longest)}
    world.decided(None, Case.ISOLATED, words, node=label, component=Component.MEMBERSHIP)
    world.isolated_since[node] = world.now_ms
    for group in staying:
        world.decided(group, Case.UNMONITORED, component=Component.RHS)
        over = PeriodOver(node, world.now_ms, group.group.id)
        world.post(over, world.now_ms + period_ms(world, group))
    world.post(PeriodOver(node, world.now_ms), world.now_ms + longest)


def period_over(world: World, message: PeriodOver) -> None:
    """The node has not come back within a period: a group fails over, or the node is down."""
    node = message.node
    same = world.isolated_since.get(node) == message.since
    if not same or world.nodes[node] is not NodeState.ISOLATED or not world.quorum:
        return
    if message.group is not None:
        group = world.groups[message.group]
        if group.owner == node:
            moves.gone(world, group)
            world.decided(group, Case.ISOLATION_OVER, component=Component.MEMBERSHIP)
            failover_manager.place(world, group, Case.NODE_LOST)
        return
    world.nodes[node] = NodeState.DOWN
    world.leaves.setdefault(node, []).append(world.now_ms)
    label = world.node_label(node)
    world.decided(None, Case.ISOLATION_OVER, node=label, component=Component.MEMBERSHIP, action=Action.NODE_DOWN)


def dies(world: World, node: str) -> None:
    """An isolated or quarantined node dies: what ran on there unmonitored is gone when its period is over."""
    for identity in world.groups_on(node):
        group = world.groups[identity]
        left_ms = world.isolated_since.get(node, world.now_ms) + period_ms(world, group) - world.now_ms
        moves.dies(world, group, exactly(max(left_ms, 0)))


def unmonitored(world: World, state: ResourceState) -> bool:
    """Whether the resource runs on with an isolated node, so that nobody learns what becomes of it."""
    group = world.group_of(state)
    return group is not None and group.owner is not None and world.nodes[group.owner] is NodeState.ISOLATED


def stops(world: World, state: ResourceState) -> None:
    """An unmonitored resource stops: that is found when the period of its group is over, if its node is not back."""
    group = world.group_of(state)
    assert group is not None
    since_ms = world.isolated_since.get(group.owner or "", world.now_ms)
    left_ms = since_ms + period_ms(world, group) - world.now_ms
    world.detects(state, exactly(max(left_ms, 0)), By.HEARTBEATS)


def returns(world: World, node: str) -> None:
    """An isolated node is back in time."""
    label = world.node_label(node)
    world.decided(None, Case.BACK_IN_TIME, node=label, component=Component.MEMBERSHIP)


def monitored_again(world: World, node: str) -> None:
    """RHS of the node is asked again: what became of the resources that ran on there unmonitored is to be found."""
    for identity in world.groups_on(node):
        for state in world.members(world.groups[identity]) if not world.groups[identity].homeless else ():
            polling.settled(world, state)


def quarantines(world: World, node: str) -> bool:
    """Whether a node that comes up has left so often within an hour that it is quarantined; if so it is."""
    threshold = world.ground.number("QuarantineThreshold").value
    recent = [at_ms for at_ms in world.leaves.get(node, ()) if world.now_ms - at_ms < _HOUR_MS]
    if not threshold or len(recent) < threshold or not world.quorum:
        return False
    world.number("QuarantineThreshold")
    world.nodes[node] = NodeState.QUARANTINED
    quarantine(world, node)
    return True


def quarantine(world: World, node: str) -> None:
    """A node may not join for QuarantineDuration."""
    lasts_ms = 1000 * world.number("QuarantineDuration")
    words = {"wait": in_words(lasts_ms)}
    label = world.node_label(node)
    world.decided(None, Case.QUARANTINED, words, node=label, component=Component.MEMBERSHIP)
    world.isolated_since[node] = world.now_ms
    world.post(QuarantineOver(node, world.now_ms), world.now_ms + lasts_ms)


def still_quarantined(world: World, node: str) -> None:
    """A node that died in its quarantine is back before that is over: it has to wait for the end like any other."""
    world.alive.add(node)
    left_ms = world.isolated_since[node] + 1000 * world.number("QuarantineDuration") - world.now_ms
    words = {"wait": in_words(left_ms)}
    world.decided(None, Case.QUARANTINED, words, node=world.node_label(node), component=Component.MEMBERSHIP)


def quarantine_over(world: World, message: QuarantineOver) -> bool:
    """Whether a quarantine is over and the node may join. Its leaves are forgotten then; one that is dead is down."""
    node = message.node
    same = world.isolated_since.get(node) == message.since
    if not same or world.nodes[node] is not NodeState.QUARANTINED:
        return False
    world.leaves.pop(node, None)
    if node not in world.alive:
        world.nodes[node] = NodeState.DOWN
        return False
    label = world.node_label(node)
    world.decided(None, Case.QUARANTINE_OVER, node=label, component=Component.MEMBERSHIP)
    return True


_FROM_THE_START: Mapping[NodeState, Callable[[World, str], None]] = MappingProxyType(
    {NodeState.ISOLATED: begins, NodeState.QUARANTINED: quarantine}
)
