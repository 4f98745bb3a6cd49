"""What a resource depends on, and what depends on it, as things are now (MS-CMRP 3.1.1.1.2)."""

from __future__ import annotations

from hivetool.cluster.expressions import holds
from hivetool.scenario.model import State

from .states import ResourceState
from .world import World


def cannot_stay(world: World, *states: ResourceState) -> list[ResourceState]:
    """What is online or coming online and cannot remain so without these, each before what depends on it."""
    gone = {state.resource.id for state in states if not state.returns}
    found: list[ResourceState] = []
    waiting = list(states)
    while waiting:
        for identity in world.database.dependents(waiting.pop().resource):
            other = world.resources[identity]
            there = other.state in (State.ONLINE, State.ONLINE_PENDING) or other.returns
            if identity in gone or not there or may_stay(world, other, gone):
                continue
            gone.add(identity)
            found.append(other)
            waiting.append(other)
    return found


def satisfied(world: World, state: ResourceState, gone: set[str] | frozenset[str] = frozenset()) -> bool:
    """Whether what the resource depends on is online; what is ``gone`` or about to go offline does not count."""
    needs = world.database.expression(state.resource)
    return holds(needs, lambda each: each not in gone and _stays_online(world, world.resources[each]))


def may_stay(world: World, state: ResourceState, gone: set[str] | frozenset[str] = frozenset()) -> bool:
    """Whether a resource that is online may remain so.

    What went down with its RHS process and is on its way back keeps nobody from that who outlived the process, or who
    is on the way back as well.
    """
    outlives = state.returns or (state.resource.is_virtual_machine and state.state is State.ONLINE)
    needs = world.database.expression(state.resource)
    return holds(needs, lambda each: each not in gone and _stays_online(world, world.resources[each], outlives))


def _stays_online(world: World, state: ResourceState, outlives: bool = False) -> bool:
    group = world.group_of(state)
    goes = group is not None and state.resource.id in group.to_offline
    return (state.state is State.ONLINE or (outlives and state.returns)) and not goes


def missing(world: World, state: ResourceState) -> ResourceState:
    """The first that the resource depends on and that is not online, or will not be; there is one."""
    providers = (world.resources[each] for each in world.database.providers(state.resource))
    return next(provider for provider in providers if not _stays_online(world, provider))
