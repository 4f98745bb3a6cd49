"""Preemption: a group that no node has the memory for takes it from groups of lower Priority (event 1251)."""

from __future__ import annotations

from dataclasses import replace

from hivetool.scenario.model import State

from . import moves
from .messages import RoomMade
from .node_manager import Question, free_mb, nodes_but_for_memory
from .rules import Case
from .states import GroupState, Room
from .trace import Action, Component
from .world import World


def make_room(world: World, group: GroupState, asked: Question, room: Room) -> bool:
    """Whether groups of lower Priority make room on the first node where that is enough; it begins at once.

    ``asked`` is what the Node Manager was asked in vain, ``room`` how the group is placed when they are offline. Who
    has the lowest Priority goes first, and nobody more than needed (ASSUMED: no page says which node, and how many).
    What somebody else gets is not counted twice: who makes room there already is waited for as well.
    """
    needs = asked.ground.assume.needs_mb.get(group.group.id, 0)
    if not needs or not asked.runs or not world.semantics.considers_capacity.value:
        return False
    if moves.priority(world, group) < world.number("MinimumPreemptorPriority"):
        return False
    for node in nodes_but_for_memory(asked):
        victims = _victims(world, group, node, needs - free_mb(asked, node))
        if victims:
            group.homeless = True
            world.rooms[group.group.id] = replace(room, node=node, victims=tuple(each.group.id for each in victims))
            for victim in victims:
                if victim.makes_room_for is None:
                    _preempt(world, group, victim)
            return True
    return False


def _victims(world: World, group: GroupState, node: str, missing_mb: int) -> list[GroupState]:
    """The groups of the node that make room, or do so already; none if all of them together were not enough."""
    needs = world.scenario.assume.needs_mb
    below = min(moves.priority(world, group), world.number("MinimumNeverPreemptPriority"))
    there = [world.groups[identity] for identity in needs if world.owner_of(identity) == node]
    lower = [each for each in there if moves.priority(world, each) < below and _can_go(world, each)]
    victims = [each for each in there if each.makes_room_for is not None and not world.idle(each.group.id)]
    missing_mb -= sum(needs[each.group.id] for each in victims)
    for victim in sorted(lower, key=lambda each: moves.priority(world, each)):
        if missing_mb <= 0:
            break
        victims.append(victim)
        missing_mb -= needs[victim.group.id]
    return victims if missing_mb <= 0 else []


def _can_go(world: World, group: GroupState) -> bool:
    return group.target is None and group.makes_room_for is None and not world.idle(group.group.id)


def _preempt(world: World, group: GroupState, victim: GroupState) -> None:
    words = {"resource": group.label}
    world.decided(victim, Case.PREEMPTED, words, component=Component.FAILOVER_MANAGER, action=Action.QUEUE)
    victim.makes_room_for = group.group.id
    victim.to_online.clear()
    running = [state for state in world.members(victim) if state.state is not State.OFFLINE]
    moves.take_offline(world, victim, {state.resource.id: Case.MAKES_ROOM for state in running})
    if not victim.going_offline:
        world.post(RoomMade(victim.group.id))
