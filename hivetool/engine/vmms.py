"""VMMS.EXE: Hyper-V's management service, which is told of every function that VMCLUSRES.DLL executes."""

from __future__ import annotations

from .states import ResourceState
from .trace import Component, Step
from .world import World


def tells(world: World, state: ResourceState) -> bool:
    """True if the resource's DLL and its manager tell each other; by default only Hyper-V's does."""
    scripted = world.script(state).tells_vmms
    return state.resource.is_virtual_machine if scripted is None else scripted


def told(world: World, state: ResourceState, what: str, step: Step | None = None) -> None:
    """Write down that VMMS learns of it, if this resource's DLL tells."""
    if tells(world, state):
        world.note(state, component=Component.VMMS, text=f"is told: {what}", step=step)
