"""Everything about one object: what it has to do with others, what is in force for it, and what nobody understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from hivetool.cluster.expressions import words
from hivetool.cluster.model import (
    ClusterObject,
    Database,
    Group,
    Network,
    NetworkInterface,
    Node,
    Resource,
    ResourceType,
)
from hivetool.cluster.owners import expected_owner, stored_node_states
from hivetool.cluster.schema import Kind
from hivetool.cluster.semantics import Semantics
from hivetool.cluster.settings import Effective, every_setting, persistent_state
from hivetool.hive.errors import Problem
from hivetool.hive.upcase import upcase

from .layout import counted

_Object = TypeVar("_Object", bound=ClusterObject)


@dataclass(frozen=True, slots=True)
class Relation:
    """What an object has to do with others: in words, and the objects that these mean."""

    what: str
    text: str
    objects: tuple[ClusterObject, ...] = ()


@dataclass(frozen=True)
class Showing:
    """One object, looked at under one semantics; ``problems`` are those that stand in its key or below it."""

    database: Database
    item: ClusterObject
    semantics: Semantics
    relations: tuple[Relation, ...]
    settings: tuple[Effective, ...]
    problems: tuple[Problem, ...]


def showing(database: Database, item: ClusterObject, semantics: Semantics, problems: Sequence[Problem]) -> Showing:
    """Look at an object; ``problems`` are the database's, of which those count that stand in it."""
    path = item.path
    below = f"{path}\\" if path else "\\"
    own = tuple(each for each in problems if each.at.path == path or (each.at.path or "").startswith(below))
    return Showing(
        database,
        item,
        semantics,
        tuple(_relations(database, item, semantics)),
        tuple(every_setting(database, item, semantics)),
        own,
    )


def _relations(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    made = _OF_KIND.get(item.kind)
    yield from made(database, item, semantics) if made is not None else ()


def _of_resource(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, Resource)
    kind = database.type_of(item)
    if kind is None:
        yield Relation("type", f"{item.type or 'none stored'}, which the cluster does not have")
    else:
        yield Relation("type", f"{kind.name}, {kind.dll or 'no DllName stored'}", (kind,))
    group = database.group(item.group) if item.group is not None else None
    if group is None:
        yield Relation("group", "in no group")
    else:
        yield Relation("group", database.label(group), (group,))
        yield _expected_node(database, group)
    process = "a process of its own" if item.separate_monitor else "the process that resources of its node share"
    yield Relation("monitor", process)
    expression = database.expression(item)
    if expression is not None:
        needed = [found for each in database.providers(item) if (found := database.resource(each)) is not None]
        text = words(expression, lambda identity: _named(database, identity))
        yield Relation("depends on", text, tuple(needed))
    dependents = tuple(found for each in database.dependents(item) if (found := database.resource(each)) is not None)
    if dependents:
        yield Relation("needed by", ", ".join(map(database.label, dependents)), dependents)
    if database.witness.id == item.id:
        yield Relation("witness", "of the quorum")
    checkpoint = database.checkpoint_of(item)
    if checkpoint is not None:
        yield Relation("checkpoints", ", ".join(str(fact.value) for fact in checkpoint.facts.values()), (checkpoint,))


def _named(database: Database, identity: str) -> str:
    found = database.resource(identity)
    return database.label(found) if found is not None else identity


def _of_group(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, Group)
    yield _expected_node(database, item)
    members = database.members(item)
    commanded = {1: "Online", 0: "Offline"}
    states = [commanded[persistent_state(database, member, semantics).value] for member in members]
    told = [f"{database.label(member)} ({state})" for member, state in zip(members, states, strict=True)]
    yield Relation("resources", f"{', '.join(told)}; commanded, not observed" if told else "none", members)
    nodes = [node for node in database.nodes if all(node.id in database.possible_owners(each) for each in members)]
    every = len(nodes) == len(database.nodes)
    possible = "every node" if every else ", ".join(map(database.label, nodes)) or "no node"
    yield Relation("possible owners", possible, tuple(nodes))
    classes = frozenset(item.texts("AntiAffinityClassNames"))
    apart = _by_name(
        each for each in database.groups if classes & frozenset(each.texts("AntiAffinityClassNames")) and each != item
    )
    if apart:
        yield Relation("kept apart from", ", ".join(map(database.label, apart)), apart)


def _expected_node(database: Database, group: Group) -> Relation:
    owner = expected_owner(database, group, stored_node_states(database))
    node = database.node(owner.node) if owner.node is not None else None
    if node is None:
        return Relation("node", f"none ({owner.basis})")
    return Relation("node", f"{database.label(node)}, expected from {owner.basis}: the hive holds no owner", (node,))


def _of_node(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, Node)
    states = stored_node_states(database)
    yield Relation("state", f"{states[item.id]}; commanded, not observed")
    here = _by_name(each for each in database.groups if expected_owner(database, each, states).node == item.id)
    yield Relation("groups", f"{', '.join(map(database.label, here))}; expected" if here else "none expected", here)
    barred = _by_name(each for each in database.resources if item.id not in database.possible_owners(each))
    if barred:
        yield Relation("no possible owner of", ", ".join(map(database.label, barred)), barred)
    interfaces = _by_name(each for each in database.interfaces if database.node_of(each) == item)
    if interfaces:
        yield Relation("interfaces", ", ".join(map(database.label, interfaces)), interfaces)


def _by_name(objects: Iterable[_Object]) -> tuple[_Object, ...]:
    """As a person looks for them; a hive stores them by their ids."""
    return tuple(sorted(objects, key=lambda item: (upcase(item.name), item.id)))


def _of_type(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, ResourceType)
    used = _by_name(each for each in database.resources if database.type_of(each) == item)
    yield Relation("resources", ", ".join(map(database.label, used)) or "none", used)


def _of_network(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, Network)
    interfaces = _by_name(each for each in database.interfaces if database.network_of(each) == item)
    yield Relation("interfaces", ", ".join(map(database.label, interfaces)) or "none", interfaces)


def _of_interface(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    assert isinstance(item, NetworkInterface)
    node, network = database.node_of(item), database.network_of(item)
    yield Relation("node", database.label(node) if node else "none that exists", (node,) if node else ())
    yield Relation("network", database.label(network) if network else "none that exists", (network,) if network else ())


def _of_cluster(database: Database, item: ClusterObject, semantics: Semantics) -> Iterator[Relation]:
    counts = (("node", database.nodes), ("group", database.groups), ("resource", database.resources))
    yield Relation("has", ", ".join(counted(len(objects), what) for what, objects in counts))
    witness = database.witness
    told = f"{witness.kind}: {database.label(witness.resource)}" if witness.resource is not None else witness.kind
    yield Relation("witness", told, (witness.resource,) if witness.resource is not None else ())


_OF_KIND: Mapping[Kind, Callable[[Database, ClusterObject, Semantics], Iterator[Relation]]] = MappingProxyType(
    {
        "cluster": _of_cluster,
        "node": _of_node,
        "group": _of_group,
        "resource": _of_resource,
        "resource type": _of_type,
        "network": _of_network,
        "network interface": _of_interface,
    }
)
