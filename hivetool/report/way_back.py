"""The PowerShell that gives a live cluster back what an older copy of its database has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.assign import change_of
from hivetool.cluster.difference import Part, Step
from hivetool.cluster.model import Database
from hivetool.cluster.names import Names
from hivetool.hive.decode import decoded
from hivetool.hive.edit import CreateKey, DeleteKey, SetValue
from hivetool.hive.errors import BadValueData
from hivetool.hive.upcase import upcase

from .difference_text import part_title, step_words
from .powershell import powershell, quoted

REMOVE: Mapping[str, str] = MappingProxyType(
    {
        "node": "Remove-ClusterNode -Name",
        "group": "Remove-ClusterGroup -Name",
        "resource": "Remove-ClusterResource -Name",
        "resource type": "Remove-ClusterResourceType -Name",
    }
)
MAKE: Mapping[str, str] = MappingProxyType(
    {
        "node": "Add-ClusterNode -Name",
        "group": "Add-ClusterGroup -Name",
        "resource": "Add-ClusterResource -Name",
        "resource type": "Add-ClusterResourceType -Name",
    }
)
"""What removes and makes objects of a kind. Both stand in comments: they take a person who looks twice."""

ORDER = ("key", "node", "resource type", "network", "group", "resource", "dependency")
"""Kinds in the order in which they can be mended; those that are not here come last."""

_MENTIONED = re.compile(r"\[([^\[\]]*)\]")

HEAD = (
    "# What leads a live cluster back. Lines that begin with # are left to a person: objects that have to be made or\n"
    "# removed, resources to be started or stopped, and what no supported command does.\n"
)


def way_back(parts: Sequence[Part], names: Names, a: Database) -> Iterator[str]:
    """The commands that give a live cluster what ``a`` has, for parts that lead from ``b`` back to ``a``."""
    yield HEAD
    for part in sorted(parts, key=lambda part: ORDER.index(part.kind) if part.kind in ORDER else len(ORDER)):
        yield f"\n# {part_title(part)}\n"
        first = part.steps[0].edit
        if isinstance(first, CreateKey) and _is_own(part, first.key):
            yield from _made(part, names, a)
        elif isinstance(first, DeleteKey) and _is_own(part, first.key):
            yield f"# {_command(REMOVE, part) or 'no supported command removes it'}\n"
        else:
            for step in part.steps:
                yield f"{_line(part, step, names, a)}\n"


def _is_own(part: Part, path: str) -> bool:
    return part.kind != "key" and path.count("\\") == 1


def _made(part: Part, names: Names, a: Database) -> Iterator[str]:
    """The commands for an object that is not there any more, as comments."""
    if part.kind != "dependency":
        details = _details(part, a) if part.kind == "resource" else ""
        yield f"# {_command(MAKE, part) or 'no supported command makes it'}{details}\n"
    for step in part.steps[1:]:
        if not (isinstance(step.edit, SetValue) and upcase(step.edit.name) in _MADE_WITH):
            yield f"# {_line(part, step, names, a).removeprefix('# ')}\n"


_MADE_WITH = frozenset(map(upcase, ("Name", "NodeName", "Type", "DllName", "dependent")))
"""Values that an object gets when it is made."""


def _command(table: Mapping[str, str], part: Part) -> str | None:
    name = quoted(part.name)
    return f"{table[part.kind]} {name}" if part.kind in table and name is not None else None


def _details(part: Part, a: Database) -> str:
    resource = a.resource(part.id)
    group = a.group(resource.group) if resource is not None and resource.group is not None else None
    kind = quoted(resource.type) if resource is not None else None
    where = quoted(group.name) if group is not None else None
    return (f" -ResourceType {kind}" if kind else "") + (f" -Group {where}" if where else "")


def _line(part: Part, step: Step, names: Names, a: Database) -> str:
    """The command for one step; a comment where none is supported, or where it starts or stops something."""
    if part.kind == "dependency":
        live = _dependency(part, step, names)
        return live or f"# no supported command: {step_words(part, step, names)}"
    change = change_of(a, part.kind, part.id, part.name, step.edit)
    live = powershell(change) if change is not None else None
    if live is None or change is None:
        return f"# no supported command: {step_words(part, step, names)}"
    return f"# {live}" if change.prop.name == "PersistentState" else live


def _dependency(part: Part, step: Step, names: Names) -> str | None:
    """``[id] and [id]`` as the command that sets it, with names for ids."""
    edit = step.edit
    if not isinstance(edit, SetValue) or upcase(edit.name) == upcase("dependent"):
        return None
    try:
        value = decoded(edit.type, edit.data)
    except BadValueData:
        return None
    if not isinstance(value, str) or not _MENTIONED.search(value):
        return None
    words = _MENTIONED.sub(lambda found: f"[{names.behind(found[1]) or found[1]}]", value)
    resource, expression = quoted(part.name), quoted(words)
    if resource is None or expression is None:
        return None
    return f"Set-ClusterResourceDependency -Resource {resource} -Dependency {expression}"
