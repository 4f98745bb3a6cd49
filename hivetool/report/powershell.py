"""The supported way to do on a live cluster what an edit does to a copy: PowerShell, with every name quoted safely."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hivetool.cluster.assign import Change
from hivetool.cluster.facts import Content
from hivetool.cluster.schema import NODE_LISTS, Form, Kind

_QUOTES = str.maketrans({quote: quote * 2 for quote in "'‘’‚‛"})
"""PowerShell takes all of these for the end of a string in single quotes."""

_OBJECTS: Mapping[Kind, str] = MappingProxyType(
    {
        "cluster": "Get-Cluster",
        "node": "Get-ClusterNode -Name",
        "group": "Get-ClusterGroup -Name",
        "resource": "Get-ClusterResource -Name",
        "resource type": "Get-ClusterResourceType -Name",
        "network": "Get-ClusterNetwork -Name",
    }
)
_STATES: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        "group": ("Stop-ClusterGroup -Name", "Start-ClusterGroup -Name"),
        "resource": ("Stop-ClusterResource -Name", "Start-ClusterResource -Name"),
    }
)
_COLLECTION = "New-Object System.Collections.Specialized.StringCollection"
"""What a list of texts such as AntiAffinityClassNames is in PowerShell's objects; a plain array is none (Microsoft,
cluster-affinity)."""

_OWNERS: Mapping[Kind, str] = MappingProxyType({"group": "-Group", "resource": "-Resource"})


_MEMBERS: Mapping[tuple[Kind, str], str] = MappingProxyType(
    {("cluster", "ClusterName"): "Name", ("resource type", "Name"): "DisplayName"}
)
"""Properties that have another name in PowerShell's objects than in the database."""


def quoted(text: str) -> str | None:
    """The text as a string in single quotes; None where a line break or another control character forbids it."""
    return f"'{text.translate(_QUOTES)}'" if text.isprintable() else None


def powershell(change: Change) -> str | None:
    """The command that makes the change on a live cluster, None where there is none that Microsoft supports."""
    name, prop, value = quoted(change.name), change.prop, change.shown
    if name is None or prop.read_only or prop.runtime or change.kind not in _OBJECTS:
        return None
    if prop.name == "PersistentState":
        return f"{_STATES[change.kind][value]} {name}" if isinstance(value, int) and value in (0, 1) else None
    what = _OBJECTS[change.kind] if change.kind == "cluster" else f"{_OBJECTS[change.kind]} {name}"
    if prop.place:
        return _private(what, prop.name, value)
    if value is None:
        value = prop.default if prop.unset is None else prop.unset  # what a live cluster has for "not set"
    if prop.name in NODE_LISTS:
        nodes = [quoted(node) for node in value] if isinstance(value, tuple) and value else [None]
        listed = None if None in nodes else ",".join(str(node) for node in nodes)
        of_what = _OWNERS.get(change.kind)
        return f"Set-ClusterOwnerNode {of_what} {name} -Owners {listed}" if of_what and listed else None
    member = f"({what}).{_member(change.kind, prop.name)}"
    if prop.form is Form.TEXTS:
        return _listed(member, value if isinstance(value, tuple) else ())
    words = _words(value)
    return None if words is None else f"{member} = {words}"


def _listed(member: str, texts: tuple[str, ...]) -> str | None:
    """Several commands in one line, as the list has to be made first."""
    parts = [quoted(text) for text in texts]
    if None in parts:
        return None
    filled = f"$texts.AddRange([string[]]({', '.join(map(str, parts))})); " if parts else ""
    return f"$texts = {_COLLECTION}; {filled}{member} = $texts"


def _private(what: str, name: str, value: Content | None) -> str | None:
    """A private property is a parameter of the object; what is not stored any more is deleted there too."""
    named = f"{what} | Set-ClusterParameter -Name {quoted(name)}"
    if value is None:
        return f"{named} -Delete"
    words = _words(value)
    return f"{named} -Value {words}" if words is not None else None


def _member(kind: Kind, name: str) -> str:
    name = _MEMBERS.get((kind, name), name)
    return name if name.isidentifier() else str(quoted(name))


def _words(value: Content | None) -> str | None:
    if isinstance(value, bytes):
        return None
    if value is None or isinstance(value, int):
        return None if value is None else str(value)
    if isinstance(value, str):
        return quoted(value)
    parts = [quoted(text) for text in value]
    return None if None in parts else f"@({', '.join(str(part) for part in parts)})"
