"""Walks along the dependencies, each in one pass."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping

from hivetool.cluster.dependencies import DependencyGraph
from hivetool.cluster.model import ClusterObject

from .subject import Subject


def from_below(graph: DependencyGraph) -> tuple[str, ...]:
    """The ids of all resources that need something or are needed, every one behind those that it needs."""
    left = {identity: len(providers) for identity, (providers, _) in graph.needs.items()}
    free = deque(identity for identity in graph.dependents if identity not in left)
    order: list[str] = []
    while free:
        identity = free.popleft()
        order.append(identity)
        for dependent in graph.dependents.get(identity, ()):
            left[dependent] -= 1
            if left[dependent] == 0:
                free.append(dependent)
    return tuple(order)


def depths(graph: DependencyGraph) -> Mapping[str, int]:
    """By a resource's id how many others must be online in a row before it, on the longest way down."""
    found: dict[str, int] = {}
    for identity in from_below(graph):
        providers, _ = graph.needs.get(identity, ((), None))
        found[identity] = max((found[each] + 1 for each in providers), default=0)
    return found


def sayers(subject: Subject) -> Mapping[int, tuple[ClusterObject, str]]:
    """By a key's row the object whose key says a dependency, with the name of the value that says it."""
    entries = {item.row: (item, "dependency") for item in subject.database.dependency_entries}
    return {**{item.row: (item, "Dependencies") for item in subject.database.resources}, **entries}


def name_of(subject: Subject, identity: str) -> str:
    """The name of the resource with this id, or the id itself if there is none."""
    found = subject.database.resource(identity)
    return found.name if found is not None else identity
