"""How many virtual machines may be starting on a node at one time, and who waits for a slot."""

from __future__ import annotations

from .messages import BringOnline
from .rules import Case
from .states import ResourceState
from .trace import Action, Component
from .world import World


def queued(world: World, state: ResourceState, node: str) -> bool:
    """Whether a virtual machine has to wait because too many are starting on the node; if so it is put in the queue."""
    if not state.resource.is_virtual_machine or not world.starting:
        return False
    count = sum(other == node for other in world.starting.values())
    if count < world.semantics.starts_at_once.value:
        return False
    waiting = world.queued.setdefault(node, [])
    if state.resource.id not in waiting:
        waiting.append(state.resource.id)
        words = {"count": "1 virtual machine is" if count == 1 else f"{count} virtual machines are"}
        world.decided(world.group_of(state), Case.QUEUED, words, component=Component.RCM, action=Action.QUEUE)
    return True


def taken(world: World, state: ResourceState, node: str) -> None:
    """A virtual machine is starting on the node."""
    if state.resource.is_virtual_machine:
        world.starting[state.resource.id] = node


def released(world: World, state: ResourceState) -> None:
    """A virtual machine is not starting any more: the next one that waits for that node may."""
    node = world.starting.pop(state.resource.id, None)
    if node is not None and world.queued.get(node):
        world.post(BringOnline(world.queued[node].pop(0)))
