"""What was observed, as immutable values: which object, in which state, on which node, and where it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location

from .states import StateWord

Kind = Literal["resource", "vm", "group", "node"]
"""What is looked for in the database; ``vm`` is a virtual machine as Hyper-V knows it, by its VMId or its name."""

View = Literal["cluster", "hyper-v", "report"]
"""Who says so: the cluster (Failover Cluster Manager), Hyper-V (VMMS, Hyper-V Manager), or a resource DLL."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One object as it was observed.

    ``id`` is a GUID or a node's number where one was given, without braces. ``state`` None: only the owner was
    observed. ``owner`` is the name of a node, ``group`` that of a resource's group. ``at_ms`` None: not timed.
    """

    kind: Kind
    name: str
    view: View
    id: str | None = None
    state: StateWord | None = None
    owner: str | None = None
    group: str | None = None
    at_ms: int | None = None
    input: str = "input"
    at: Location = field(default_factory=Location)

    @property
    def what(self) -> str:
        """What it says, as ``Online on HV01``."""
        owner = f"on {self.owner}" if self.owner is not None else ""
        return " ".join(filter(None, (self.state.word if self.state is not None else "", owner)))


@dataclass(frozen=True, slots=True)
class Observed:
    """One input that was read. ``format`` is its name in :data:`hivetool.observed.reading.FORMATS`."""

    input: str
    format: str
    encoding: str
    sightings: tuple[Sighting, ...]
    problems: tuple[Problem, ...] = ()
