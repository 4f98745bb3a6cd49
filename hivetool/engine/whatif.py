"""What if: what a replay comes to for somebody who asks only which groups move, which stay down, and why.

It costs what was touched: no state of anything else is worked out, so that thousands of questions can be asked of one
ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from hivetool.cluster.durations import in_words
from hivetool.scenario.model import Becomes, NodeBecomes, Scenario

from . import cluster_service
from .ground import Ground
from .outcome import Assumption, general_assumptions
from .rules import RULES, Case
from .states import GroupState
from .trace import Action, Citation, Component, TraceEntry
from .world import World


@dataclass(frozen=True, slots=True)
class GroupMove:
    """A group that ends on another node; ``source`` and ``target`` are labels, ``source`` None if no node had it.

    ``decision`` is the id of the rule that moved it, ``live``: nothing of it went offline.
    """

    group: str
    source: str | None
    target: str
    decision: str
    live: bool
    why: str


@dataclass(frozen=True, slots=True)
class NotOnline:
    """A group of which something was online at 0 and is not at the end; ``decision`` is ``""`` if none was made."""

    group: str
    decision: str
    why: str


@dataclass(frozen=True, slots=True)
class Stays:
    """A group that is still online on a node that was to be drained."""

    group: str
    node: str
    why: str


@dataclass(frozen=True, slots=True)
class Outage:
    """What becomes of the cluster. ``down`` and ``drained`` are the labels of the nodes that the scenario is about.

    ``votes`` is the last that was said of quorum, ``""`` if nothing was. ``downtime_ms``: for each group that was not
    online all the time its label and how long, None if it is not online at the end. ``hit`` are resources that stopped
    without the cluster's knowing, with the longest time until a check sees it. ``until_ms`` is when the replay ended.
    """

    down: tuple[str, ...]
    drained: tuple[str, ...]
    quorum: bool
    votes: str
    moves: tuple[GroupMove, ...]
    not_online: tuple[NotOnline, ...]
    stays: tuple[Stays, ...]
    downtime_ms: tuple[tuple[str, int | None], ...]
    hit: tuple[tuple[str, int], ...]
    until_ms: int
    assumed: tuple[Assumption, ...]

    @property
    def longest_ms(self) -> int:
        """The longest downtime that has an end, 0 if there is none."""
        return max((each for _, each in self.downtime_ms if each is not None), default=0)


_Told = Mapping[str, Sequence[TraceEntry]]


def what_if(ground: Ground, scenario: Scenario) -> Outage:
    """Replay a scenario on a ground that assumes what it assumes, and tell what becomes of the groups."""
    world, _ = cluster_service.run(ground, scenario)
    told = _by_group(world.trace)
    order = ground.group_order
    touched = sorted(world.groups.values(), key=lambda group: order[group.group.id])
    votes = _last(world.trace, _VOTES)
    drained = _nodes(scenario, (Becomes.DRAINED, Becomes.SHUTDOWN))
    return Outage(
        down=tuple(map(world.node_label, _nodes(scenario, (Becomes.DOWN,)))),
        drained=tuple(map(world.node_label, drained)),
        quorum=world.quorum,
        votes=votes.text if votes is not None else "",
        moves=tuple(_moves(world, touched, told)),
        not_online=tuple(_not_online(world, touched, told, votes)),
        stays=tuple(_stays(world, touched, told, drained)),
        downtime_ms=tuple((group.label, group.down.parts().total_ms) for group in touched if group.down.affected),
        hit=tuple((item.label, item.span.worst_ms) for item in world.detection.values() if item.span is not None),
        until_ms=world.now_ms,
        assumed=_assumed(world, told),
    )


def _assumed(world: World, told: _Told) -> tuple[Assumption, ...]:
    """Of owners why they were taken to be that, each reason once: who they are is in the moves."""
    bases = dict.fromkeys(group.owner_basis for group in world.groups.values() if group.label in told)
    owners = [Assumption("owners at 0", basis, "the hive holds no owners, MS-CMRP 3.1.1") for basis in bases]
    others = [Assumption(what, value, basis) for what, (value, basis) in world.assumed.items()]
    return (*general_assumptions(world), *owners, *others)


def _nodes(scenario: Scenario, becomes: Iterable[Becomes]) -> tuple[str, ...]:
    """The nodes to which this happens, each once."""
    whats = [event.what for event in scenario.events]
    return tuple(
        dict.fromkeys(what.node for what in whats if isinstance(what, NodeBecomes) and what.becomes in becomes)
    )


def _citations(*cases: Case) -> frozenset[Citation]:
    return frozenset(RULES[case].citation for case in cases)


_VOTES = _citations(Case.QUORUM_KEPT, Case.QUORUM_LOST, Case.FORMS, Case.NOT_FORMED)
_LIVE = _citations(Case.DRAINED_LIVE, Case.MOVED_LIVE)
_KEPT_DOWN = _citations(Case.PAUSED_ONLY, Case.NO_AUTO_START, Case.COLD_IGNORED, Case.COLD_SETTING, Case.COLD_WAIT)
_PLACES = frozenset({Action.FAILOVER, Action.MOVE, Action.FAILBACK})
_ENDS = frozenset({Action.GIVE_UP, Action.FAIL})
_TAKEN, _NOT_TAKEN = "taken, ", "not taken, "
_FEW = 3


def _by_group(trace: Sequence[TraceEntry]) -> _Told:
    """What was written down about each group, by its label."""
    found: dict[str, list[TraceEntry]] = {}
    for entry in trace:
        if entry.group is not None:
            found.setdefault(entry.group, []).append(entry)
    return found


def _last(trace: Sequence[TraceEntry], citations: frozenset[Citation]) -> TraceEntry | None:
    return next((entry for entry in reversed(trace) if entry.decision in citations), None)


def _moves(world: World, touched: Iterable[GroupState], told: _Told) -> Iterator[GroupMove]:
    for group in touched:
        first = world.ground.owners[group.group.id].node
        if group.owner is None or group.owner == first or not world.runs(group.owner):
            continue
        entries = told.get(group.label, ())
        place = next((at for at in range(len(entries) - 1, -1, -1) if entries[at].action in _PLACES), None)
        decision = entries[place].decision if place is not None else None
        yield GroupMove(
            group.label,
            world.node_label(first) if first is not None else None,
            world.node_label(group.owner),
            decision.id if decision is not None else "",
            decision in _LIVE,
            _chosen(entries[:place]) if place is not None else "",
        )


def _not_online(
    world: World, touched: Iterable[GroupState], told: _Told, votes: TraceEntry | None
) -> Iterator[NotOnline]:
    for group in touched:
        if group.down.phase is None:
            continue
        if not world.quorum and votes is not None and votes.decision is not None:
            yield NotOnline(group.label, votes.decision.id, votes.text)
            continue
        entries = told.get(group.label, ())
        decided = [at for at, each in enumerate(entries) if each.decision and each.component is not _LISTS]
        ends = [at for at in decided if entries[at].action in _ENDS or entries[at].decision in _KEPT_DOWN]
        place = ends[-1] if ends else decided[-1] if decided else None
        if place is None:
            yield NotOnline(group.label, "", "nothing was decided about it")
            continue
        entry = entries[place]
        why = "; ".join(filter(None, (entry.text, _rejected(_verdicts(entries[:place])))))
        yield NotOnline(group.label, entry.decision.id if entry.decision else "", why)


def _stays(world: World, touched: Iterable[GroupState], told: _Told, drained: Sequence[str]) -> Iterator[Stays]:
    for group in touched:
        owner = group.owner
        if owner is not None and owner in drained and group.down.phase is None and world.runs(owner):
            why = _rejected(_verdicts(told.get(group.label, ())))
            yield Stays(group.label, world.node_label(owner), why or "nothing was decided about it")


_LISTS = Component.NODE_MANAGER


def _verdicts(entries: Sequence[TraceEntry]) -> list[TraceEntry]:
    """The list of nodes that the last of these entries ends, in order."""
    return list(takewhile(lambda entry: entry.component is _LISTS, reversed(entries)))[::-1]


def _chosen(entries: Sequence[TraceEntry]) -> str:
    """Why the node was taken, and why none before it."""
    listed = _verdicts(entries)
    if not listed:
        return ""
    *others, last = listed
    why = last.text.removeprefix(f"{last.target}: {_TAKEN}")
    rejected = _rejected(others)
    return f"{why} ({rejected})" if rejected else why


def _rejected(verdicts: Iterable[TraceEntry]) -> str:
    """Why nodes were not taken, those with the same reason together; that a group leaves a node goes without saying."""
    reasons: dict[str, dict[str, None]] = {}
    leaving = RULES[Case.NODE_LEFT].citation
    for entry in verdicts:
        start = f"{entry.target}: {_NOT_TAKEN}"
        if entry.target is not None and entry.decision != leaving and entry.text.startswith(start):
            reasons.setdefault(entry.text.removeprefix(start), {})[entry.target] = None
    return "; ".join(f"{_few(tuple(nodes))}: {why}" for why, nodes in reasons.items())


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _FEW:,} more" if len(names) > _FEW + 1 else ""
    return ", ".join(names[:_FEW] if more else names) + more


@dataclass(frozen=True, slots=True)
class Answer:
    """What becomes of the cluster if ``what`` happens; ``after``: the same with changes made to the database first."""

    what: str
    outage: Outage
    after: Outage | None = None

    @property
    def changes(self) -> tuple[Difference, ...]:
        """The groups and resources to which something else happens once the database is changed."""
        if self.after is None:
            return ()
        before, after = fates(self.outage), fates(self.after)
        pairs = [(each, before.get(each, UNTOUCHED), after.get(each, UNTOUCHED)) for each in {**before, **after}]
        return tuple(Difference(*about, old, new) for about, old, new in pairs if old != new)

    @property
    def differs(self) -> bool:
        """Whether anything at all is different once the database is changed."""
        return bool(self.changes) or (self.after is not None and self.after.quorum != self.outage.quorum)


@dataclass(frozen=True, slots=True)
class Difference:
    """What happens to one group or resource without and with a change of the database, in a few words."""

    kind: str
    label: str
    before: str
    after: str


UNTOUCHED = "nothing happens to it"
"""What happens to what nothing happens to."""


def fates(outage: Outage) -> Mapping[tuple[str, str], str]:
    """What happens to each group and resource that anything happens to, in a few words, by kind and label."""
    found: dict[tuple[str, str], list[str]] = {}
    for move in outage.moves:
        found.setdefault(("group", move.group), []).append(f"{'migrates' if move.live else 'moves'} to {move.target}")
    for each in outage.stays:
        found.setdefault(("group", each.group), []).append(f"stays on {each.node}")
    for group, downtime_ms in outage.downtime_ms:
        words = "not online" if downtime_ms is None else f"down for {in_words(downtime_ms)}"
        found.setdefault(("group", group), []).append(words)
    for resource, longest_ms in outage.hit:
        found["resource", resource] = [f"is hit, noticed within {in_words(longest_ms)}"]
    return {about: ", ".join(words) for about, words in found.items()}
