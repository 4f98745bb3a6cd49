"""What goes wrong or stops inside a resource, where the cluster has commanded nothing."""

from __future__ import annotations

from hivetool.scenario.model import FailsInside, State, Status, StoppedInside

from . import database_manager, isolation, polling, vmms
from .detection import AT_ONCE, By
from .messages import Failed
from .rules import EMBEDDED, RULES, Case
from .trace import Component, Evidence
from .world import World


def fails_inside(world: World, event: FailsInside) -> None:
    """Something inside a virtual machine fails: what follows is its EmbeddedFailureAction."""
    state = world.resources[event.resource]
    action = world.setting(state, "EmbeddedFailureAction", world.semantics.embedded_failure_action)
    told = "event: an application or a network inside it fails"
    if state.status is not Status.ONLINE or state.call is not None or world.host(state) is None:
        world.note(state, component=Component.EVENT_LOG, text=f"{told}, but it is not online and watched")
        return
    world.note(state, component=Component.EVENT_LOG, text=told)
    case = EMBEDDED[action.value]
    world.decided(state, case, component=Component.RCM, evidence=Evidence.of(action.fact))
    if case is Case.EMBEDDED_RECOVERED:
        world.detects(state, AT_ONCE, By.TOLD)
        world.set_state(state, State.FAILED, Status.FAILED)
        world.post(Failed(state.resource.id))


def stopped_inside(world: World, event: StoppedInside) -> None:
    """The resource was stopped outside the cluster; what is recorded depends on whether its DLL is told."""
    state = world.resources[event.resource]
    if state.status is not Status.ONLINE:
        world.note(state, component=Component.EVENT_LOG, text="event: stopped inside, but it is not online")
        return
    world.note(state, component=Component.EVENT_LOG, text="event: stopped by its application or its own manager")
    if vmms.tells(world, state) and isolation.unmonitored(world, state):
        world.decided(state, Case.OUTSIDE_STOP_UNMONITORED, component=Component.RHS)
        isolation.stops(world, state)
        world.set_state(state, state.state, Status.OFFLINE)
        vmms.told(world, state, "it was stopped")
        state.told_later = True
    elif vmms.tells(world, state):
        rule = RULES[Case.OUTSIDE_STOP_TOLD]
        world.detects(state, AT_ONCE, By.TOLD)
        world.set_state(state, State.OFFLINE, Status.OFFLINE)
        vmms.told(world, state, "it was stopped")
        database_manager.record(world, state, 0, rule.citation)
    else:
        polling.will_find(world, state, Status.STOPPED, unseen=True)
        world.set_state(state, state.state, Status.STOPPED)
        state.unseen_stop = True
    polling.watch(world, state)


def told_late(world: World, node: str) -> None:
    """An isolated node is a member again: it is recorded which machines were stopped on it meanwhile."""
    for group in [world.groups[identity] for identity in world.groups_on(node)]:
        for state in [each for each in world.members(group) if each.told_later]:
            state.told_later = False
            if state.status is Status.OFFLINE and world.host(state) is not None:
                world.set_state(state, State.OFFLINE)
                database_manager.record(world, state, 0, RULES[Case.OUTSIDE_STOP_TOLD].citation)
