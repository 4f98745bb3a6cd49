"""Which column of which cmdlet holds what: one table, and an entry read by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .faults import Fault, Faults, snippet
from .model import Kind, Sighting, View
from .records import Record, said
from .states import GROUP_STATES, NODE_STATES, RESOURCE_STATES, VM_STATES, StateWord, Vocabulary


@dataclass(frozen=True, eq=False)
class Cmdlet:
    """A cmdlet: ``types`` are the last words of its objects' .NET types, ``tells`` are properties that no other has.

    The others name the properties that hold the name, the id, the state, the node and the group, the first that says
    something counts. All compare without case.
    """

    cmdlet: str
    kind: Kind
    view: View
    states: Vocabulary
    types: tuple[str, ...]
    tells: tuple[str, ...]
    name: tuple[str, ...] = ("Name",)
    id: tuple[str, ...] = ("Id",)
    state: tuple[str, ...] = ("State",)
    owner: tuple[str, ...] = ()
    group: tuple[str, ...] = ()


CMDLETS: tuple[Cmdlet, ...] = (
    Cmdlet(
        "Get-VM",
        "vm",
        "hyper-v",
        VM_STATES,
        types=("VirtualMachine",),
        tells=("VMId", "VMName", "MemoryAssigned", "IsClustered", "Generation"),
        name=("VMName", "Name"),
        id=("VMId", "Id"),
        owner=("ComputerName",),
    ),
    Cmdlet(
        "Get-ClusterResource",
        "resource",
        "cluster",
        RESOURCE_STATES,
        types=("ClusterResource",),
        tells=("ResourceType", "OwnerGroup", "SeparateMonitor", "IsAlivePollInterval", "RestartAction"),
        owner=("OwnerNode",),
        group=("OwnerGroup",),
    ),
    Cmdlet(
        "Get-ClusterNode",
        "node",
        "cluster",
        NODE_STATES,
        types=("ClusterNode",),
        tells=("NodeName", "NodeWeight", "DynamicWeight", "NodeInstanceID", "DrainStatus"),
        name=("NodeName", "Name"),
    ),
    Cmdlet(
        "Get-ClusterGroup",
        "group",
        "cluster",
        GROUP_STATES,
        types=("ClusterGroup",),
        tells=("GroupType", "IsCoreGroup", "FailoverThreshold", "AutoFailbackType", "OwnerNode"),
        owner=("OwnerNode",),
    ),
)
"""The first that fits an entry by type, else by a property, else by a word that only its states have.

OwnerNode stands with groups: resources have it too, and are told before by what else they have.
"""

NAMES = frozenset(name.lower() for row in CMDLETS for name in (*row.name, *row.id))
"""Properties that say which object it is."""

COLUMNS = NAMES | {name.lower() for row in CMDLETS for name in (*row.tells, *row.state, *row.owner, *row.group)}
"""All properties that are looked at."""


def sighting_of(record: Record, input: str, faults: Faults) -> Sighting | None:  # noqa: A002
    """What an entry of a cmdlet says; None, with a fault noted, where that cannot be told."""
    cells = {name.lower(): cell for name, cell in record.values.items()}
    state_text = said(cells.get("state"))
    cmdlet = _by_type(record.types) or _by_property(cells) or _by_word(state_text)
    if cmdlet is None:
        faults.add(Fault.KIND, record.at, snippet(", ".join(record.values)))
        return None
    name, identity = _first(cells, cmdlet.name), _first(cells, cmdlet.id)
    if name is None and identity is None:
        faults.add(Fault.NAME, record.at)
        return None
    text, owner = _first(cells, cmdlet.state), _first(cells, cmdlet.owner)
    state = _state(text, owner, cmdlet, record, faults)
    if state is None and (text is not None or owner is None):
        return None
    bare = bare_id(identity) if identity is not None else None
    group = _first(cells, cmdlet.group)
    return Sighting(cmdlet.kind, name or bare or "", cmdlet.view, bare, state, owner, group, None, input, record.at)


def _state(text: str | None, owner: str | None, cmdlet: Cmdlet, record: Record, faults: Faults) -> StateWord | None:
    if text is None:
        if owner is None:
            faults.add(Fault.NO_STATE, record.at)
        return None
    found = cmdlet.states.find(text)
    if found is None:
        faults.add(Fault.STATE, record.at, snippet(text), kind=cmdlet.states.title)
    return found


def bare_id(text: str) -> str:
    """An id without the braces that a GUID may have."""
    return text.strip().strip("{}")


def _by_type(types: tuple[str, ...]) -> Cmdlet | None:
    last = {name.rpartition(".")[2] for name in types}
    return next((row for row in CMDLETS if not last.isdisjoint(row.types)), None)


def _by_property(cells: Mapping[str, Any]) -> Cmdlet | None:
    return next((row for row in CMDLETS if any(name.lower() in cells for name in row.tells)), None)


def _by_word(text: str | None) -> Cmdlet | None:
    """By a word that is a state of one cmdlet's objects alone; numbers are states of all."""
    if text is None or text.strip("-").isdigit():
        return None
    found = [row for row in CMDLETS if row.states.find(text) is not None]
    return found[0] if len(found) == 1 else None


def _first(cells: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    texts = (said(cells.get(name.lower())) for name in names)
    return next((text for text in texts if text), None)
