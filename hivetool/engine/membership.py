"""Membership: nodes that die, leave, come back, are isolated or paused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.scenario.model import Becomes, NodeBecomes, NodeState

from . import commands, database_manager, forming, inside, isolation, moves, placement
from .detection import heartbeats
from .messages import Departed, Noticed, PlaceAgain
from .quorum import count, given_up
from .regroup import balance, goes, loses, quorum_lost
from .rules import Case
from .states import RUNNING
from .trace import Action, Component
from .world import World


def becomes(world: World, event: NodeBecomes) -> None:
    """Something happens to a node."""
    now = world.nodes[event.node]
    held = event.node not in world.alive
    going = event.node in world.leaving and event.becomes in _NOT_WHILE_LEAVING
    fits = _FITS[event.becomes]
    label = world.node_label(event.node)
    if (held and event.becomes is not Becomes.UP) or (not held and now not in fits) or going:
        state = "down" if held else "shutting down" if going else now.value
        text = f"event: {event.becomes.value}, but it is {state} already or cannot be that now"
        world.note(None, node=label, component=Component.EVENT_LOG, text=text)
        return
    if world.starts_cold and event.becomes not in _BEFORE_START:
        text = f"event: {event.becomes.value}, but there is no cluster before the start"
        world.note(None, node=label, component=Component.EVENT_LOG, text=text)
        return
    world.note(None, node=label, component=Component.EVENT_LOG, text=f"event: {_TOLD[event.becomes]}")
    if world.starts_cold:
        _before_start(world, event)
    else:
        _HANDLERS[event.becomes](world, event.node)


def _before_start(world: World, event: NodeBecomes) -> None:
    """Before the cluster starts there is nobody to notice: only what the node is when it starts is changed."""
    world.nodes[event.node] = state = _BEFORE_START[event.becomes]
    (world.alive.discard if state is NodeState.DOWN else world.alive.add)(event.node)
    if state is NodeState.PAUSED:
        world.paused.add(event.node)
    elif event.becomes is Becomes.RESUMED:
        world.paused.discard(event.node)


def _down(world: World, node: str) -> None:
    world.alive.discard(node)
    world.leaving.discard(node)
    if world.nodes[node] in RUNNING:
        world.silent[node] = world.now_ms
        delay = world.number("SameSubnetDelay") * world.number("SameSubnetThreshold")
        words = {"wait": in_words(delay)}
        world.decided(None, Case.NODE_DIES, words, node=world.node_label(node), component=Component.MEMBERSHIP)
        database_manager.lost_with(world, node)
        span = heartbeats(world.number("SameSubnetDelay"), world.number("SameSubnetThreshold"))
        for identity in world.groups_on(node):
            moves.dies(world, world.groups[identity], span)
        world.post(Noticed(node, world.now_ms), world.now_ms + delay)
    else:
        isolation.dies(world, node)


def _shutdown(world: World, node: str) -> None:
    label = world.node_label(node)
    world.decided(None, Case.NODE_SHUTS_DOWN, node=label, component=Component.MEMBERSHIP)
    world.leaving.add(node)
    world.votes_before = world.votes_before or world.votes
    world.votes = given_up(world.votes, [node])
    placement.drain(world, node, live=world.number("DrainOnShutdown") == 1)
    world.post(Departed(node))


def departed(world: World, message: Departed) -> None:
    """A group has left a node that shuts down; when none is on its way any more the node is gone."""
    node = message.node
    if node not in world.leaving:
        return
    groups = [world.groups[identity] for identity in world.groups_on(node)]
    if any(group.target is not None or group.going_offline for group in groups):
        return
    world.leaving.discard(node)
    world.alive.discard(node)
    for group in groups:
        moves.gone(world, group)
        group.homeless = True
    world.nodes[node] = NodeState.DOWN
    label = world.node_label(node)
    world.decided(None, Case.NODE_NOTICED, node=label, component=Component.MEMBERSHIP, action=Action.NODE_DOWN)
    for identity in [each for each, room in world.rooms.items() if room.node == node]:
        world.post(PlaceAgain(identity))
    if world.members_up():
        balance(world)
    else:
        world.votes, world.votes_before = world.votes_before or world.votes, None
    left = count(world.votes, world.members_up())
    if not left.enough:
        quorum_lost(world, left)


def _up(world: World, node: str) -> None:
    was = world.nodes[node]
    if was is NodeState.QUARANTINED:
        isolation.still_quarantined(world, node)
        return
    died = node in world.silent or (was is NodeState.ISOLATED and node not in world.alive)
    world.alive.add(node)
    if died:
        goes(world, node, NodeState.DOWN)
        loses(world, {node})
        if not world.quorum:
            forming.form(world, balance)
            return
    if was is NodeState.ISOLATED and not died:
        isolation.returns(world, node)
    elif isolation.quarantines(world, node):
        return
    may_join(world, node)


def may_join(world: World, node: str) -> None:
    """A node joins the cluster, or forms it with others if there is none."""
    if not world.quorum:
        world.nodes[node] = NodeState.DOWN
        forming.form(world, balance)
        return
    _joins(world, node, world.node_label(node))


def _joins(world: World, node: str, label: str) -> None:
    """A node is a member again: votes are balanced, groups without a node are placed, and some go back to it."""
    still_paused = node in world.paused
    world.nodes[node] = NodeState.PAUSED if still_paused else NodeState.UP
    world.decided(None, Case.NODE_COMES, node=label, component=Component.MEMBERSHIP, action=Action.NODE_UP)
    if still_paused:
        world.decided(None, Case.STAYS_PAUSED, node=label, component=Component.MEMBERSHIP)
    if world.loss is None:
        balance(world)
    inside.told_late(world, node)
    commands.heard(world, node)
    isolation.monitored_again(world, node)
    placement.place_homeless(world)
    placement.fail_back_to(world, node)


def _paused(world: World, node: str) -> None:
    world.paused.add(node)
    world.nodes[node] = NodeState.PAUSED
    world.decided(None, Case.NODE_PAUSES, node=world.node_label(node), component=Component.MEMBERSHIP)


def _drained(world: World, node: str) -> None:
    if world.nodes[node] is NodeState.UP:
        _paused(world, node)
    placement.drain(world, node, live=True)


def _resumed(world: World, node: str) -> None:
    world.paused.discard(node)
    world.nodes[node] = NodeState.UP
    world.decided(None, Case.NODE_RESUMES, node=world.node_label(node), component=Component.MEMBERSHIP)
    placement.place_homeless(world)
    placement.resumed(world, node)


def _isolated(world: World, node: str) -> None:
    world.leaving.discard(node)
    isolation.begins(world, node)
    loses(world, {node})


def _quarantined(world: World, node: str) -> None:
    world.leaving.discard(node)
    goes(world, node, NodeState.QUARANTINED)
    isolation.quarantine(world, node)
    loses(world, {node})


_HANDLERS: Mapping[Becomes, Callable[[World, str], None]] = MappingProxyType(
    {
        Becomes.DOWN: _down,
        Becomes.SHUTDOWN: _shutdown,
        Becomes.UP: _up,
        Becomes.PAUSED: _paused,
        Becomes.DRAINED: _drained,
        Becomes.RESUMED: _resumed,
        Becomes.ISOLATED: _isolated,
        Becomes.QUARANTINED: _quarantined,
    }
)

_ANY = frozenset(NodeState)
_FITS: Mapping[Becomes, frozenset[NodeState]] = MappingProxyType(
    {
        Becomes.DOWN: _ANY,
        Becomes.SHUTDOWN: RUNNING,
        Becomes.UP: frozenset({NodeState.DOWN, NodeState.ISOLATED}),
        Becomes.PAUSED: frozenset({NodeState.UP}),
        Becomes.DRAINED: RUNNING,
        Becomes.RESUMED: frozenset({NodeState.PAUSED}),
        Becomes.ISOLATED: RUNNING,
        Becomes.QUARANTINED: RUNNING,
    }
)
"""In which states a node can become this."""

_NOT_WHILE_LEAVING = frozenset({Becomes.SHUTDOWN, Becomes.PAUSED, Becomes.DRAINED, Becomes.RESUMED})

_BEFORE_START: Mapping[Becomes, NodeState] = MappingProxyType(
    {
        Becomes.DOWN: NodeState.DOWN,
        Becomes.SHUTDOWN: NodeState.DOWN,
        Becomes.UP: NodeState.UP,
        Becomes.RESUMED: NodeState.UP,
        Becomes.PAUSED: NodeState.PAUSED,
        Becomes.DRAINED: NodeState.PAUSED,
    }
)
"""What a node is to which this happens before the cluster starts; without a cluster none is isolated or quarantined."""

_TOLD: Mapping[Becomes, str] = MappingProxyType(
    {
        Becomes.DOWN: "the node dies",
        Becomes.SHUTDOWN: "the node is shut down",
        Becomes.UP: "the node comes up",
        Becomes.PAUSED: "the node is paused",
        Becomes.DRAINED: "the node is paused and drained",
        Becomes.RESUMED: "the node is resumed",
        Becomes.ISOLATED: "the node is isolated",
        Becomes.QUARANTINED: "the node is quarantined",
    }
)
