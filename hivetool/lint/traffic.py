"""The cluster's networks: which of them carry its own traffic, and how long it waits for a heartbeat."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import LEVELS, SCHEMA

from .subject import Subject

CARRIES_CLUSTER_TRAFFIC = frozenset({1, 3})
"""Role: cluster only, cluster and clients (MSCS networks-role)."""

Reach = Literal["SameSubnet", "CrossSubnet"]


def carriers(subject: Subject) -> tuple[ClusterObject, ...]:
    """The networks over which the nodes talk to each other."""
    return tuple(item for item, role in subject.each("network", "Role") if role.number in CARRIES_CLUSTER_TRAFFIC)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a node may be silent: ``delay_ms`` between two heartbeats, of which ``threshold`` may be missed.

    ``stored`` is the property to point at: the threshold if it is stored, else the delay, ``""`` if neither is.
    """

    delay_ms: int
    threshold: int
    stored: str

    @property
    def silence_ms(self) -> int:
        """The silence after which a node counts as down."""
        return self.delay_ms * self.threshold

    def threshold_for(self, silence_ms: int) -> int | None:
        """The least threshold that comes to this silence, None if none that is allowed does."""
        number = math.ceil(silence_ms / self.delay_ms) if self.delay_ms else 0
        return number if SCHEMA["cluster"]["CrossSubnetThreshold"].allows(number) else None


def patience(subject: Subject, reach: Reach) -> Patience:
    """What is in force within a subnet or across subnets."""
    delay, threshold = (_in_force(subject, f"{reach}{name}") for name in ("Delay", "Threshold"))
    cluster = subject.database.cluster
    names = (f"{reach}Threshold", f"{reach}Delay")
    stored = next((name for name in names if cluster.number(name) is not None), "")
    return Patience(delay, threshold, stored)


def default_of(subject: Subject, name: str) -> int:
    """The default of a heartbeat setting at the cluster's functional level."""
    level = subject.database.cluster.number("ClusterFunctionalLevel")
    default = SCHEMA["cluster"][name].default_at(LEVELS.get(level or 0))
    return default if isinstance(default, int) else 0


def _in_force(subject: Subject, name: str) -> int:
    return subject.settings("cluster", name)[0].number or 0
