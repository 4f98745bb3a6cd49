"""The world at 0: who owns what, and what is online, from the hive and what the scenario assumes."""

from __future__ import annotations

from collections.abc import Mapping

from hivetool.cluster.model import Database, Group
from hivetool.cluster.owners import Owner, expected_owner, not_possible, stored_node_states
from hivetool.cluster.semantics import Semantics
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import NodeState, Scenario, State, Status

from .rhs import KNOWN_AS
from .world import GroupState, ResourceState, World


def node_states(database: Database, scenario: Scenario) -> Mapping[str, NodeState]:
    """The state of each node at 0: as assumed, else paused if the hive says so, else up."""
    assumed = scenario.assume.nodes
    return {node: assumed.get(node, NodeState(state)) for node, state in stored_node_states(database).items()}


def owner_at_start(database: Database, scenario: Scenario, nodes: Mapping[str, NodeState], group: Group) -> Owner:
    """The node that owns the group at 0. Raises :class:`BadScenario` if the assumed one cannot."""
    assumed = scenario.assume.owners.get(group.id)
    if assumed is None:
        return expected_owner(database, group, nodes)
    node = database.node(assumed)
    if node is None or nodes[node.id] not in (NodeState.UP, NodeState.PAUSED):
        state = nodes[node.id].value if node is not None else "unknown"
        raise BadScenario("assume: owners", f"{database.label(group)}: {assumed} is {state}")
    blocked = not_possible(database, group, node)
    return Owner(node.id, "scenario" + (f", though it is no possible owner of {blocked}" if blocked else ""))


def world_at_start(database: Database, scenario: Scenario, semantics: Semantics) -> World:
    """Everything as it is before the first event. Resources come in the order of their groups, the ungrouped last."""
    nodes = node_states(database, scenario)
    world = World(database, scenario, semantics, nodes)
    for group in database.groups:
        owner = owner_at_start(database, scenario, nodes, group)
        world.groups[group.id] = GroupState(group, database.label(group), owner.node, owner.node, owner.basis)
    grouped = [member for group in database.groups for member in database.members(group)]
    for order, resource in enumerate(dict.fromkeys([*grouped, *database.resources])):
        state = ResourceState(resource, database.label(resource), order, State.OFFLINE, Status.OFFLINE)
        world.resources[resource.id] = state
        if world.host(state) is not None:
            state.status = scenario.assume.states.get(resource.id, world.expected(state))
            state.state = KNOWN_AS.get(state.status, State(world.expected(state).value))
        elif scenario.assume.states.get(resource.id, Status.OFFLINE) is not Status.OFFLINE:
            raise BadScenario("assume: states", f"{state.label}: no node hosts it, so it can only be Offline")
    return world
