"""Database Manager: what RCM records in HKLM\\Cluster, as edits, and its replication to the other nodes."""

from __future__ import annotations

from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from hivetool.scenario.model import NodeState

from .trace import Citation, Component, Evidence
from .world import GroupState, ResourceState, World


def record(world: World, state: ResourceState, value: int, decision: Citation) -> None:
    """RCM records the resource's PersistentState; the Database Manager replicates it."""
    if state.recorded == value:
        return
    old = world.commanded(state)
    state.recorded = value
    world.edits.append(_edit(f"Resources\\{state.resource.id}", value))
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


def _edit(key: str, value: int) -> SetValue:
    return SetValue(key, "PersistentState", ValueType.REG_DWORD, value.to_bytes(4, "little"))


def _replicated(world: World, state: ResourceState) -> None:
    others = (
        sum(node_state is NodeState.UP or node_state is NodeState.PAUSED for node_state in world.nodes.values()) - 1
    )
    if others > 0:
        nodes = "the other node" if others == 1 else f"the {others} other nodes"
        world.note(state, component=Component.DATABASE_MANAGER, text=f"replicates it to {nodes}")
