"""Resource DLL: cluster functions and what they are called inside, and what the DLL answers.

A resource DLL sees only what RHS hands over (:class:`Handed`): it has no access to the cluster database (the
article's note on VMCLUSRES.DLL).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hivetool.cluster.model import VIRTUAL_MACHINE
from hivetool.hive.upcase import upcase
from hivetool.scenario.model import DllScript, Outcome, State, Status

from .trace import Action

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "Open": "VM Open",
        "Close": "VM Close",
        "Online": "VM Online",
        "Offline": "VM Offline",
        "Terminate": "VM Terminate",
        "IsAlive": "VM IsAlive",
        "LooksAlive": "VM LooksAlive",
        "Restart": "VM Online",
    }
)
"""Cluster function -> function inside VMCLUSRES.DLL. There is no Restart of its own: it is VM Online."""


EXECUTES: Mapping[Action, str] = MappingProxyType(
    {
        Action.ONLINE: "Online",
        Action.RESTART: "Online",
        Action.OFFLINE: "Offline",
        Action.TERMINATE: "Terminate",
    }
)
"""Action -> the function of the resource DLL that it stands for. Where the DLL has none, nothing is carried out."""


@dataclass(frozen=True, slots=True)
class Handed:
    """What RHS hands to the DLL with every check: the resource's GUID and its recorded state."""

    guid: str
    state: Status


def function_name(resource_type: str, function: str) -> str:
    """What a cluster function is called inside the DLL of this resource type."""
    return FUNCTIONS[function] if upcase(resource_type) == upcase(VIRTUAL_MACHINE) else function


def answer(quick: bool, handed: Handed, real: Status, unseen_stop: bool) -> Status:
    """What the DLL reports. A stop it was not told of is seen by the thorough check only (the Exchange case)."""
    return handed.state if unseen_stop and quick else real


def online_outcome(script: DllScript, node: str, calls: Mapping[str, int]) -> Outcome:
    """How the next Online call on this node ends. ``calls`` counts those made, by the key of :func:`call_key`."""
    outcomes = script.online_on.get(node, script.online)
    return outcomes[min(calls.get(call_key(script, node), 0), len(outcomes) - 1)]


def call_key(script: DllScript, node: str) -> str:
    """Calls are counted for each node that has outcomes of its own, and together for all others."""
    return node if node in script.online_on else ""


ENDS_AS: Mapping[tuple[str, Outcome], State] = MappingProxyType(
    {
        ("Online", Outcome.SUCCEEDS): State.ONLINE,
        ("Online", Outcome.FAILS): State.FAILED,
        ("Online", Outcome.HANGS): State.FAILED,
        ("Online", Outcome.BLOCKS): State.FAILED,
        ("Offline", Outcome.SUCCEEDS): State.OFFLINE,
        ("Offline", Outcome.FAILS): State.FAILED,
        ("Offline", Outcome.HANGS): State.OFFLINE,
        ("Offline", Outcome.BLOCKS): State.OFFLINE,
    }
)
"""The state in which a call leaves the resource; what hangs ends when it is terminated."""
