"""Failover Manager: to which node a group goes, and how often it may."""

from __future__ import annotations

from dataclasses import replace

from hivetool.cluster.settings import stored_setting
from hivetool.scenario.model import NodeState, Status

from . import moves, preemption, rcm
from .messages import FailOver
from .node_manager import Answer, Question, Verdict, ask
from .rules import RULES, Case
from .states import GroupState, Room
from .trace import Action, Component, Evidence, Step
from .world import World

_HOUR_MS = 3_600_000


def fail_over(world: World, message: FailOver) -> None:
    """A resource of the group has failed for good: find a node and move the group, or leave it."""
    group = world.groups[message.group]
    if group.target is not None or group.owner is None or not world.runs(group.owner):
        return
    world.note(
        group,
        component=Component.CLUSTER_SERVICE,
        step=Step.START_FAILOVER,
        text="receives the failure from RHS and starts the failover process",
    )
    limit, evidence, told = _limit(world, group)
    period_hours = _period_hours(world, group)
    recent = [at_ms for at_ms in group.failovers if world.now_ms - at_ms < max(1, period_hours * _HOUR_MS)]
    if len(recent) >= limit:
        _give_up(world, group, Case.THRESHOLD, f"; {told} in {period_hours} h, {len(recent)} made", evidence)
        return
    tried = frozenset(group.tried if world.semantics.excludes_tried_nodes.value else ())
    target = find(world, group, group.owner, tried=tried)
    if target is None:
        group.stranded = True
        _give_up(world, group, Case.NO_NODE, "", ())
        return
    group.failovers.append(world.now_ms)
    group.tried.add(group.owner)
    world.decided(
        group,
        Case.FAILED_OVER,
        component=Component.FAILOVER_MANAGER,
        action=Action.FAILOVER,
        step=Step.START_FAILOVER,
        target=world.node_label(target),
        before=f"failover {len(recent) + 1} of {limit} in {period_hours} h: ",
        evidence=evidence,
    )
    moves.leave(world, group, target, automatic=True)


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


def question(world: World, group: GroupState, leaving: str | None) -> Question:
    """What the Node Manager is asked about a group that is leaving a node."""
    ground, nodes, is_on = world.ground, world.nodes, world.is_on
    idle, kept_for, count_on = world.idle, world.kept_for, world.count_on
    runs = world.semantics.target_online.value == "all" or any(
        world.expected(state) is Status.ONLINE for state in world.members(group)
    )
    return Question(
        ground, group.group, nodes, world.leaving, leaving, is_on, count_on, idle=idle, kept_for=kept_for, runs=runs
    )


def find(
    world: World,
    group: GroupState,
    leaving: str | None,
    *,
    tried: frozenset[str] = frozenset(),
    best: bool = False,
    step: Step | None = Step.START_FAILOVER,
) -> str | None:
    """The node for a group that leaves another one, with the Node Manager's reasons written down; None if none can."""
    found = ask(replace(question(world, group, leaving), tried=tried, best=best))
    _list(world, group, found, step)
    if Case.ALL_TRIED in found.lifted:
        group.tried.clear()
    return found.node


def _list(world: World, group: GroupState, found: Answer, step: Step | None) -> None:
    for number, verdicts in enumerate(found.passes):
        if number:
            world.decided(group, found.lifted[number - 1], component=Component.NODE_MANAGER)
        for verdict in verdicts:
            _tell(world, group, verdict, step)


def _tell(world: World, group: GroupState, verdict: Verdict, step: Step | None) -> None:
    label = world.node_label(verdict.node)
    world.note(
        group,
        component=Component.NODE_MANAGER,
        step=step,
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
    group.tried.clear()
    for state in world.members(group):
        if state.given_up:
            group.comes_no_more(state.resource.id)
        rcm.await_retry(world, state)


def _any_up(world: World) -> bool:
    return any(state is NodeState.UP and node not in world.leaving for node, state in world.nodes.items())


def place(world: World, group: GroupState, case: Case, action: Action = Action.FAILOVER, online: bool = True) -> bool:
    """Put a group that runs nowhere on the first node that can take it; False if none can, or none can yet.

    If only memory is missing, groups of lower Priority may make room. If no node is up but paused ones are, the
    group goes to one of them and stays offline, as it does without ``online``.
    """
    world.rooms.pop(group.group.id, None)
    leaving = group.owner if group.owner is not None and world.nodes[group.owner] is not NodeState.UP else None
    tried = frozenset(group.tried if world.semantics.excludes_tried_nodes.value else ())
    target = find(world, group, leaving, tried=tried, step=None)
    asked = question(world, group, leaving)
    if target is None and online and preemption.make_room(world, group, asked, Room(case, action)):
        return False
    paused_only = target is None and not world.runs(group.owner) and not _any_up(world)
    if paused_only:
        target = ask(replace(asked, paused=True)).node
    if target is None:
        if not group.homeless:
            group.homeless = True
            _give_up(world, group, Case.NO_NODE, "", ())
        return False
    world.decided(group, case, component=Component.FAILOVER_MANAGER, action=action, target=world.node_label(target))
    if paused_only:
        world.decided(group, Case.PAUSED_ONLY, component=Component.FAILOVER_MANAGER)
    if world.semantics.node_down_counts.value and case is Case.NODE_LOST:
        group.failovers.append(world.now_ms)
    moves.settle_on(world, group, target, online and not paused_only)
    group.homeless = paused_only
    return True
