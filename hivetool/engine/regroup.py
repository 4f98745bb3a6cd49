"""Regroup: who is left when nodes are gone, whether they have quorum, and what votes they hold then."""

from __future__ import annotations

from hivetool.scenario.model import NodeState

from . import failover_manager, isolation, moves
from .messages import Noticed, Rebalance
from .quorum import Count, Loss, Votes, balanced, count
from .rules import Case
from .trace import Action, Component
from .world import World


def noticed(world: World, message: Noticed) -> None:
    """The others notice that nodes are gone; those of one moment together."""
    if world.silent.get(message.node) != message.died_at or not world.quorum:
        return
    span = world.now_ms - message.died_at
    lost = {node for node, died_at in world.silent.items() if world.now_ms - died_at >= span}
    for node in sorted(lost, key=lambda each: world.node(each).order):
        goes(world, node, NodeState.DOWN)
    loses(world, lost)


def goes(world: World, node: str, state: NodeState) -> None:
    """The cluster takes the node for gone."""
    world.silent.pop(node, None)
    world.nodes[node] = state
    world.leaves.setdefault(node, []).append(world.now_ms)
    label = world.node_label(node)
    world.decided(None, Case.NODE_NOTICED, node=label, component=Component.MEMBERSHIP, action=Action.NODE_DOWN)


def loses(world: World, lost: set[str]) -> None:
    """Nodes are no members any more: quorum is judged with the votes held before, and their groups are placed."""
    if world.loss is None:
        span = world.number("SameSubnetDelay") * world.number("SameSubnetThreshold")
        world.loss = Loss(world.votes, set())
        world.post(Rebalance(), world.now_ms + span)
    world.loss.nodes |= lost
    present = world.members_up()
    _tell_whose_vote_was_removed(world, world.loss.votes, {*present, *world.loss.nodes})
    left = count(world.loss.votes, present)
    if not left.enough:
        quorum_lost(world, left)
        return
    world.decided(None, Case.QUORUM_KEPT, {"count": left}, component=Component.MEMBERSHIP)
    if world.loss.votes.witness:
        _arbitrate(world, present)
    groups = [identity for node in lost for identity in world.groups_on(node) if not isolation.stays(world, identity)]
    groups += [identity for identity, room in world.rooms.items() if room.node in lost and identity not in groups]
    for group in moves.in_order(world, groups):
        moves.gone(world, group)
    for group in moves.in_order(world, groups):
        failover_manager.place(world, group, Case.NODE_LOST)


def _tell_whose_vote_was_removed(world: World, votes: Votes, members: set[str]) -> None:
    """Of an even number of voters one has no vote; which one it is decides what half of them can survive."""
    known = world.ground.configured
    voters = [node for node in known.voters if node in members]
    without = [node for node in voters if not votes.nodes[node]]
    if known.witness or known.loses_tie in voters or len(voters) % 2 or len(without) != 1:
        return
    removed = world.semantics.vote_removed
    what = f"the one of {len(voters)} voting nodes whose vote is removed"
    world.assume(what, f"{world.node_label(without[0])} ({removed.value})", removed.source)


def _arbitrate(world: World, present: tuple[str, ...]) -> None:
    """The first node that is there gets hold of the witness; one that has died and is not noticed yet cannot."""
    witness = world.ground.configured.witness_id
    there = [node for node in present if node not in world.silent]
    if witness is not None and there:
        label = world.node_label(there[0])
        state = world.resources[witness]
        world.decided(
            None,
            Case.ARBITRATES,
            resource=state.label,
            node=label,
            component=Component.MEMBERSHIP,
            action=Action.ARBITRATE,
        )


def quorum_lost(world: World, left: Count) -> None:
    """The Cluster Service stops on every node, and with it everything; isolated nodes have nothing to come back to."""
    world.decided(None, Case.QUORUM_LOST, {"count": left}, component=Component.MEMBERSHIP, action=Action.QUORUM_LOST)
    world.quorum = False
    for identity in world.ground.owners:
        if world.owner_of(identity) is not None:
            moves.gone(world, world.groups[identity])
    for node in world.members_up():
        world.nodes[node] = NodeState.DOWN
    for node in [each for each, state in world.nodes.items() if state is NodeState.ISOLATED]:
        world.nodes[node] = NodeState.DOWN
        world.alive.discard(node)
    world.silent.clear()
    world.leaving.clear()
    world.rooms.clear()


def rebalance(world: World, message: Rebalance) -> None:
    """No other loss belongs to the last one any more: the votes are balanced anew."""
    if world.loss is not None:
        world.loss = None
        balance(world)


def balance(world: World) -> None:
    """Balance the votes over the members, and write down what they are if that changes something."""
    if not world.quorum:
        return
    before = world.votes_before or world.votes
    world.votes_before = None
    new = balanced(world.ground.configured, world.members_up(), world.semantics, before)
    if new != world.votes:
        world.votes = new
        _tell_whose_vote_was_removed(world, new, set(world.members_up()))
        voters = [world.node_label(node) for node, vote in new.nodes.items() if vote]
        told = [*voters, *(["the witness"] if new.witness else [])]
        votes = f"{new.total} ({', '.join(told) or 'none'})"
        world.decided(None, Case.REBALANCED, {"votes": votes}, component=Component.MEMBERSHIP)
