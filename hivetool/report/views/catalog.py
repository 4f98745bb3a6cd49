"""Which views there are: their names, which are options of ``inspect``, and what each is for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hivetool.report.inspection import Inspection
    from hivetool.report.table import View

OVERVIEW = "overview"
"""The view that is shown if none is asked for."""

VIEWS: Mapping[str, str] = MappingProxyType(
    {
        "nodes": "The nodes: votes, and what is expected to run there.",
        "groups": "The groups (roles): expected owner, why, preferred owners.",
        "resources": "Every resource, as the article's table has the virtual machines.",
        "vms": "The article's table: name, GUID, node, status and PersistentState of every virtual machine.",
        "polling": "Every IsAlive and LooksAlive interval with where it comes from, outliers first.",
        "rhs": "The RHS processes expected on each node: who shares one, health calls a second, who is hit by a crash.",
        "policy": "Restart and failover policy of groups and resources, deviations from the rest first.",
        "networks": "The networks with their roles, and the nodes' interfaces in them.",
        "types": "The resource types: DLL, intervals, timeouts, how many resources; those that are missing first.",
    }
)
"""Name -> what it shows."""


def view_of(name: str, inspection: Inspection) -> View:
    """The view of this name, from the module of this name, which is imported now."""
    found: View = import_module(f".{name}", __package__).view(inspection)
    return found
