"""What a replay comes to: the prediction, made from what the world is at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hivetool.cluster.in_force import in_force
from hivetool.cluster.model import Database, Group, Resource
from hivetool.cluster.semantics import SEMANTICS, Semantics, points, value_words
from hivetool.cluster.settings import stored_setting
from hivetool.hive.edit import SetValue
from hivetool.scenario.model import NodeState, State

from .detection import Detection
from .downtime import Parts
from .states import Change, GroupState
from .trace import TraceEntry
from .world import World


@dataclass(frozen=True, slots=True)
class Assumption:
    """Something the hive does not say, what was taken for it, and why."""

    what: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True)
class GroupAfter:
    """A group at the end. ``owner`` is a node's label, None if it never had one."""

    label: str
    owner: str | None
    state: str


@dataclass(frozen=True, slots=True)
class ResourceAfter:
    """A resource at the end. ``persistent_state`` is its own stored value, 0 or 1, None if neither is stored."""

    label: str
    state: State
    persistent_state: int | None


@dataclass(frozen=True, slots=True)
class After:
    """The cluster at the end, in stored order. ``nodes`` are pairs of label and state."""

    groups: tuple[GroupAfter, ...]
    resources: tuple[ResourceAfter, ...]
    nodes: tuple[tuple[str, str], ...]
    quorum: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of the expectations: ``failed`` says which were not met, in sentences."""

    failed: tuple[str, ...]

    @property
    def met(self) -> bool:
        """True if all were met."""
        return not self.failed


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a replay predicts.

    ``downtime_ms``: for each affected group the time from the real stop until everything that was online in it is
    online again, None if that never happens; ``downtime_parts`` what it is made of. ``detection_ms``: for each resource
    that was hit how long it takes until the cluster knows. ``edits`` is what would be recorded in the database, in
    order.
    """

    semantics: str
    horizon_ms: int
    assumed: tuple[Assumption, ...]
    trace: tuple[TraceEntry, ...]
    after: After
    downtime_ms: tuple[tuple[str, int | None], ...]
    detection_ms: tuple[Detection, ...]
    edits: tuple[SetValue, ...]
    history: tuple[Change, ...] = ()
    expect: Verdict | None = None
    downtime_parts: tuple[tuple[str, Parts], ...] = ()

    @property
    def actions(self) -> tuple[TraceEntry, ...]:
        """The entries that change something."""
        return tuple(entry for entry in self.trace if entry.action is not None)


def group_state(top: Iterable[State], every: Iterable[State]) -> str:
    """The state of a group from those of its top-level resources and of all (MS-CMRP 3.1.4.2.46, first match wins)."""
    known, tops = set(every), list(top)
    if State.FAILED in known:
        return "Failed"
    if State.ONLINE_PENDING in known or State.OFFLINE_PENDING in known:
        return "Pending"
    online = sum(state is State.ONLINE for state in tops)
    if tops and online == len(tops):
        return "Online"
    return "PartialOnline" if online else "Offline"


def state_of(database: Database, group: Group, states: dict[str, State]) -> str:
    """The state of one group; ``states`` are those of its resources by id."""
    return group_state(
        [states[item.id] for item in database.top_level(group)], [states[identity] for identity in group.resources]
    )


def outcome(world: World, horizon_ms: int) -> Prediction:
    """The prediction of a world that has come to its end."""
    downtime = tuple((group.label, group.down.parts()) for group in world.groups.values() if group.down.affected)
    return Prediction(
        semantics=world.semantics.name,
        horizon_ms=horizon_ms,
        assumed=_assumed(world),
        trace=tuple(world.trace),
        after=_after(world),
        downtime_ms=tuple((label, parts.total_ms) for label, parts in downtime),
        downtime_parts=downtime,
        detection_ms=tuple(world.detection.values()),
        edits=tuple(world.edits),
        history=tuple(world.history),
    )


def _after(world: World) -> After:
    database = world.database
    states = states_after(world)
    labels = {node.id: database.label(node) for node in database.nodes}
    return After(
        groups=tuple(
            GroupAfter(
                database.label(group),
                labels[owner] if (owner := last_owner(world, group.id)) is not None else None,
                state_of(database, group, states),
            )
            for group in database.groups
        ),
        resources=tuple(
            ResourceAfter(database.label(resource), states[resource.id], recorded)
            for resource, recorded in _recorded(world)
        ),
        nodes=tuple((labels[node.id], world.nodes[node.id].value.capitalize()) for node in database.nodes),
        quorum=world.quorum,
    )


def last_owner(world: World, group: str) -> str | None:
    """The node that owns the group at the end, or did last: one that no node can take keeps its last owner."""
    owner = world.owner_of(group)
    return world.ground.owners[group].node if owner is None and world.starts_cold else owner


def states_after(world: World) -> dict[str, State]:
    """The state of every resource at the end, by id, in stored order."""
    database, ground = world.database, world.ground
    commanded = in_force(database, "resource", "PersistentState", world.semantics)
    hosted = (
        {group for group, owner in ground.owners.items() if owner.node is not None} if not world.starts_cold else ()
    )
    found: dict[str, State] = {}
    for resource, setting in zip(database.resources, commanded, strict=True):
        touched = world.resources.get(resource.id)
        if touched is not None:
            found[resource.id] = touched.state
        elif setting.number != 1 or resource.group not in hosted:
            found[resource.id] = State.OFFLINE
        else:
            found[resource.id] = State.ONLINE if ground.opens(resource) else State.FAILED
    return found


def _recorded(world: World) -> Iterator[tuple[Resource, int | None]]:
    """Every resource with the PersistentState in its own key at the end."""
    for resource in world.database.resources:
        touched = world.resources.get(resource.id)
        if touched is not None and touched.recorded is not None:
            yield resource, touched.recorded
        else:
            setting = stored_setting(resource, "resource", "PersistentState")
            yield resource, None if setting is None else setting.value


def _assumed(world: World) -> tuple[Assumption, ...]:
    told = {entry.group for entry in world.trace if entry.group is not None}
    given = world.scenario.assume.owners
    known = sorted({*world.groups, *given}, key=lambda identity: world.ground.group_order[identity])
    owners = [
        Assumption(f"owner of {group.label}", _owner_at_start(world, group), group.owner_basis)
        for group in (world.groups[identity] for identity in known)
        if group.label in told or group.group.id in given
    ]
    others = [Assumption(what, value, basis) for what, (value, basis) in world.assumed.items()]
    return (*general_assumptions(world), *owners, *others)


def _owner_at_start(world: World, group: GroupState) -> str:
    return world.node_label(group.first_owner) if group.first_owner is not None else "none"


def general_assumptions(world: World) -> tuple[Assumption, ...]:
    """What every replay assumes: states of nodes and resources at 0, the phase of the timers."""
    given = world.scenario.assume
    odd = [
        f"{world.node_label(node)} {state}" for node, state in world.ground.nodes.items() if state is not NodeState.UP
    ]
    nodes = Assumption("nodes", ", ".join(odd) or "all up", "scenario" if given.nodes else "the hive holds no states")
    states = tuple(
        Assumption(f"state of {world.resources[item].label} at 0", status, "scenario")
        for item, status in given.states.items()
    )
    rest = Assumption(
        "states at 0" if not states else "all other states at 0",
        "as last commanded by PersistentState",
        "the hive holds no states, MS-CMRP 3.1.1",
    )
    timers = Assumption("poll timers", "start at 0", "their real phase is not known")
    return (nodes, *states, rest, timers, *_chosen(world.semantics))


def _chosen(semantics: Semantics) -> tuple[Assumption, ...]:
    """The points read otherwise than the name of the semantics says."""
    named = next((each for each in SEMANTICS if each.name == semantics.name), semantics)
    if semantics == named:
        return ()
    changed = [
        (point.name, choice)
        for point in points()
        if (choice := getattr(semantics, point.name)) != getattr(named, point.name)
    ]
    return tuple(
        Assumption(f"point {name} of the semantics", value_words(choice.value), choice.source)
        for name, choice in changed
    )
