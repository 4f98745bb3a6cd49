"""Who may own a group, in which order, and who is expected to: the hive holds no present owner (MS-CMRP 3.1.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .model import Database, Group, Node, Resource

UP, PAUSED = "up", "paused"
"""Node states that the hive can tell: it stores who is paused, and nobody's being down."""


@dataclass(frozen=True, slots=True)
class Owner:
    """The node that is taken to own a group. ``node`` None: none can. ``basis`` says why."""

    node: str | None
    basis: str


def stored_node_states(database: Database) -> Mapping[str, str]:
    """By a node's id ``paused`` if the hive says so, else ``up``."""
    return {node.id: PAUSED if node.number("Paused") == 1 else UP for node in database.nodes}


def node_list(database: Database, group: Group) -> tuple[Node, ...]:
    """The group's preferred owners in their order, then the other nodes by id (KB299631)."""
    preferred = [node for identity in group.texts("PreferredOwners") if (node := database.node(identity)) is not None]
    rest = sorted(database.nodes, key=lambda node: node.order)
    return tuple(dict.fromkeys([*preferred, *rest]))


def not_possible(database: Database, group: Group, node: Node) -> str | None:
    """The name of the first resource that may not be owned by the node, None if all may."""
    resource = barring(database, group, node)
    return database.label(resource) if resource is not None else None


def barring(database: Database, group: Group, node: Node) -> Resource | None:
    """The first resource of the group that may not be owned by the node, None if all may."""
    members = database.members(group)
    return next((resource for resource in members if node.id not in database.possible_owners(resource)), None)


def expected_owner(database: Database, group: Group, states: Mapping[str, str]) -> Owner:
    """The expected owner of one group, see :func:`expected_owners`."""
    return expected_owners(database, states, (group,))[group.id]


def expected_owners(
    database: Database, states: Mapping[str, str], groups: Sequence[Group] | None = None
) -> dict[str, Owner]:
    """By group id: DefaultOwner if that node is up or paused, else the first node of the list that is up and possible.

    ``states`` are words by node id, of which ``up`` and ``paused`` count; ``groups`` None: all of them. DefaultOwner is
    where the group was last (MSCS groups-defaultowner).
    """
    if groups is None:
        database.collections["group"].every("PreferredOwners")
        stored = database.collections["group"].every("DefaultOwner")
        return dict(
            zip(database.collections["group"].ids, _owners(database, database.groups, stored, states), strict=True)
        )
    numbers = [group.number("DefaultOwner") for group in groups]
    return {group.id: owner for group, owner in zip(groups, _owners(database, groups, numbers, states), strict=True)}


def _owners(
    database: Database, groups: Sequence[Group], stored: Sequence[object], states: Mapping[str, str]
) -> Iterator[Owner]:
    numbers = {number: database.node(str(number)) for number in {each for each in stored if isinstance(each, int)}}
    last = {number: Owner(node.id, "DefaultOwner") for number, node in numbers.items() if node is not None}
    there = {number: owner for number, owner in last.items() if states[owner.node or ""] in (UP, PAUSED)}
    for group, number in zip(groups, stored, strict=True):
        found = there.get(number) if isinstance(number, int) else None
        node = numbers.get(number) if isinstance(number, int) else None
        yield found or _first_possible(database, group, node, states)


def _first_possible(database: Database, group: Group, last: Node | None, states: Mapping[str, str]) -> Owner:
    for node in node_list(database, group):
        if states[node.id] == UP and not_possible(database, group, node) is None:
            missing = "DefaultOwner is not stored" if last is None else f"DefaultOwner is {states[last.id]}"
            return Owner(node.id, f"first possible node of its list; {missing}")
    return Owner(None, "no node can own it")
