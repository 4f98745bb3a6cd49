"""Whom a name in a scenario means, as an id. Each function takes any value, and says where it is wrong."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from hivetool.cluster.model import Database, Group, Node
from hivetool.cluster.naming import AmbiguousName, NoSuchObject, find_group, find_node, find_resource, matching
from hivetool.cluster.naming import split_kind as split

from . import fields
from .errors import BadScenario

V = TypeVar("V")

Find = Callable[[Database, Any, str], str]
"""(database, name, where) to the id of what is meant."""


def resource_id(database: Database, name: Any, where: str) -> str:
    """The id of a resource."""
    return fields.located(where, find_resource, database, fields.text(name, where)).id


def group_id(database: Database, name: Any, where: str) -> str:
    """The id of a group."""
    return fields.located(where, find_group, database, fields.text(name, where)).id


def node_id(database: Database, name: Any, where: str) -> str:
    """The id of a node."""
    return fields.located(where, find_node, database, fields.text(name, where)).id


def node_or_group(database: Database, name: str, where: str) -> Node | Group:
    """The node or the group of this name; who means one of two that share it writes ``node:`` or ``group:``."""
    prefix, bare = split(name)
    if prefix is not None:
        find: Callable[[Database, str], Node | Group] = find_group if prefix == "group" else find_node
        return fields.located(where, find, database, name)
    known: tuple[Node | Group, ...] = (*database.nodes, *database.groups)
    found = matching(known, bare)
    if len(found) == 1:
        return found[0]
    if len({item.kind for item in found}) > 1:
        raise BadScenario(where, f"{fields.shown(bare)} is a node and a group; write node:{bare} or group:{bare}")
    if found:
        labels = tuple(f"{item.name} {{{item.id}}}" for item in found)
        raise BadScenario(where, str(AmbiguousName(found[0].kind, bare, labels)))
    near = difflib.get_close_matches(bare, [item.name for item in known], 3, 0.5)
    hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise BadScenario(where, str(NoSuchObject("node or group", bare, hint)))


def by_id(database: Database, given: Any, find: Find, take: Callable[[Any, str], V], where: str) -> Mapping[str, V]:
    """A table of names and values as ids and what ``take`` makes of the values; two names of one object are refused."""
    found: dict[str, V] = {}
    for name, value in fields.table(given, where).items():
        identity = find(database, name, where)
        if identity in found:
            raise BadScenario(where, f"{fields.shown(name)} is there already, under another name")
        found[identity] = take(value, f"{where}: {name}")
    return found
