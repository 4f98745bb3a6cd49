"""Resource Control Manager: the restart policy, the states to record, and administrators' commands."""

from __future__ import annotations

from bisect import bisect_right

from hivetool.cluster.settings import Setting
from hivetool.scenario.model import Command, State, Status, StoppedInside

from . import calls, database_manager, rhs, vmms
from .decisions import RESTART_POLICY, RULES, Case, Rule
from .messages import BringOnline, CameOnline, Check, Failed, FailOver
from .trace import Action, Component, Evidence, Step
from .world import ResourceState, World


def failed(world: World, message: Failed) -> None:
    """A resource has failed: restart it, fail its group over, or leave it."""
    state = world.resources[message.resource]
    if state.call is not None or state.given_up or world.expected(state) is Status.OFFLINE:
        return
    semantics = world.semantics
    action = world.setting(state, "RestartAction", semantics.restart_action)
    threshold = world.setting(state, "RestartThreshold", semantics.restart_threshold)
    period = world.setting(state, "RestartPeriod", semantics.restart_period_ms)
    recent = len(state.restarts) - bisect_right(state.restarts, world.now_ms - period.value)
    case = RESTART_POLICY[(action.value, recent < threshold.value)]
    if case is Case.RESTART:
        _restart(world, state, recent + 1, threshold)
        return
    _give_up(world, state, case, threshold if case is Case.EXHAUSTED else action)
    if case is Case.EXHAUSTED and state.resource.group is not None:
        world.post(FailOver(state.resource.group))


def _restart(world: World, state: ResourceState, attempt: int, threshold: Setting) -> None:
    delay = world.setting(state, "RestartDelay", world.semantics.restart_delay_ms).value
    rule = RULES[Case.RESTART]
    state.restarts.append(world.now_ms)
    state.recovering = True
    world.note(
        state,
        component=Component.RCM,
        action=Action.RESTART,
        text=f"attempt {attempt} of {threshold.value}: {rule.why}" + (f", after {delay} ms" if delay else ""),
        decision=rule.citation,
        evidence=Evidence.of(threshold.fact),
    )
    if not delay:
        world.post(BringOnline(state.resource.id))
        return
    state.restart_due = world.now_ms + delay
    world.time(state, BringOnline(state.resource.id, state.restart_due), state.restart_due)


def _give_up(world: World, state: ResourceState, case: Case, setting: Setting) -> None:
    rule = RULES[case]
    state.given_up = True
    state.recovering = False
    world.set_state(state, State.FAILED, Status.FAILED)
    world.note(
        state,
        component=Component.RCM,
        action=Action.FAIL,
        step=Step.START_FAILOVER if case is Case.EXHAUSTED else None,
        text=rule.why,
        decision=rule.citation,
        evidence=Evidence.of(setting.fact),
    )


def bring_online(world: World, message: BringOnline) -> None:
    """RHS is told to execute the Online function, unless something has overtaken that meanwhile."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    if message.due_at is not None:
        if state.restart_due != message.due_at:
            return
        state.restart_due = None
    if group is None or world.host(state) is None:
        return
    wanted = world.expected(state) is Status.ONLINE or state.resource.id in group.to_online
    if wanted and state.call is None and not state.given_up and state.status is not Status.ONLINE:
        calls.begin_online(world, state)
    elif message.due_at is not None:
        rhs.settled(world, state)


def came_online(world: World, message: CameOnline) -> None:
    """A resource is online: a restart has worked, and what the database says is made to agree."""
    state = world.resources[message.resource]
    if state.status is not Status.ONLINE:
        return
    if state.recovering:
        rule = RULES[Case.RECOVERED]
        state.recovering = False
        world.note(state, component=Component.RCM, step=Step.NO_FAILOVER, text=rule.why, decision=rule.citation)
    if world.expected(state) is Status.OFFLINE:
        database_manager.record(world, state, 1, RULES[Case.TARGET_ALL].citation)
        rhs.settled(world, state)


def stopped_inside(world: World, event: StoppedInside) -> None:
    """The resource was stopped outside the cluster; what is recorded depends on whether its DLL is told."""
    state = world.resources[event.resource]
    if state.status is not Status.ONLINE:
        world.note(state, component=Component.EVENT_LOG, text="event: stopped inside, but it is not online")
        return
    world.note(state, component=Component.EVENT_LOG, text="event: stopped by its application or its own manager")
    if vmms.tells(world, state):
        rule = RULES[Case.OUTSIDE_STOP_TOLD]
        world.detection_ms[state.resource.id] = 0
        world.set_state(state, State.OFFLINE, Status.OFFLINE)
        vmms.told(world, state, "it was stopped")
        database_manager.record(world, state, 0, rule.citation)
    else:
        world.detection_ms[state.resource.id] = rhs.interval_ms(world, state, Check.LOOKS_ALIVE)
        world.set_state(state, state.state, Status.STOPPED)
        state.unseen_stop = True
    rhs.watch(world, state)


def command(world: World, event: Command) -> None:
    """An administrator's Online or Offline, of one resource or of a whole group."""
    rule = RULES[Case.COMMAND_ONLINE if event.online else Case.COMMAND_OFFLINE]
    if event.kind == "group":
        group = world.groups[event.identity]
        database_manager.record_group(world, group, int(event.online))
        states = world.members(group)
    else:
        states = [world.resources[event.identity]]
    for state in states:
        if state.call is not None:
            world.note(state, component=Component.RCM, text="the command is refused: the resource is pending")
        else:
            database_manager.record(world, state, int(event.online), rule.citation)
            _obey(world, state, event.online, rule)


def _obey(world: World, state: ResourceState, online: bool, rule: Rule) -> None:
    if state.state is (State.ONLINE if online else State.OFFLINE):
        world.note(state, component=Component.RCM, text=f"it is {state.state} already", decision=rule.citation)
        rhs.settled(world, state)
        return
    state.given_up = state.recovering = False
    state.restarts.clear()
    world.note(
        state,
        component=Component.RCM,
        action=Action.ONLINE if online else Action.OFFLINE,
        text=f"{'online' if online else 'offline'} was commanded: {rule.why}",
        decision=rule.citation,
    )
    if online:
        world.post(BringOnline(state.resource.id))
    else:
        calls.begin_offline(world, state)
