"""RHS processes: who shares one, who has its own (SeparateMonitor), and who dies with whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from hivetool.cluster.model import Resource


class Host(StrEnum):
    """The program that hosts resource DLLs."""

    RHS = "RHS.EXE"
    RHS32 = "RHS32.EXE"


ProcessKey = tuple[Host, str | None]
"""Which process of a node: the program, and the id of the one resource it is for (None: a shared process)."""


@dataclass(frozen=True, slots=True)
class Process:
    """One RHS process of a node. ``own`` is the id of the one resource it is for, None for a shared process."""

    node: str
    host: Host
    own: str | None
    resources: tuple[str, ...]


def process_key(resource: Resource, bits: int, separated: bool = False) -> ProcessKey:
    """Resources of one node with the same key share a process; ``separated``: it was given its own meanwhile."""
    host = Host.RHS32 if bits == 32 else Host.RHS
    return host, resource.id if separated or resource.separate_monitor else None


def processes(
    node: str, resources: Iterable[Resource], bits: Callable[[Resource], int] = lambda _: 64
) -> tuple[Process, ...]:
    """The RHS processes of a node that hosts these resources: shared ones first, then separate ones."""
    members: dict[ProcessKey, list[str]] = {}
    for resource in resources:
        members.setdefault(process_key(resource, bits(resource)), []).append(resource.id)
    shared_first = sorted(members.items(), key=lambda item: (item[0][1] is not None, item[0][0] is not Host.RHS))
    return tuple(Process(node, host, own, tuple(hosted)) for (host, own), hosted in shared_first)
