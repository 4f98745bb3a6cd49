"""Failover Manager: the group's move to another node, and how often it may be made."""

from __future__ import annotations

from dataclasses import replace

from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import State, Status

from . import calls
from .decisions import RULES, Case
from .messages import BringOnline, CameOnline, FailOver, WentOffline
from .node_manager import Question, Verdict, judge
from .rhs import recorded_evidence
from .trace import Action, Component, Evidence, Step
from .world import GroupState, ResourceState, World

_HOUR_MS = 3_600_000


def fail_over(world: World, message: FailOver) -> None:
    """A resource of the group has failed for good: find a node and move the group, or leave it."""
    group = world.groups[message.group]
    if group.target is not None or group.owner is None:
        return
    world.note(
        group,
        component=Component.CLUSTER_SERVICE,
        step=Step.START_FAILOVER,
        text="receives the failure from RHS and starts the failover process",
    )
    limit, evidence, told = _limit(world, group)
    period_hours = _period_hours(world, group)
    recent = [at_ms for at_ms in group.failovers if world.now_ms - at_ms < period_hours * _HOUR_MS]
    if len(recent) >= limit:
        _give_up(world, group, Case.THRESHOLD, f"; {told} in {period_hours} h, {len(recent)} made", evidence)
        return
    target = _target(world, group)
    if target is None:
        _give_up(world, group, Case.NO_NODE, "", ())
        return
    group.failovers.append(world.now_ms)
    group.tried.add(group.owner)
    group.target = target
    rule = RULES[Case.FAILED_OVER]
    world.note(
        group,
        component=Component.FAILOVER_MANAGER,
        action=Action.FAILOVER,
        step=Step.START_FAILOVER,
        target=world.node_label(target),
        text=f"failover {len(recent) + 1} of {limit} in {period_hours} h: {rule.why}",
        decision=rule.citation,
        evidence=evidence,
    )
    _leave(world, group)


def _limit(world: World, group: GroupState) -> tuple[int, tuple[Evidence, ...], str]:
    setting = stored_setting(group.group, "group", "FailoverThreshold")
    if setting is not None:
        return setting.value, Evidence.of(setting.fact), f"FailoverThreshold {setting.value}"
    limit = max(len(world.database.nodes) - 1, 0)
    world.assume("FailoverThreshold, where it is not set", f"{limit} (nodes - 1)", "MSCS groups-failoverthreshold")
    return limit, (), f"{limit} allowed (nodes - 1)"


def _period_hours(world: World, group: GroupState) -> int:
    setting = stored_setting(group.group, "group", "FailoverPeriod")
    if setting is not None:
        return setting.value
    choice = world.semantics.failover_period_hours
    world.assume("FailoverPeriod, where it is not stored", f"{choice.value} h", choice.source)
    return choice.value


def _target(world: World, group: GroupState) -> str | None:
    tried = frozenset(group.tried if world.semantics.excludes_tried_nodes.value else ())
    question = Question(world.database, group.group, world.nodes, group.owner, tried)
    verdicts = judge(question)
    if not (verdicts and verdicts[-1].chosen) and tried:
        again = judge(replace(question, tried=frozenset()))
        if again[-1].chosen:
            _list(world, group, verdicts)
            rule = RULES[Case.ALL_TRIED]
            world.note(group, component=Component.NODE_MANAGER, text=rule.why, decision=rule.citation)
            group.tried.clear()
            verdicts = again
    _list(world, group, verdicts)
    return verdicts[-1].node if verdicts and verdicts[-1].chosen else None


def _list(world: World, group: GroupState, verdicts: tuple[Verdict, ...]) -> None:
    for verdict in verdicts:
        label = world.node_label(verdict.node)
        world.note(
            group,
            component=Component.NODE_MANAGER,
            step=Step.START_FAILOVER,
            target=label,
            text=f"{label}: {'taken' if verdict.chosen else 'not taken'}, {verdict.why}",
            decision=verdict.decision,
        )


def _give_up(world: World, group: GroupState, case: Case, more: str, evidence: tuple[Evidence, ...]) -> None:
    rule = RULES[case]
    world.note(
        group,
        component=Component.FAILOVER_MANAGER,
        action=Action.GIVE_UP,
        text=rule.why + more,
        decision=rule.citation,
        evidence=evidence,
    )


def _leave(world: World, group: GroupState) -> None:
    group.to_online.clear()
    for state in world.members(group):
        running = state.call is not None
        if running or (state.status is not Status.FAILED and state.state is not State.OFFLINE):
            group.to_offline.add(state.resource.id)
    _offline_next(world, group)


def _offline_next(world: World, group: GroupState) -> None:
    rule = RULES[Case.TAKE_OFFLINE]
    needed = {
        provider for identity in group.to_offline | group.going_offline for provider in _providers(world, identity)
    }
    for state in world.members(group):
        if state.resource.id in group.to_offline and state.resource.id not in needed:
            group.to_offline.discard(state.resource.id)
            group.going_offline.add(state.resource.id)
            world.note(state, component=Component.RHS, action=Action.OFFLINE, text=rule.why, decision=rule.citation)
            calls.begin_offline(world, state)
    if not group.going_offline and group.target is not None:
        _arrive(world, group, group.target)


def _providers(world: World, identity: str) -> tuple[str, ...]:
    return world.database.providers(world.resources[identity].resource)


def went_offline(world: World, message: WentOffline) -> None:
    """One resource of a group that is leaving its node is offline there."""
    group = world.group_of(world.resources[message.resource])
    if group is not None and message.resource in group.going_offline:
        group.going_offline.discard(message.resource)
        _offline_next(world, group)


def _arrive(world: World, group: GroupState, target: str) -> None:
    group.target = None
    world.set_owner(group, target)
    members = world.members(group)
    world.note(
        group,
        component=Component.FAILOVER_MANAGER,
        step=Step.TARGET,
        text=f"hands the GUID and PersistentState of {len(members)} resource{'s' * (len(members) != 1)} to RHS "
        f"on {world.node_label(target)}",
    )
    for state in members:
        state.given_up = state.recovering = False
        state.restart_due = None
        state.restarts.clear()
        world.set_state(state, State.OFFLINE, Status.OFFLINE)
        if _to_come_online(world, state):
            group.to_online.add(state.resource.id)
        else:
            rule = RULES[Case.TARGET_OFFLINE]
            state.compared = (Status.OFFLINE, Status.OFFLINE)
            world.note(state, component=Component.RHS, step=Step.TARGET, text=rule.why, decision=rule.citation)
    _online_next(world, group, members)


def _to_come_online(world: World, state: ResourceState) -> bool:
    return world.semantics.target_online.value == "all" or world.expected(state) is Status.ONLINE


def _online_next(world: World, group: GroupState, candidates: list[ResourceState]) -> None:
    for state in candidates:
        waits = any(provider in group.to_online for provider in _providers(world, state.resource.id))
        if state.resource.id not in group.to_online or waits:
            continue
        flagged = world.expected(state) is Status.ONLINE
        rule = RULES[Case.TARGET_FLAGGED if flagged else Case.TARGET_ALL]
        world.note(
            state,
            component=Component.RHS,
            action=Action.ONLINE,
            step=Step.TARGET,
            text=rule.why,
            decision=rule.citation,
            evidence=recorded_evidence(world, state),
        )
        world.post(BringOnline(state.resource.id))


def came_online(world: World, message: CameOnline) -> None:
    """One resource of an arriving group is online: those that depend on it may follow."""
    state = world.resources[message.resource]
    group = world.group_of(state)
    if group is None or message.resource not in group.to_online:
        return
    group.to_online.discard(message.resource)
    dependents = [other for other in world.members(group) if message.resource in _providers(world, other.resource.id)]
    _online_next(world, group, dependents)
    if not group.to_online:
        group.tried.clear()
