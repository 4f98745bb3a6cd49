"""Database Manager: what RCM records in HKLM\\Cluster, as edits, and its replication to the other nodes."""

from __future__ import annotations

from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType

from .rules import Case
from .states import RUNNING, GroupState, ResourceState, Write
from .trace import Citation, Component, Evidence
from .world import World


def record(world: World, state: ResourceState, value: int, decision: Citation) -> None:
    """RCM records the resource's PersistentState; the Database Manager replicates it."""
    if state.recorded == value:
        return
    old = world.commanded(state)
    edit = _edit(f"Resources\\{state.resource.id}", value)
    group = world.group_of(state)
    if group is not None and group.owner is not None:
        reaches_ms = world.polls(state).is_alive.value
        world.writes.append(Write(world.now_ms, group.owner, state.resource.id, state.recorded, edit, reaches_ms))
    state.recorded = value
    world.edits.append(edit)
    world.note(
        state,
        component=Component.RCM,
        text=f"records PersistentState {value}",
        decision=decision,
        evidence=Evidence.of(old.fact),
    )
    _replicated(world, state)


def record_group(world: World, group: GroupState, value: int) -> None:
    """RCM records a command to a whole group in the group's own PersistentState."""
    world.edits.append(_edit(f"Groups\\{group.group.id}", value))
    world.note(group, component=Component.RCM, text=f"records PersistentState {value} of the group")


def record_separation(world: World, state: ResourceState) -> None:
    """RCM records that the resource runs in an RHS process of its own."""
    world.edits.append(_edit(f"Resources\\{state.resource.id}", 1, "SeparateMonitor"))


def lost_with(world: World, node: str) -> None:
    """A node dies: what was written on it a moment ago has not reached the others, where replication is late."""
    if world.semantics.replication.value != "late":
        return
    for write in [each for each in reversed(world.writes) if each.node == node]:
        if world.now_ms - write.at_ms < write.reaches_ms:
            state = world.resources[write.resource]
            words = {"value": state.recorded}
            world.decided(state, Case.LOST_WRITE, words, component=Component.DATABASE_MANAGER)
            state.recorded = write.before
            world.edits.remove(write.edit)
    world.writes = [each for each in world.writes if each.node != node]


def _edit(key: str, value: int, name: str = "PersistentState") -> SetValue:
    return SetValue(key, name, ValueType.REG_DWORD, value.to_bytes(4, "little"))


def _replicated(world: World, state: ResourceState) -> None:
    others = sum(node_state in RUNNING for node_state in world.nodes.values()) - 1
    if others > 0:
        nodes = "the other node" if others == 1 else f"the {others} other nodes"
        world.note(state, component=Component.DATABASE_MANAGER, text=f"replicates it to {nodes}")
