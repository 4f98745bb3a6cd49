"""Stored against observed state: a walk over what was observed, in time order, pure.

Nothing is simulated: what is recorded changes only as a decision records it. What would happen after that,
``predict`` says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.cluster.model import ClusterObject, Database, Group, Node, Resource
from hivetool.cluster.schema import Kind
from hivetool.cluster.semantics import Semantics
from hivetool.engine.decisions import DECISIONS, Do
from hivetool.engine.states import KNOWN_AS
from hivetool.engine.trace import Evidence
from hivetool.hive.upcase import upcase
from hivetool.observed.matching import Match, matched
from hivetool.observed.model import Observed, Sighting, View
from hivetool.scenario.model import State, Status

from .comparing_groups import group_checks, node_checks
from .comparison import Aspect, Check, Comparison, Managers, Verdict
from .known import Known, Recorded
from .managers import managers_check, managers_of

_ASPECTS: Mapping[View, Aspect] = MappingProxyType(
    {"cluster": Aspect.STATE, "hyper-v": Aspect.MACHINE, "report": Aspect.REPORT}
)
_PENDING = (State.ONLINE_PENDING, State.OFFLINE_PENDING)
_ORDER: tuple[Kind, ...] = ("resource", "group", "node")


def compare(database: Database, inputs: Sequence[Observed], semantics: Semantics) -> Comparison:
    """Compare what a database stores with what was observed, under one semantics."""
    found = matched(database, [sighting for each in inputs for sighting in each.sightings])
    still = [match for match in found.matches if match.sighting.at_ms is None]
    timed = sorted((match for match in found.matches if match.sighting.at_ms is not None), key=_when)
    known = Known(database, semantics)
    for match in still:
        known.learn(match)
    checks = list(_still(known, still))
    for match in timed:
        known.learn(match)
        checks += [replace(check, at_ms=match.sighting.at_ms) for check in _now(known, match)]
    return Comparison(
        database,
        semantics.name,
        tuple(inputs),
        tuple(checks),
        found.unmatched,
        tuple(_unobserved(database, still)),
        found.problems,
    )


def _when(match: Match) -> int:
    return match.sighting.at_ms or 0


def _still(known: Known, matches: Iterable[Match]) -> Iterator[Check]:
    """What is not timed, an object after the other: by kind, then by name."""
    seen = dict.fromkeys(match.item for match in matches)
    every = dict.fromkeys((*seen, *known.owned_groups()))
    for item in sorted(every, key=lambda item: (_ORDER.index(item.kind), upcase(item.name), item.id)):
        yield from _object(known, item, tuple(_ASPECTS))


def _now(known: Known, match: Match) -> Iterator[Check]:
    """What a report says at its time."""
    yield from _object(known, match.item, (match.sighting.view,))


def _object(known: Known, item: ClusterObject, views: Sequence[View]) -> Iterator[Check]:
    match item:
        case Resource():
            yield from _resource(known, item, views)
        case Group():
            yield from group_checks(known, item)
        case Node():
            yield from node_checks(known, item)


def _resource(known: Known, resource: Resource, views: Sequence[View]) -> Iterator[Check]:
    recorded, managers = known.recorded(resource), managers_of(known, resource)
    for view in views:
        sighting = known.seen(view, resource)
        if sighting is None:
            continue
        if sighting.state is not None:
            check = _against_record(known, resource, recorded, sighting, managers)
            if check.decision is not None and check.decision.do is Do.RECORD_ONLINE:
                known.record(resource, 1, f"recorded by {check.decision.id}{_at(sighting)}")
            yield check
        yield from _placed(known, resource, sighting)
    if views != ("report",):
        yield from managers_check(known, resource)


def _at(sighting: Sighting) -> str:
    return f" at {in_words(sighting.at_ms)}" if sighting.at_ms is not None else ""


def _against_record(
    known: Known, resource: Resource, recorded: Recorded, sighting: Sighting, managers: Managers | None
) -> Check:
    """The comparison of the article's step 10: what is recorded with what was observed."""
    expected = Status.ONLINE if recorded.value == 1 else Status.OFFLINE
    state = sighting.state
    assert state is not None
    check = Check(
        resource,
        known.database.label(resource),
        _ASPECTS[sighting.view],
        Verdict.OPEN,
        expected.value,
        state.word,
        f"nothing says which report of a resource DLL the state {state.word} is",
        None,
        recorded.evidence,
        (sighting,),
        managers,
    )
    if not state.reports:
        return check
    row = DECISIONS[(known.semantics.name, expected, state.reports[0])]
    why = row.why if recorded.evidence else f"{row.why} ({recorded.why})"
    return replace(check, verdict=_verdict(expected, state.reports[0]), why=why, decision=row)


def _verdict(expected: Status, reported: Status) -> Verdict:
    known = KNOWN_AS.get(reported)
    if known in _PENDING:
        return Verdict.PENDING
    return Verdict.AGREES if known is not None and known.value == expected.value else Verdict.DIFFERS


def _placed(known: Known, resource: Resource, sighting: Sighting) -> Iterator[Check]:
    """Where the resource was observed: in which group, on which host."""
    group = known.database.group(resource.group) if resource.group is not None else None
    label = known.database.label(resource)
    if sighting.group is not None:
        expected = group.name if group is not None else "none"
        alike = group is not None and upcase(group.name) == upcase(sighting.group)
        why = "as Contains of the group says" if alike else "it has moved between groups, or a group was renamed"
        evidence = Evidence.of(group.facts.get("Contains")) if group is not None and not alike else ()
        verdict = Verdict.AGREES if alike else Verdict.DIFFERS
        yield Check(resource, label, Aspect.GROUP, verdict, expected, sighting.group, why, None, evidence, (sighting,))
    owner = known.owner(group) if group is not None and sighting.view == "hyper-v" else None
    if owner is not None and owner.owner is not None and sighting.owner is not None:
        alike = known.same_node(owner.owner, sighting.owner)
        why = "Hyper-V has it where the cluster has it" if alike else "the cluster and Hyper-V do not agree on its node"
        verdict = Verdict.AGREES if alike else Verdict.DIFFERS
        yield Check(
            resource,
            label,
            Aspect.HOST,
            verdict,
            owner.owner,
            sighting.owner,
            why,
            seen=(owner, sighting),
        )


def _unobserved(database: Database, matches: Iterable[Match]) -> Iterator[ClusterObject]:
    """Objects that an export of their kind does not have."""
    seen = {match.item for match in matches if match.sighting.view == "cluster"}
    kinds = {item.kind for item in seen}
    for kind in _ORDER:
        if kind in kinds:
            yield from (item for item in database.objects(kind) if item not in seen)
