"""What the twin of groups and nodes knows. Times are in milliseconds, nodes are numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from .votes import Voting

STEP_MS = 500


@dataclass
class Resource:
    """A resource: what is configured, and what it is now (``status``) and is taken to be by the cluster (``known``)."""

    name: str
    machine: bool
    recorded: int
    online_takes: int
    offline_takes: int
    fails_on: tuple[int, ...]
    possible: tuple[int, ...]
    status: str = ""
    known: str = ""
    call: tuple[str, int] | None = None
    """Function and when it ends."""
    since: int = 0
    """When its poll timers started."""
    given_up: bool = False
    unheard: bool = False
    """It was commanded to come or go while its node did not answer."""


@dataclass
class Group:
    """A group: what is configured, where it is and on what way."""

    name: str
    members: list[Resource]
    owner: int | None
    preferred: tuple[int, ...]
    priority: int
    kind: str
    """Its anti-affinity class, empty for none."""
    limit: int | None
    fails_back: bool
    stays_ms: int | None
    """ResiliencyPeriod."""
    target: int | None = None
    going: set[str] = field(default_factory=set)
    arriving: set[str] = field(default_factory=set)
    tried: set[int] = field(default_factory=set)
    moves: int = 0
    automatic: bool = False
    homeless: bool = False
    no_candidate: bool = False
    offline_there: bool = False
    """It has arrived where it is not to be brought online."""
    awaits: int | None = None


@dataclass
class Cluster:
    """What is configured for the whole, and the state of each node at 0."""

    windows: bool
    nodes: dict[int, str]
    voting: Voting
    witness: str
    span_ms: int
    isolation_ms: int
    wait_ms: int
    quarantine_ms: int
    quarantine_after: int
    hard: bool
    """ClusterEnforcedAntiAffinity."""
    live_shutdown: bool
    interval: int
