"""The nodes that all resources of a group may be on, and the groups of virtual machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hivetool.cluster.assign import edit_of
from hivetool.cluster.model import Database, Group, Node, Resource
from hivetool.hive.upcase import upcase

from .finding import Fix
from .words import few


@dataclass(frozen=True, slots=True)
class Common:
    """``nodes`` are the ids of the nodes that may own every resource of ``group``; ``narrowing`` those with a list."""

    group: Group
    nodes: tuple[str, ...]
    narrowing: tuple[Resource, ...]


def common_owners(database: Database) -> Mapping[str, Common]:
    """By a group's id the nodes that may own it, for groups with a resource that lists possible owners."""
    narrowing: dict[str, list[Resource]] = {}
    group_of = database.membership.group_of
    stored = database.collections["resource"].every("PossibleOwners")
    for item, content in zip(database.resources, stored, strict=True):
        group = group_of.get(upcase(item.id)) if content else None
        if group is not None:
            narrowing.setdefault(group, []).append(item)
    known: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}
    found: dict[str, Common] = {}
    for identity, items in narrowing.items():
        holder = database.group(identity)
        if holder is not None:
            lists = tuple(dict.fromkeys(item.texts("PossibleOwners") for item in items))
            if lists not in known:
                known[lists] = _in_all(database, lists)
            found[identity] = Common(holder, known[lists], tuple(items))
    return found


def every_node(common: Common) -> Fix:
    """Remove the lists of all the group's resources, so that it may be on every node."""
    edits = [edit_of(item, "PossibleOwners", None) for item in common.narrowing]
    names = few([item.name for item in common.narrowing])
    return Fix(f"let {names} be on every node", edits=tuple(edit for edit in edits if edit is not None))


def machine_groups(database: Database) -> tuple[Group, ...]:
    """The groups with a virtual machine, each once, in the order of the machines."""
    groups = (database.group(each) for each in dict.fromkeys(item.group or "" for item in database.machines))
    return tuple(group for group in groups if group is not None)


def newest_node(database: Database) -> Node | None:
    """The node with the highest number, which joined last unless a number was given again; None without nodes."""
    return max(database.nodes, key=lambda node: node.order, default=None)


def _in_all(database: Database, lists: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    sets = [{upcase(each) for each in listed} for listed in lists]
    nodes = database.collections["node"]
    pairs = zip(nodes.ids, nodes.upcased, strict=True)
    return tuple(identity for identity, upcased in pairs if all(upcased in each for each in sets))
