"""What one replay knows while it runs. It lives inside ``replay`` and never leaves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hivetool.cluster.model import Node, Resource
from hivetool.cluster.schema import SCHEMA
from hivetool.cluster.semantics import ARTICLE, Choice
from hivetool.cluster.settings import Polls, Setting, resource_setting
from hivetool.hive.edit import SetValue
from hivetool.scenario.model import FUNCTION_NAMES, ColdStart, DllScript, NodeState, Scenario, State, Status

from .detection import By, Detection, Span
from .downtime import Mark
from .ground import NOTHING_SCRIPTED, Ground
from .messages import Message, ProviderLost
from .ownership import Ownership
from .queue import Queue
from .quorum import Loss, Votes, held_at_start
from .resource_dll import EXECUTES
from .rules import RULES, Case
from .states import CONSEQUENCE, KNOWN_AS, RUNNING, TIMER, Change, GroupState, ResourceState, Room, Touched, Write
from .trace import TraceEntry

_NOT_OPENED = DllScript(lacks=frozenset(FUNCTION_NAMES))
_NO_WORDS: Mapping[str, object] = MappingProxyType({})


class World:
    """The whole cluster now, the queue of what comes, and what was written down so far.

    ``nodes`` are the states as the cluster knows them; ``silent`` are nodes that have died and nobody knows, with the
    time; ``alive`` those whose machine runs, whatever the cluster takes them for, ``leaving`` those that shut down,
    ``paused`` those that an administrator has paused. ``leaves`` are the times at which a node was lost. ``rooms`` are
    kept for groups (by id) for which others go offline. ``steps`` counts the work: messages, entries, and changes of a
    resource.
    """

    def __init__(self, ground: Ground, scenario: Scenario) -> None:
        self.ground, self.scenario = ground, scenario
        self.database, self.semantics = ground.database, ground.semantics
        self.nodes: dict[str, NodeState] = dict(ground.nodes)
        self.alive = {node for node, state in ground.nodes.items() if state is not NodeState.DOWN}
        self.silent: dict[str, int] = {}
        self.isolated_since: dict[str, int] = {}
        self.leaving: set[str] = set()
        self.paused = {node for node, state in ground.nodes.items() if state is NodeState.PAUSED}
        self.starts_cold = any(isinstance(event.what, ColdStart) for event in scenario.events)
        self.resources: Touched[ResourceState] = Touched(self._resource)
        self.groups: Touched[GroupState] = Touched(self._group)
        self.quorum = any(state in RUNNING for state in self.nodes.values()) and not self.starts_cold
        self.votes = held_at_start(ground.configured, self.members_up(), self.semantics)
        self.votes_before: Votes | None = None
        self.loss: Loss | None = None
        self.leaves: dict[str, list[int]] = {}
        self.now_ms = 0
        self.steps = 0
        self.trace: list[TraceEntry] = []
        self.edits: list[SetValue] = []
        self.writes: list[Write] = []
        self.history: list[Change] = []
        self.assumed: dict[str, tuple[str, str]] = {}
        self.detection: dict[str, Detection] = {}
        self.starting: dict[str, str] = {}
        self.queued: dict[str, list[str]] = {}
        self.rooms: dict[str, Room] = {}
        self._queue = Queue()
        self._has_steps = self.semantics.name == ARTICLE.name
        first: Mapping[str, Sequence[str]] = MappingProxyType({}) if self.starts_cold else ground.hosted
        self._ownership = Ownership(first, ground.group_order)

    def _resource(self, identity: str) -> ResourceState:
        resource = self.database.resource(identity)
        assert resource is not None
        owner = self.ground.owners.get(resource.group) if resource.group is not None else None
        hosted = owner is not None and owner.node is not None and not self.starts_cold
        status = self.ground.at_start(resource) if hosted else Status.OFFLINE
        state = KNOWN_AS.get(status, State(self._as_commanded(resource)))
        return ResourceState(resource, self.database.label(resource), self.ground.order[resource.id], state, status)

    def _as_commanded(self, resource: Resource) -> str:
        return State.ONLINE if self.ground.commanded(resource).value == 1 else State.OFFLINE

    def _group(self, identity: str) -> GroupState:
        group = self.database.group(identity)
        assert group is not None
        owner = self.ground.owners[group.id]
        node = None if self.starts_cold else owner.node
        return GroupState(group, self.database.label(group), node, owner.node, owner.basis, homeless=owner.node is None)

    def post(self, message: Message, at_ms: int | None = None, rank: int = CONSEQUENCE, order: int = 0) -> None:
        """Let ``message`` be handled at ``at_ms`` (now if not given); of equal rank by ``order``, then as posted."""
        self._queue.put(message, self.now_ms if at_ms is None else at_ms, rank, order)

    def time(self, state: ResourceState, message: Message, at_ms: int) -> None:
        """Let a timer of the resource end at ``at_ms``."""
        self.post(message, at_ms, TIMER, state.order)

    def take(self, until_ms: int) -> Message | None:
        """The next message not later than ``until_ms``; the clock stands at its time. None: nothing is left."""
        first = self._queue.take(until_ms)
        if first is None:
            return None
        self.steps += 1
        self.now_ms, message = first
        return message

    @property
    def waits(self) -> bool:
        """Whether something is still to be handled, however late."""
        return bool(self._queue)

    def note(self, about: ResourceState | GroupState | None, **entry: Any) -> None:
        """Write down what happens now to this resource or group; its group, node and label are filled in.

        A request that its DLL has no function for is no action: it is discarded (the article).
        """
        self.steps += 1
        names: dict[str, str | None] = {}
        group = self.group_of(about) if isinstance(about, ResourceState) else about
        if isinstance(about, ResourceState):
            names["resource"] = about.label
            action = entry.get("action")
            if action is not None and EXECUTES.get(action) in self.script(about).lacks:
                entry["action"] = None
        if group is not None:
            names["group"] = group.label
            names["node"] = self.node_label(group.owner) if group.owner is not None else None
        if not self._has_steps:
            entry["step"] = None
        self.trace.append(TraceEntry(**{"at_ms": self.now_ms, **names, **entry}))

    def decided(
        self,
        about: ResourceState | GroupState | None,
        case: Case,
        words: Mapping[str, object] = _NO_WORDS,
        **entry: Any,
    ) -> None:
        """Write down what a rule decided; ``words`` fill its sentence, ``before`` and ``after`` frame it."""
        rule = RULES[case]
        told = rule.why.format_map(words) if words else rule.why
        text = entry.pop("before", "") + told + entry.pop("after", "")
        self.note(about, text=text, decision=rule.citation, **entry)

    def assume(self, what: str, value: str, basis: str) -> None:
        """Write down an assumption, once."""
        self.assumed.setdefault(what, (value, basis))

    def group_of(self, state: ResourceState) -> GroupState | None:
        """The group of a resource, None if it is in none."""
        return self.groups[state.resource.group] if state.resource.group is not None else None

    def members_up(self) -> tuple[str, ...]:
        """The ids of the nodes that are members, as the cluster knows it, in the order of their ids."""
        return tuple(node.id for node in self.ground.by_id if self.nodes[node.id] in RUNNING)

    def runs(self, node: str | None) -> bool:
        """Whether RHS and the Cluster Service run on the node, as a member."""
        return node is not None and self.nodes[node] in RUNNING and node not in self.silent

    def host(self, state: ResourceState) -> str | None:
        """The node whose RHS hosts the resource now; None while its group is on no such node, leaves or awaits one."""
        group = self.group_of(state)
        if group is None or group.target is not None or group.homeless or group.awaits is not None:
            return None
        return group.owner if self.runs(group.owner) else None

    def owner_of(self, group: str) -> str | None:
        """The node id that owns the group of this id now."""
        touched = self.groups.get(group)
        if touched is not None:
            return touched.owner
        return None if self.starts_cold else self.ground.owners[group].node

    def is_on(self, group: str, node: str) -> bool:
        """Whether the group of this id is on the node or on its way there."""
        touched = self.groups.get(group)
        return self.owner_of(group) == node or (touched is not None and touched.target == node)

    def groups_on(self, node: str) -> list[str]:
        """The ids of the groups that the node owns, in stored order."""
        return self._ownership.groups_on(node)

    def count_on(self, node: str) -> int:
        """How many groups the node owns."""
        return self._ownership.count_on(node)

    def idle(self, group: str) -> bool:
        """Whether nothing of the group of this id runs or is about to, so that it needs no memory."""
        touched = self.groups.get(group)
        if touched is None:
            return group in self.ground.idle
        if touched.homeless or touched.to_online or touched.target is not None:
            return touched.homeless
        return all(state.state is State.OFFLINE for state in self.members(touched))

    def kept_for(self, group: str) -> str | None:
        """The node on which others make room for the group of this id, None if there is none."""
        room = self.rooms.get(group)
        return room.node if room is not None else None

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
        return self.ground.node_labels[identity]

    def script(self, state: ResourceState) -> DllScript:
        """How the resource's DLL behaves; one that cannot be opened has no functions."""
        if not self.ground.opens(state.resource):
            return _NOT_OPENED
        return self.scenario.dlls.get(state.resource.id, NOTHING_SCRIPTED)

    def polls(self, state: ResourceState) -> Polls:
        """The resource's poll intervals."""
        return self.ground.polls(state.resource)

    def setting(self, state: ResourceState, name: str, default: Choice[int]) -> Setting:
        """A number of the resource that the replay uses; a default is written down as an assumption."""
        setting = resource_setting(self.database, state.resource, name, default)
        if setting.fact is None:
            unit = SCHEMA["resource"][name].unit
            value = f"{setting.value} {unit}" if unit else str(setting.value)
            self.assume(f"{name}, where it is not stored", value, setting.why)
        return setting

    def number(self, name: str) -> int:
        """A number of the cluster that the replay uses; a default is written down as an assumption."""
        found = self.ground.number(name)
        if found.fact is None:
            unit = SCHEMA["cluster"][name].unit
            self.assume(
                f"{name}, where it is not stored", f"{found.value} {unit}" if unit else str(found.value), found.why
            )
        return found.value

    def pending_timeout_ms(self, state: ResourceState) -> int:
        """How long the resource may be pending without a sign."""
        return self.setting(state, "PendingTimeout", self.semantics.pending_timeout_ms).value

    def deadlock_timeout_ms(self, state: ResourceState) -> int:
        """How long a call of the resource may take."""
        return self.setting(state, "DeadlockTimeout", self.semantics.deadlock_timeout_ms).value

    def commanded(self, state: ResourceState) -> Setting:
        """The PersistentState as stored in the hive, resolved; what the replay recorded since is not in it."""
        return self.ground.commanded(state.resource)

    def expected(self, state: ResourceState) -> Status:
        """What is recorded now: Online or Offline."""
        number = self.commanded(state).value if state.recorded is None else state.recorded
        return Status.ONLINE if number == 1 else Status.OFFLINE

    def set_state(self, state: ResourceState, new: State, status: Status | None = None) -> None:
        """Change what the cluster knows of a resource (and what its DLL answers)."""
        self.steps += 1
        if status is not None:
            group = self.group_of(state)
            if group is not None:
                group.down.changed(state.resource.id, state.status, status, self.now_ms)
            state.status = status
        if new is not State.ONLINE:
            self.known(state)
        if new is not state.state:
            if new is State.ONLINE:
                state.polled_since = self.now_ms
                state.waits = state.returns = False
            elif state.state is State.ONLINE and self.database.dependents(state.resource):
                self.post(ProviderLost(state.resource.id))
            elif new not in (State.OFFLINE, State.ONLINE_PENDING):
                self.returns_no_more(state)
            state.state = new
            self.history.append(Change(self.now_ms, state.resource.id, new))

    def returns_no_more(self, state: ResourceState) -> None:
        """What went down with its process does not simply come back: what could do without it so far no longer can."""
        if state.returns:
            state.returns = False
            self.post(ProviderLost(state.resource.id))

    def known(self, state: ResourceState) -> None:
        """The cluster knows that the resource is not online, if it is not; a group that leaves goes on leaving."""
        group = self.group_of(state)
        if group is not None and state.resource.id in group.down.missing:
            group.down.mark(Mark.NOTICED if group.target is None else Mark.LEAVES, self.now_ms)

    def detects(self, state: ResourceState, span: Span | None, by: By) -> None:
        """Write down how long it takes until it is known that the resource has stopped; of several times the last."""
        self.detection[state.resource.id] = Detection(state.resource.id, state.label, span, by)

    def set_owner(self, group: GroupState, node: str) -> None:
        """Give the group to another node."""
        self._ownership.moves(group.group.id, group.owner, node)
        group.owner = node
        group.homeless = group.stranded = False
        self.history.append(Change(self.now_ms, group.group.id, node))
