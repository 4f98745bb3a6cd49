"""How the cluster forms: the nodes that have a majority start it, and every group goes where it was or can be."""

from __future__ import annotations

from collections.abc import Callable

from hivetool.cluster.durations import in_words
from hivetool.cluster.owners import not_possible
from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import NodeState

from . import failover_manager, moves
from .messages import PlaceAgain
from .quorum import count, held_at_start
from .rules import Case
from .states import GroupState
from .trace import Action, Component
from .world import World


def cold_start(world: World, balance: Callable[[World], None]) -> None:
    """The whole cluster starts: the nodes that are up form it if they have a majority. One that runs is left alone."""
    if not world.starts_cold:
        again = ", but it runs already" if world.quorum else " again"
        world.note(None, component=Component.EVENT_LOG, text=f"event: the cluster starts{again}")
        if not world.quorum:
            form(world, balance)
        return
    for identity in world.ground.order:
        world.resources[identity]
    for identity in world.ground.owners:
        world.groups[identity].owner = None
    world.starts_cold = False
    world.note(None, component=Component.EVENT_LOG, text="event: the cluster starts")
    world.votes = held_at_start(world.ground.configured, world.members_up(), world.semantics)
    form(world, lambda _: None)


def form(world: World, balance: Callable[[World], None]) -> None:
    """The nodes whose machines run form the cluster, if they hold a majority of the votes last held."""
    up = [node.id for node in world.ground.by_id if node.id in world.alive and _may_form(world, node.id)]
    there = count(world.votes, up)
    if not there.enough:
        world.decided(None, Case.NOT_FORMED, {"count": there}, component=Component.MEMBERSHIP)
        for node in up:
            world.nodes[node] = NodeState.DOWN
        return
    world.quorum = True
    world.loss = None
    for node in up:
        world.nodes[node] = NodeState.PAUSED if node in world.paused else NodeState.UP
        label = world.node_label(node)
        world.decided(None, Case.NODE_COMES, node=label, component=Component.MEMBERSHIP, action=Action.NODE_UP)
    world.decided(None, Case.FORMS, {"count": there}, component=Component.MEMBERSHIP)
    balance(world)
    for group in moves.in_order(world, world.ground.owners):
        _start(world, group)


def _may_form(world: World, node: str) -> bool:
    return world.nodes[node] not in (NodeState.ISOLATED, NodeState.QUARANTINED)


def _start(world: World, group: GroupState) -> None:
    """One group when the cluster starts: where it was last, else where it should be, else where it can be."""
    first = _home(world, group)
    if first is not None and world.nodes[first] is NodeState.UP:
        place_at_start(world, group, first)
        return
    wait_ms = 1000 * world.number("ClusterGroupWaitDelay")
    if first is not None and wait_ms:
        words = {"node": world.node_label(first), "wait": in_words(wait_ms)}
        world.decided(group, Case.COLD_WAIT, words, component=Component.FAILOVER_MANAGER)
        group.awaits = first
        world.post(PlaceAgain(group.group.id), world.now_ms + wait_ms)
    else:
        place_anywhere(world, group)


def place_anywhere(world: World, group: GroupState) -> None:
    """Put a group where it can be, and bring it to its persistent state, unless it is kept offline at the start."""
    online = not _kept_offline(world, group)
    failover_manager.place(world, group, Case.COLD_START, Action.MOVE, online)


def _home(world: World, group: GroupState) -> str | None:
    """Where the group was last (DefaultOwner), else its first preferred owner, if it may be there."""
    last = group.group.number("DefaultOwner")
    texts = [group.owner or "", *([str(last)] if last is not None else []), *group.group.texts("PreferredOwners")]
    nodes = [node for text in texts if (node := world.database.node(text)) is not None]
    return next((node.id for node in nodes if not_possible(world.database, group.group, node) is None), None)


def place_at_start(world: World, group: GroupState, node: str) -> None:
    """Put a group on the node where it should be when the cluster starts."""
    label = world.node_label(node)
    world.decided(group, Case.COLD_START, component=Component.FAILOVER_MANAGER, target=label)
    group.homeless = group.owner is None
    moves.settle_on(world, group, node, online=not _kept_offline(world, group))


def _kept_offline(world: World, group: GroupState) -> bool:
    if world.ground.number("IgnorePersistentStateOnStartup").value == 1:
        world.decided(group, Case.COLD_IGNORED, component=Component.RCM)
        return True
    setting = stored_setting(group.group, "group", "ColdStartSetting")
    if setting is not None and setting.value == 1:
        world.decided(group, Case.COLD_SETTING, component=Component.RCM)
        return True
    return False
