"""What an administrator commands: Online, Offline, Move. Only these write a persistent state (MS-CMRP 3.1.1.1.1)."""

from __future__ import annotations

from hivetool.cluster.owners import not_possible
from hivetool.scenario.model import Command, Move, NodeState, State, Status

from . import database_manager, failover_manager, moves, placement, polling
from .dependencies import cannot_stay, satisfied
from .node_manager import kept_apart
from .rules import RULES, Case, Rule
from .states import GroupState, ResourceState
from .trace import Action, Component
from .world import World


def command(world: World, event: Command) -> None:
    """Online or Offline, of one resource or of a whole group; without quorum there is nobody to command.

    Where no node runs the group, or it is on its way, the command is recorded and counts where it arrives.
    """
    if not world.quorum:
        about = world.resources[event.identity] if event.kind == "resource" else world.groups[event.identity]
        world.decided(about, Case.STOPPED_REFUSES, component=Component.RCM)
        return
    rule = RULES[Case.COMMAND_ONLINE if event.online else Case.COMMAND_OFFLINE]
    if event.kind == "resource":
        states = [world.resources[event.identity]]
        group = world.group_of(states[0])
    else:
        group = world.groups[event.identity]
        database_manager.record_group(world, group, int(event.online))
        states = world.members(group)
    willing = [state for state in states if _records(world, state, event.online, rule)]
    if group is None or not willing or group.target is not None:
        return
    if _answers(world, group):
        (_bring_online if event.online else _take_offline)(world, group, willing)
    for state in willing:
        state.unheard = not world.runs(group.owner)


def heard(world: World, node: str) -> None:
    """An isolated node is a member again: what was commanded meanwhile to the resources on it is carried out."""
    for group in [world.groups[identity] for identity in world.groups_on(node)]:
        unheard = [state for state in world.members(group) if state.unheard and world.host(state) is not None]
        wanted = {True: State.ONLINE, False: State.OFFLINE}
        for online, carry_out in ((False, _take_offline), (True, _bring_online)):
            late = [each for each in unheard if (world.expected(each) is Status.ONLINE) is online]
            late = [each for each in late if each.state is not wanted[online] and each.call is None]
            if late:
                world.decided(group, Case.HEARD_LATE, component=Component.RCM)
                carry_out(world, group, late)
        for state in unheard:
            state.unheard = False


def _answers(world: World, group: GroupState) -> bool:
    """Whether there is a node that can execute a command to the group; without one it is only recorded."""
    owner = group.owner
    if not world.runs(owner) or group.group.id in world.rooms:
        silent = f"{world.node_label(owner)} does not answer" if owner is not None else ""
        where = silent if silent and not world.runs(owner) else "no node has the group"
        world.note(group, component=Component.RCM, text=f"{where}: the command is only recorded")
        return False
    return True


def _records(world: World, state: ResourceState, online: bool, rule: Rule) -> bool:
    """Record the command; False if there is nothing to do, or the resource does not take it now."""
    if state.call is not None:
        world.decided(state, Case.PENDING_REFUSES, component=Component.RCM)
        return False
    database_manager.record(world, state, int(online), rule.citation)
    group = world.group_of(state)
    state.told_later = state.told_later and not online
    if group is not None and not online:
        group.comes_no_more(state.resource.id)
        world.returns_no_more(state)
    if not online and state.state is State.FAILED and world.semantics.offline_of_failed.value == "refused":
        world.decided(state, Case.FAILED_REFUSES, component=Component.RCM)
        return False
    if state.state is (State.ONLINE if online else State.OFFLINE):
        world.note(state, component=Component.RCM, text=f"it is {state.state} already", decision=rule.citation)
        state.waits = state.waits and online
        polling.settled(world, state)
        return False
    state.given_up = state.recovering = state.waits = state.last_try = False
    state.restarts.clear()
    return True


def _bring_online(world: World, group: GroupState, states: list[ResourceState]) -> None:
    """Providers first, whether they are commanded online or not."""
    group.stays_offline = group.homeless = False
    group.awaits = None
    cases = {state.resource.id: Case.COMMAND_ONLINE for state in states}
    for provider in _missing_providers(world, states):
        if provider.resource.id not in cases:
            cases[provider.resource.id] = Case.PROVIDER_FIRST
            provider.forced = world.expected(provider) is Status.OFFLINE
            provider.given_up = False
    moves.bring_online(world, group, cases)


def _missing_providers(world: World, states: list[ResourceState]) -> list[ResourceState]:
    """What the resources need of their own group, directly or not, and what is neither online nor on its way."""
    found: dict[str, ResourceState] = {}
    waiting = [state for state in states if not satisfied(world, state)]
    while waiting:
        for identity in world.database.providers(waiting.pop().resource):
            provider = world.resources[identity]
            idle = provider.state is not State.ONLINE and provider.call is None
            if identity not in found and idle and provider.resource.group == states[0].resource.group:
                found[identity] = provider
                waiting.append(provider)
    return list(found.values())


def _take_offline(world: World, group: GroupState, states: list[ResourceState]) -> None:
    """Dependents first, whether they are commanded offline or not; they come back with what they depend on."""
    cases = {group.group.id: {state.resource.id: Case.COMMAND_OFFLINE for state in states}}
    for dependent in cannot_stay(world, *states):
        cases.setdefault(dependent.resource.group or "", {})[dependent.resource.id] = Case.DEPENDENT_FIRST
        dependent.waits = True
    for identity, of_group in reversed(cases.items()):
        moves.take_offline(world, world.groups[identity], of_group)


def move(world: World, event: Move) -> None:
    """Move a group to a node, or to the best one; live: without taking it offline."""
    group = world.groups[event.group]
    target = event.target
    if target is None:
        target = failover_manager.find(world, group, group.owner, best=True, step=None)
    reason = _refusal(world, group, target, event.live)
    if target is None or reason is not None:
        words = {"reason": reason or "no other node can take the group"}
        world.decided(group, Case.MOVE_REFUSED, words, component=Component.RCM)
        return
    case = Case.MOVED_LIVE if event.live else Case.MOVED
    label = world.node_label(target)
    world.decided(group, case, component=Component.FAILOVER_MANAGER, action=Action.MOVE, target=label)
    if world.semantics.move_counts.value:
        group.failovers.append(world.now_ms)
    group.came_from = None
    if event.live:
        moves.migrate(world, group, target)
    elif not world.runs(group.owner):
        moves.settle_on(world, group, target, automatic=False)
    else:
        moves.leave(world, group, target)


def _refusal(world: World, group: GroupState, target: str | None, live: bool) -> str | None:
    if not world.quorum:
        return "the cluster has no quorum"
    if moves.pending(world, group):
        return "the group, or a resource of it, is pending"
    if target is None:
        return None
    label, state = world.node_label(target), world.nodes[target]
    if _lost_touch(world, group):
        return f"{world.node_label(group.owner or '')} does not answer"
    if target == group.owner and world.runs(target):
        return f"it is on {label} already"
    if state is not NodeState.UP:
        return f"{label} is {state.value}"
    blocked = not_possible(world.database, group.group, world.node(target))
    if blocked is not None:
        return f"{label} is no possible owner of {blocked}"
    other = kept_apart(failover_manager.question(world, group, group.owner), world.node(target))
    if other is not None:
        return f"{label} hosts {other}, which has the same anti-affinity class, and the rule is enforced"
    if live and not placement.runs_machine(world, group):
        return "no virtual machine of it is online, so there is nothing to migrate live"
    return None


def _lost_touch(world: World, group: GroupState) -> bool:
    """Whether the group is on a node that may still run it, or is thought to."""
    node = group.owner
    return node is not None and not group.homeless and (node in world.silent or world.nodes[node] is NodeState.ISOLATED)
