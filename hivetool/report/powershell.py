"""The supported way to do on a live cluster what an edit does to a copy: PowerShell, with every name quoted safely."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hivetool.cluster.assign import Change
from hivetool.cluster.schema import Kind

_QUOTES = str.maketrans({quote: quote * 2 for quote in "'‘’‚‛"})
"""PowerShell takes all of these for the end of a string in single quotes."""

_OBJECTS: Mapping[Kind, str] = MappingProxyType(
    {
        "cluster": "Get-Cluster",
        "node": "Get-ClusterNode -Name",
        "group": "Get-ClusterGroup -Name",
        "resource": "Get-ClusterResource -Name",
        "resource type": "Get-ClusterResourceType -Name",
    }
)
_READ_ONLY = frozenset({"DefaultOwner", "GroupType", "ClusterFunctionalLevel", "Paused"})
_STATES: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "group": ("Stop-ClusterGroup -Name", "Start-ClusterGroup -Name"),
        "resource": ("Stop-ClusterResource -Name", "Start-ClusterResource -Name"),
    }
)
_OWNERS: Mapping[Kind, str] = MappingProxyType({"group": "-Group", "resource": "-Resource"})


def quoted(text: str) -> str | None:
    """The text as a string in single quotes; None where a line break or another control character forbids it."""
    return f"'{text.translate(_QUOTES)}'" if text.isprintable() else None


def powershell(change: Change) -> str | None:
    """The command that makes the change on a live cluster, None where there is none that Microsoft supports."""
    name, prop, value = quoted(change.name), change.prop, change.shown
    if name is None or prop.name in _READ_ONLY or change.kind not in _OBJECTS:
        return None
    if prop.name == "PersistentState":
        return f"{_STATES[change.kind][value]} {name}" if isinstance(value, int) and value in (0, 1) else None
    if value is None:
        value = prop.default if prop.unset is None else prop.unset  # what a live cluster has for "not set"
    if prop.name in ("PossibleOwners", "PreferredOwners"):
        nodes = [quoted(node) for node in value] if isinstance(value, tuple) and value else [None]
        listed = None if None in nodes else ",".join(str(node) for node in nodes)
        return f"Set-ClusterOwnerNode {_OWNERS[change.kind]} {name} -Owners {listed}" if listed else None
    words = _words(value)
    what = _OBJECTS[change.kind] if change.kind == "cluster" else f"{_OBJECTS[change.kind]} {name}"
    return None if words is None else f"({what}).{prop.name} = {words}"


def _words(value: int | str | tuple[str, ...] | None) -> str | None:
    if value is None or isinstance(value, int):
        return None if value is None else str(value)
    if isinstance(value, str):
        return quoted(value)
    parts = [quoted(text) for text in value]
    return None if None in parts else f"@({', '.join(str(part) for part in parts)})"
