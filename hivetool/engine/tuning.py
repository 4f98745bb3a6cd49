"""What other settings would change in one scenario: each is tried in a copy of the database, and replayed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from hivetool.cluster.assign import edit_for
from hivetool.cluster.in_force import calls_per_second, in_force
from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database, Resource
from hivetool.cluster.schema import SCHEMA
from hivetool.cluster.semantics import Semantics
from hivetool.cluster.settings import polls, resource_setting
from hivetool.hive.apply import apply
from hivetool.scenario.model import Reports, RhsCrash, Scenario, StoppedInside

from .cluster_service import replay
from .detection import By, Span
from .ground import ground_of
from .monitors import processes
from .outcome import Prediction


class Knob(StrEnum):
    """What can be set otherwise."""

    INTERVAL = "interval"
    """how often the quick check is made"""
    MONITOR = "monitor"
    """SeparateMonitor of what the scenario lets fail: the others are hit with it, or not"""
    THRESHOLD = "threshold"
    """how many restarts there are before the group fails over"""


VALUES: Mapping[Knob, tuple[int, ...]] = MappingProxyType(
    {Knob.INTERVAL: (1000, 2000, 5000, 10_000, 30_000), Knob.MONITOR: (0, 1), Knob.THRESHOLD: (0, 1, 3)}
)
"""What is tried, one after the other; a value that all have already is not."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a scenario comes to under some settings.

    ``found`` is how long it takes until it is known that something has stopped: the shortest, the mean of the means,
    the longest; None if something is never found, or nothing stops. ``hit`` are how many resources stop.
    ``downtime_ms`` is that of each affected group. ``calls`` are the health calls a second on the nodes; ``taken``: how
    many others a crash takes with it, at most, of what the events name, else of what was hit. ``processes``: RHS
    processes of the nodes.
    """

    found: Span | None
    hit: int
    downtime_ms: tuple[tuple[str, int | None], ...]
    calls: float
    taken: int
    processes: int


@dataclass(frozen=True, slots=True)
class Alternative:
    """One property set otherwise on these resources (labels), and what that comes to; ``before``: the lowest now."""

    knob: Knob
    property: str
    value: int
    before: int
    resources: tuple[str, ...]
    measured: Measured


@dataclass(frozen=True, slots=True)
class Tuning:
    """How it is now, and every alternative. ``nodes`` (labels) owned at 0 what was hit; without any nothing is tuned.

    ``unmoved``: something was hit that no check finds, but heartbeats do: no setting of a resource changes that.
    """

    nodes: tuple[str, ...]
    now: Measured | None
    alternatives: tuple[Alternative, ...]
    unmoved: bool


def tune(database: Database, scenario: Scenario, semantics: Semantics, prediction: Prediction) -> Tuning:
    """What other settings of what was hit would change; ``prediction`` is that of the scenario as it is.

    Intervals and thresholds are set on all that stopped and that a check finds (or nothing does), SeparateMonitor on
    what the events name. At most ten replays, however many resources there are. Raises what
    :func:`~hivetool.engine.cluster_service.replay` does.
    """
    scenario = replace(scenario, expect=None)
    hit = {item.resource: item.by for item in prediction.detection_ms if item.by is not By.HEARTBEATS}
    unmoved = len(hit) < len(prediction.detection_ms)
    bench = _Bench(scenario, semantics, _nodes(database, scenario, semantics, hit))
    if not bench.nodes:
        return Tuning((), None, (), unmoved)
    events = _named(scenario)
    named = [each for each in hit if each in events]
    tried: list[Alternative] = []
    for knob, prop, value, ids in _tries(semantics, [each for each, by in hit.items() if by is By.CHECKS], named):
        known = [each for each in map(database.resource, ids) if each is not None]
        present = [_NOW[knob](database, each, semantics) for each in known]
        if any(each != value for each in present):
            edits = [edit_for(each, SCHEMA["resource"][prop], value) for each in known]
            other = load_cluster(apply(database.hive, edits)).database
            measured = bench.measured(other, replay(other, scenario, semantics), named or hit)
            labels = tuple(database.label(each) for each in known)
            tried.append(Alternative(knob, prop, value, min(present), labels, measured))
    labels = tuple(database.label(node) for node in database.nodes if node.id in bench.nodes)
    return Tuning(labels, bench.measured(database, prediction, named or hit), tuple(tried), unmoved)


def _tries(
    semantics: Semantics, checked: Sequence[str], named: Sequence[str]
) -> Iterator[tuple[Knob, str, int, Sequence[str]]]:
    """Knob, property, value, and the ids of the resources on which it is set."""
    properties = {
        Knob.INTERVAL: (f"{semantics.quick_check.value}PollInterval", checked),
        Knob.MONITOR: ("SeparateMonitor", named),
        Knob.THRESHOLD: ("RestartThreshold", checked),
    }
    for knob, (prop, ids) in properties.items():
        yield from ((knob, prop, value, ids) for value in VALUES[knob])


def _quick_ms(database: Database, resource: Resource, semantics: Semantics) -> int:
    both = polls(database, resource, semantics)
    return (both.is_alive if semantics.quick_check.value == "IsAlive" else both.looks_alive).value


_NOW: Mapping[Knob, Callable[[Database, Resource, Semantics], int]] = MappingProxyType(
    {
        Knob.INTERVAL: _quick_ms,
        Knob.MONITOR: lambda database, resource, semantics: int(resource.separate_monitor),
        Knob.THRESHOLD: lambda database, resource, semantics: (
            resource_setting(database, resource, "RestartThreshold", semantics.restart_threshold).value
        ),
    }
)


def _named(scenario: Scenario) -> frozenset[str]:
    """The ids of the resources that events let fail or stop, or crash their process."""
    found = set()
    for event in scenario.events:
        if isinstance(event.what, Reports | StoppedInside):
            found.add(event.what.resource)
        elif isinstance(event.what, RhsCrash) and event.what.by is not None:
            found.add(event.what.by)
    return frozenset(found)


def _nodes(database: Database, scenario: Scenario, semantics: Semantics, hit: Iterable[str]) -> Mapping[str, list[str]]:
    """By the ids of the nodes that own at 0 what was hit the ids of all resources there."""
    owners = ground_of(database, semantics, scenario.assume).owners
    groups = {item.group for each in hit if (item := database.resource(each)) is not None and item.group is not None}
    known = {owners[group].node for group in groups}
    found: dict[str, list[str]] = {}
    for group in database.groups:
        node = owners[group.id].node
        if node is not None and node in known:
            found.setdefault(node, []).extend(group.resources)
    return found


@dataclass(frozen=True)
class _Bench:
    """Where settings are compared: the same scenario, the same nodes with the same resources on them."""

    scenario: Scenario
    semantics: Semantics
    nodes: Mapping[str, list[str]]

    def measured(self, database: Database, prediction: Prediction, named: Iterable[str]) -> Measured:
        """What the scenario comes to in this database."""
        found = [item for item in prediction.detection_ms if item.by is not By.HEARTBEATS]
        spans = [item.span for item in found]
        intervals = [in_force(database, "resource", f"{check}PollInterval", self.semantics) for check in _CHECKS]
        places = {identity: place for place, identity in enumerate(database.collections["resource"].ids)}
        here = [places[each] for ids in self.nodes.values() for each in ids]
        taken, count = self._crash(database, frozenset(named))
        return Measured(
            _together([span for span in spans if span is not None]) if None not in spans else None,
            len(found),
            prediction.downtime_ms,
            sum(calls_per_second(*(known[place] for known in intervals)) for place in here),
            taken,
            count,
        )

    def _crash(self, database: Database, named: frozenset[str]) -> tuple[int, int]:
        """How many others a crash of one of these takes with it, at most, and how many processes there are."""
        taken, count = 0, 0
        for node, ids in self.nodes.items():
            resources = [each for each in map(database.resource, ids) if each is not None]
            for process in processes(node, resources, self._bits):
                count += 1
                if named & frozenset(process.resources):
                    taken = max(taken, len(process.resources) - 1)
        return taken, count

    def _bits(self, resource: Resource) -> int:
        script = self.scenario.dlls.get(resource.id)
        return script.bits if script is not None else 64


_CHECKS = ("IsAlive", "LooksAlive")


def _together(spans: Sequence[Span]) -> Span | None:
    if not spans:
        return None
    mean = sum(span.mean_ms for span in spans) / len(spans)
    return Span(min(span.best_ms for span in spans), mean, max(span.worst_ms for span in spans))
