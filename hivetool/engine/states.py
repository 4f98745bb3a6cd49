"""What a replay knows of one resource and of one group at a moment, and the order of what happens in one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeVar

from hivetool.cluster.model import Group, Resource
from hivetool.hive.edit import SetValue
from hivetool.scenario.model import NodeState, State, Status

from .downtime import Downtime
from .messages import Check
from .rules import Case
from .trace import Action

T = TypeVar("T")

EVENT, TIMER, CONSEQUENCE, QUICK_CHECK, THOROUGH_CHECK = range(5)
"""The order of what happens in one millisecond: scenario events, timers, what follows from both, then the checks."""

RUNNING = frozenset({NodeState.UP, NodeState.PAUSED})

PENDING = frozenset({State.ONLINE_PENDING, State.OFFLINE_PENDING})

KNOWN_AS: Mapping[Status, State] = MappingProxyType(
    {
        Status.ONLINE: State.ONLINE,
        Status.OFFLINE: State.OFFLINE,
        Status.STOPPED: State.OFFLINE,
        Status.FAILED: State.FAILED,
        Status.ONLINE_PENDING: State.ONLINE_PENDING,
        Status.OFFLINE_PENDING: State.OFFLINE_PENDING,
    }
)
"""What the cluster takes a resource to be after a report; no answer changes nothing."""


@dataclass(slots=True)
class Call:
    """A running Online or Offline function. ``ends_at`` None: it never ends by itself; ``blocks``: it never returns."""

    function: Literal["Online", "Offline"]
    serial: int
    ends_at: int | None
    outcome: State
    deadline: int
    blocks: bool = False


@dataclass(slots=True)
class ResourceState:
    """One resource now: ``state`` as the cluster knows it, ``status`` as its DLL would answer.

    ``order`` is its place among all; timers and checks of one millisecond go in that order. ``restart_due``: when a
    restart that RestartDelay puts off is due; until then nobody asks how the resource is. ``waits``: it is to be online
    and what it depends on is not. ``polled_since``: when its poll timers started. ``first``: it was not as commanded at
    0 and nobody has asked yet. ``last_try``: one final attempt is being made. ``separate``: SeparateMonitor was set
    by this replay. ``forced``: it comes online for what depends on it, though it is recorded offline. ``returns``: it
    went down with its RHS process and is being brought online again. ``unheard``: it was commanded online or offline
    while its node did not answer. ``told_later``: it was stopped inside on an isolated node, which is told when
    the node is back.
    """

    resource: Resource
    label: str
    order: int
    state: State
    status: Status
    call: Call | None = None
    unseen_stop: bool = False
    given_up: bool = False
    recovering: bool = False
    waits: bool = False
    first: bool = False
    last_try: bool = False
    separate: bool = False
    forced: bool = False
    returns: bool = False
    unheard: bool = False
    told_later: bool = False
    serial: int = 0
    recorded: int | None = None
    restart_due: int | None = None
    polled_since: int = 0
    restarts: list[int] = field(default_factory=list)
    online_calls: dict[str, int] = field(default_factory=dict)
    compared: tuple[Status, Status] | None = None
    polling: set[Check] = field(default_factory=set)
    polled: dict[Check, int] = field(default_factory=dict)


@dataclass(slots=True)
class GroupState:
    """One group now. ``owner`` is a node id, None if no node could take it at the start; ``target`` while it leaves.

    ``owner_basis`` says why ``first_owner`` was taken to own it at 0. ``automatic``: nobody commanded that it leaves.
    ``stays_offline``: it is where it may not come online. ``homeless``: no node could take it. ``stranded``: it was to
    fail over, and no node could take it. ``tried`` are the nodes on which it has failed in this series of failovers,
    which ends when all that was to come online is online or left failed, and when the group is given up (ASSUMED).
    ``came_from``: the node it left when that was drained. ``makes_room_for``: the group for which it goes offline.
    ``to_online`` and ``to_offline`` are the resources to come online or go offline in their turn, and why; ``awaits``
    is the node for which it waits when the cluster starts, ``asked`` the check of it that was made last, and when.
    ``down`` keeps its downtime.
    """

    group: Group
    label: str
    owner: str | None
    first_owner: str | None
    owner_basis: str
    target: str | None = None
    automatic: bool = False
    stays_offline: bool = False
    homeless: bool = False
    stranded: bool = False
    came_from: str | None = None
    makes_room_for: str | None = None
    failovers: list[int] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    to_offline: dict[str, Case] = field(default_factory=dict)
    going_offline: set[str] = field(default_factory=set)
    to_online: dict[str, Case] = field(default_factory=dict)
    awaits: str | None = None
    asked: tuple[str, int] | None = None
    down: Downtime = field(default_factory=Downtime)

    def comes_no_more(self, resource: str) -> None:
        """The resource (its id) is not to come online any more; when none is, the series of failovers is over."""
        self.to_online.pop(resource, None)
        if not self.to_online:
            self.tried.clear()


@dataclass(frozen=True, slots=True)
class Room:
    """What a group that could not be placed waits for: ``victims`` (ids of groups) make room on ``node``.

    ``case`` and ``action`` say how it is placed then.
    """

    case: Case
    action: Action
    node: str = ""
    victims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Write:
    """A PersistentState that was recorded on a node; ``before`` is what stood there (None: as stored at 0).

    It has reached the other nodes ``reaches_ms`` later.
    """

    at_ms: int
    node: str
    resource: str
    before: int | None
    edit: SetValue
    reaches_ms: int


@dataclass(frozen=True, slots=True)
class Change:
    """The history of owners and states, for expectations that hold from a time on."""

    at_ms: int
    identity: str
    value: str


class Touched(dict[str, T]):
    """What the replay has looked at, by id; the rest is as it was at 0 and made when somebody looks."""

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, identity: str) -> T:
        found = self[identity] = self._make(identity)
        return found
