"""What cluster is wanted: a handful of numbers, checked when the plan is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from .errors import BadPlan

Witness = Literal["disk", "share", "cloud", "none"]

LIMITS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "nodes": (1, 64),
        "vms": (0, 100_000),
        "seed": (-(2**63), 2**63 - 1),
        "anti_affinity": (0, 1_000),
        "volumes": (0, 256),
        "file_servers": (0, 64),
        "services": (0, 64),
    }
)
"""The whole numbers of a plan, least and greatest. 64 nodes and 8,000 virtual machines is what Windows supports."""

SHARES = ("overridden", "separate", "owners", "preferred", "stopped")
"""The shares of a plan: 0 is none of the virtual machines, 1 all."""

_NAME = re.compile(r"(?=.*[A-Za-z])[A-Za-z0-9]([A-Za-z0-9-]{0,13}[A-Za-z0-9])?\Z")
_TAKEN = re.compile(r"(HV|FS|APP|VM)\d+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Plan:
    """A cluster to be made; the same plan makes the same hive.

    Shares of the virtual machines: ``overridden`` have poll intervals of their own, ``separate`` an RHS process of
    their own, ``owners`` possible owners, ``preferred`` preferred owners (some of them with failback), ``stopped``
    were commanded offline. ``anti_affinity`` is how many classes there are at most: a class has two groups or more,
    and no more groups than there are nodes. ``volumes`` are cluster shared volumes.

    Raises :class:`BadPlan`.
    """

    nodes: int = 3
    vms: int = 12
    seed: int = 0
    name: str = "HVCLUSTER"
    overridden: float = 0.1
    separate: float = 0.05
    owners: float = 0.1
    preferred: float = 0.1
    stopped: float = 0.05
    anti_affinity: int = 2
    volumes: int = 2
    file_servers: int = 1
    services: int = 1
    witness: Witness = "disk"

    def __post_init__(self) -> None:
        """Refuse what no cluster can have."""
        for name, (least, greatest) in LIMITS.items():
            amount = getattr(self, name)
            if isinstance(amount, bool) or not isinstance(amount, int) or not least <= amount <= greatest:
                raise BadPlan(name, amount, f"a whole number from {least:,} to {greatest:,}")
        for name in SHARES:
            if not 0 <= getattr(self, name) <= 1:
                raise BadPlan(name, getattr(self, name), "a share from 0 to 1")
        if self.witness not in get_args(Witness):
            raise BadPlan("witness", self.witness, f"one of {', '.join(get_args(Witness))}")
        if not _NAME.match(self.name):
            raise BadPlan("name", self.name, "1 to 15 letters, digits and inner hyphens, not digits alone")
        if _TAKEN.match(self.name):
            raise BadPlan("name", self.name, "HV, FS, APP and VM with a number are names of nodes and roles")
        if self.vms and not self.volumes:
            raise BadPlan("volumes", self.volumes, "virtual machines need a shared volume to lie on")

    @property
    def node_ids(self) -> tuple[str, ...]:
        """The names of the nodes' keys, in the order in which they joined."""
        return tuple(str(number) for number in range(1, self.nodes + 1))
