"""What the components tell each other through the Cluster Service: one small type a message."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hivetool.scenario.model import Event


class Check(StrEnum):
    """The two health checks, by the article's names: IsAlive is the quick one, LooksAlive the thorough one."""

    IS_ALIVE = "IsAlive"
    LOOKS_ALIVE = "LooksAlive"


@dataclass(frozen=True, slots=True)
class Happens:
    """An event of the scenario is due."""

    event: Event


@dataclass(frozen=True, slots=True)
class Poll:
    """A check of a resource is due."""

    resource: str
    check: Check


@dataclass(frozen=True, slots=True)
class CallEnds:
    """A running function of a resource DLL ends by itself."""

    resource: str
    serial: int


@dataclass(frozen=True, slots=True)
class PendingExpires:
    """A pending resource has been silent for its PendingTimeout."""

    resource: str
    serial: int


@dataclass(frozen=True, slots=True)
class Deadlocked:
    """A call has not returned within DeadlockTimeout."""

    resource: str
    serial: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A resource has failed: RCM is to apply its restart policy; ``terminated``: it has been terminated already."""

    resource: str
    terminated: bool = False


@dataclass(frozen=True, slots=True)
class Retry:
    """RetryPeriodOnFailure has passed since a resource was given up."""

    resource: str
    serial: int


@dataclass(frozen=True, slots=True)
class BringOnline:
    """RHS is to execute the Online function of a resource; ``due_at`` if that was put off by RestartDelay."""

    resource: str
    due_at: int | None = None


@dataclass(frozen=True, slots=True)
class CameOnline:
    """A resource is online."""

    resource: str


@dataclass(frozen=True, slots=True)
class WentOffline:
    """An Offline function has ended."""

    resource: str


@dataclass(frozen=True, slots=True)
class ProviderLost:
    """A resource on which others depend is not online any more."""

    resource: str


@dataclass(frozen=True, slots=True)
class FailOver:
    """A resource of this group has failed for good: the Failover Manager is to move the group."""

    group: str


@dataclass(frozen=True, slots=True)
class PlaceAgain:
    """A group waits for no node any longer, or the node that it was going to is gone (``lost``): it is to be placed."""

    group: str
    lost: bool = False


@dataclass(frozen=True, slots=True)
class RoomMade:
    """A group that makes room for one of higher Priority is offline."""

    group: str


@dataclass(frozen=True, slots=True)
class Noticed:
    """The other nodes notice that a node is gone."""

    node: str
    died_at: int


@dataclass(frozen=True, slots=True)
class Rebalance:
    """The span is over within which losses count as one: the votes are balanced anew."""


@dataclass(frozen=True, slots=True)
class PeriodOver:
    """How long an isolated node's group (None: the node itself) may stay with it is over."""

    node: str
    since: int
    group: str | None = None


@dataclass(frozen=True, slots=True)
class QuarantineOver:
    """A quarantine is over."""

    node: str
    since: int


@dataclass(frozen=True, slots=True)
class Departed:
    """A group has left the node that it owned, or can leave it no more."""

    node: str


@dataclass(frozen=True, slots=True)
class FailBack:
    """The failback window of a group opens."""

    group: str
    node: str


Message = (
    Happens
    | Poll
    | CallEnds
    | PendingExpires
    | Deadlocked
    | Failed
    | Retry
    | BringOnline
    | CameOnline
    | WentOffline
    | ProviderLost
    | FailOver
    | PlaceAgain
    | RoomMade
    | Noticed
    | Rebalance
    | PeriodOver
    | QuarantineOver
    | Departed
    | FailBack
)
