"""What one replay knows while it runs. It lives inside ``replay`` and never leaves it."""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from hivetool.cluster.model import Database, Group, Node, Resource
from hivetool.cluster.schema import SCHEMA
from hivetool.cluster.semantics import Choice, Semantics
from hivetool.cluster.settings import Polls, Setting, persistent_state, polls, resource_setting
from hivetool.hive.edit import SetValue
from hivetool.scenario.model import DllScript, NodeState, Scenario, State, Status

from .messages import Check, Message
from .trace import TraceEntry

EVENT, TIMER, CONSEQUENCE, QUICK_CHECK, THOROUGH_CHECK = range(5)
"""The order of what happens in one millisecond: scenario events, timers, what follows from both, then the checks."""


@dataclass(slots=True)
class Call:
    """A running Online or Offline function. ``ends_at`` None: it never ends by itself."""

    function: Literal["Online", "Offline"]
    serial: int
    ends_at: int | None
    outcome: State
    deadline: int


@dataclass(slots=True)
class ResourceState:
    """One resource now: ``state`` as the cluster knows it, ``status`` as its DLL would answer.

    ``order`` is its place among all; timers and checks of one millisecond go in that order. ``restart_due``: when a
    restart that RestartDelay puts off is due; until then nobody asks how the resource is.
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
    serial: int = 0
    recorded: int | None = None
    restart_due: int | None = None
    restarts: list[int] = field(default_factory=list)
    online_calls: dict[str, int] = field(default_factory=dict)
    compared: tuple[Status, Status] | None = None
    polling: set[Check] = field(default_factory=set)
    polled: dict[Check, int] = field(default_factory=dict)


@dataclass(slots=True)
class GroupState:
    """One group now. ``owner`` is a node id, None if no node could take it at the start; ``target`` while it leaves.

    ``owner_basis`` says why ``first_owner`` was taken to own it at 0.
    """

    group: Group
    label: str
    owner: str | None
    first_owner: str | None
    owner_basis: str
    target: str | None = None
    failovers: list[int] = field(default_factory=list)
    tried: set[str] = field(default_factory=set)
    to_offline: set[str] = field(default_factory=set)
    going_offline: set[str] = field(default_factory=set)
    to_online: set[str] = field(default_factory=set)
    down_since: int | None = None
    missing: set[str] = field(default_factory=set)
    downtime_ms: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """The history of owners and states, for expectations that hold from a time on."""

    at_ms: int
    identity: str
    value: str


@dataclass
class World:
    """The whole cluster now, the queue of what comes, and what was written down so far."""

    database: Database
    scenario: Scenario
    semantics: Semantics
    nodes: Mapping[str, NodeState]
    resources: dict[str, ResourceState] = field(default_factory=dict)
    groups: dict[str, GroupState] = field(default_factory=dict)
    now_ms: int = 0
    trace: list[TraceEntry] = field(default_factory=list)
    edits: list[SetValue] = field(default_factory=list)
    history: list[Change] = field(default_factory=list)
    assumed: dict[str, tuple[str, str]] = field(default_factory=dict)
    detection_ms: dict[str, int] = field(default_factory=dict)
    _queue: list[tuple[int, int, int, int, Message]] = field(default_factory=list)
    _posted: int = 0
    _polls: dict[str, Polls] = field(default_factory=dict)
    _expected: dict[str, Setting] = field(default_factory=dict)

    def post(self, message: Message, at_ms: int | None = None, rank: int = CONSEQUENCE, order: int = 0) -> None:
        """Let ``message`` be handled at ``at_ms`` (now if not given); of equal rank by ``order``, then as posted."""
        self._posted += 1
        heapq.heappush(self._queue, (self.now_ms if at_ms is None else at_ms, rank, order, self._posted, message))

    def time(self, state: ResourceState, message: Message, at_ms: int) -> None:
        """Let a timer of the resource end at ``at_ms``."""
        self.post(message, at_ms, TIMER, state.order)

    def take(self, until_ms: int) -> Message | None:
        """The next message not later than ``until_ms``; the clock stands at its time. None: nothing is left."""
        if not self._queue or self._queue[0][0] > until_ms:
            return None
        self.now_ms, *_, message = heapq.heappop(self._queue)
        return message

    def note(self, about: ResourceState | GroupState | None, **entry: Any) -> None:
        """Write down what happens now to this resource or group; its group, node and label are filled in."""
        names: dict[str, str | None] = {}
        group = self.group_of(about) if isinstance(about, ResourceState) else about
        if isinstance(about, ResourceState):
            names["resource"] = about.label
        if group is not None:
            names["group"] = group.label
            names["node"] = self.node_label(group.owner) if group.owner is not None else None
        self.trace.append(TraceEntry(**{"at_ms": self.now_ms, **names, **entry}))

    def assume(self, what: str, value: str, basis: str) -> None:
        """Write down an assumption, once."""
        self.assumed.setdefault(what, (value, basis))

    def group_of(self, state: ResourceState) -> GroupState | None:
        """The group of a resource, None if it is in none."""
        return self.groups.get(state.resource.group) if state.resource.group is not None else None

    def host(self, state: ResourceState) -> str | None:
        """The node whose RHS hosts the resource now; None while its group is on no node or leaving one."""
        group = self.group_of(state)
        return group.owner if group is not None and group.target is None else None

    def members(self, group: GroupState) -> list[ResourceState]:
        """The group's resources, in stored order."""
        return [self.resources[identity] for identity in group.group.resources]

    def node(self, identity: str) -> Node:
        """The node with this id, which exists."""
        found = self.database.node(identity)
        assert found is not None
        return found

    def node_label(self, identity: str) -> str:
        """The node's name as shown."""
        return self.database.label(self.node(identity))

    def script(self, state: ResourceState) -> DllScript:
        """How the resource's DLL behaves."""
        return self.scenario.dlls.get(state.resource.id, DllScript())

    def polls(self, state: ResourceState) -> Polls:
        """The resource's poll intervals."""
        identity = state.resource.id
        if identity not in self._polls:
            self._polls[identity] = polls(self.database, state.resource, self.semantics)
        return self._polls[identity]

    def setting(self, state: ResourceState, name: str, default: Choice[int]) -> Setting:
        """A number of the resource that the replay uses; a default is written down as an assumption."""
        setting = resource_setting(self.database, state.resource, name, default)
        if setting.fact is None:
            unit = SCHEMA["resource"][name].unit
            value = f"{setting.value} {unit}" if unit else str(setting.value)
            self.assume(f"{name}, where it is not stored", value, setting.why)
        return setting

    def pending_timeout_ms(self, state: ResourceState) -> int:
        """How long the resource may be pending without a sign."""
        return self.setting(state, "PendingTimeout", self.semantics.pending_timeout_ms).value

    def commanded(self, state: ResourceState) -> Setting:
        """The PersistentState as stored in the hive, resolved; what the replay recorded since is not in it."""
        identity = state.resource.id
        if identity not in self._expected:
            self._expected[identity] = persistent_state(self.database, state.resource, self.semantics)
        return self._expected[identity]

    def expected(self, state: ResourceState) -> Status:
        """What is recorded now: Online or Offline."""
        number = self.commanded(state).value if state.recorded is None else state.recorded
        return Status.ONLINE if number == 1 else Status.OFFLINE

    def set_state(self, state: ResourceState, new: State, status: Status | None = None) -> None:
        """Change what the cluster knows of a resource (and what its DLL answers)."""
        if status is not None:
            self._count_downtime(state, state.status, status)
            state.status = status
        if new is not state.state:
            state.state = new
            self.history.append(Change(self.now_ms, state.resource.id, new))

    def set_owner(self, group: GroupState, node: str) -> None:
        """Give the group to another node."""
        group.owner = node
        self.history.append(Change(self.now_ms, group.group.id, node))

    def _count_downtime(self, state: ResourceState, old: Status, new: Status) -> None:
        group = self.group_of(state)
        if group is None or old is new:
            return
        if old is Status.ONLINE:
            group.missing.add(state.resource.id)
            group.down_since = self.now_ms if group.down_since is None else group.down_since
        elif new is Status.ONLINE:
            group.missing.discard(state.resource.id)
            if not group.missing and group.down_since is not None:
                group.downtime_ms += self.now_ms - group.down_since
                group.down_since = None
