"""``predict --tune``: what other settings would change, as text and as JSON, each with its trade-off and the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hivetool.cluster.durations import in_words
from hivetool.engine.tuning import Alternative, Knob, Measured, Tuning

from .evidence import number_json
from .layout import Layout, counted, headed, listed, tabled, wrapped
from .plain import visible
from .predict_json import span_json


@dataclass(frozen=True, slots=True)
class Trade:
    """What is won and what is paid."""

    why: str
    source: str


TRADES: Mapping[tuple[Knob, bool], Trade] = MappingProxyType(
    {
        (Knob.INTERVAL, False): Trade(
            "checked more often: a failure is seen sooner, for more health calls",
            "article: 'You could decrease this value to 1 or 2 to speed up the failover process', and of LooksAlive, "
            "if it were made more often, 'you would see performance issue on the cluster'; MSCS "
            "resources-isalivepollinterval: 10 ms at least",
        ),
        (Knob.INTERVAL, True): Trade(
            "checked less often: fewer health calls, and a failure is seen later",
            "article: 'slightly more downtime' where only the check of every 60 seconds is made",
        ),
        (Knob.MONITOR, True): Trade(
            "a process of its own: if it crashes, no other resource is hit, for one RHS process more; it counts once "
            "the resource has been offline",
            "article: 'To minimize the disruption for the other Virtual Machines Resources'; MSCS "
            "resources-separatemonitor",
        ),
        (Knob.MONITOR, False): Trade(
            "one process with others: if it crashes it takes them along, for one RHS process less",
            "article: 'all the Virtual Machines stops responding as well'",
        ),
        (Knob.THRESHOLD, False): Trade(
            "fewer restarts before the group moves: sooner online elsewhere if it cannot start here, and moved for "
            "what a restart would have cured",
            "article: 'after a few attempts'; MSCS resources-restartthreshold",
        ),
        (Knob.THRESHOLD, True): Trade(
            "more restarts before the group moves: it stays for what a restart cures, and is down longer if none does",
            "article: 'If the Virtual Machine is started successfully within a few attempts, the failover process "
            "doesn't occur'; MSCS resources-restartthreshold",
        ),
    }
)
"""By what is set, and whether that is more than now."""

NOTHING = "Nothing stopped that a check has to find: other settings of resources would change nothing here."
HEARTBEATS = "What a dead node held is noticed by missed heartbeats: no interval and no threshold of a resource counts."
_MOST = 3


def trade_of(alternative: Alternative) -> Trade:
    """The trade-off of an alternative."""
    return TRADES[(alternative.knob, alternative.value > alternative.before)]


def tuning_text(tuning: Tuning, layout: Layout = Layout()) -> str:  # noqa: B008
    """A section with a table of the alternatives, and below it what each kind of them wins and costs."""
    return "\n".join(_lines(tuning, layout)) + "\n"


def _lines(tuning: Tuning, layout: Layout) -> Iterator[str]:
    yield from headed("What other settings would change (each replayed in a copy)", layout)
    now = tuning.now
    if now is None:
        yield from wrapped(HEARTBEATS if tuning.unmoved else NOTHING, layout.width, "  ")
        return
    rows = [("as it is", *_cells(now, None))]
    rows += [(_setting(each), *_cells(each.measured, now)) for each in tuning.alternatives]
    head = ("Setting", "Detection", "Mean", "Downtime", "Calls (1/s)", "Hit")
    yield from tabled(head, [tuple(map(visible, row)) for row in rows], layout)
    yield from wrapped(visible(_about(tuning)), layout.width, "  ")
    told: dict[Trade, list[str]] = {}
    for each in tuning.alternatives:
        told.setdefault(trade_of(each), []).append(_setting(each))
    for trade, settings in told.items():
        yield from wrapped(f"{', '.join(settings)}: {trade.why} ({trade.source})", layout.width, "  - ")
    if tuning.unmoved:
        yield from wrapped(HEARTBEATS, layout.width, "  ")


def _about(tuning: Tuning) -> str:
    """On which nodes, and what was set where; resources that were all set alike are named once."""
    where: dict[tuple[str, ...], list[str]] = {}
    for each in tuning.alternatives:
        names = where.setdefault(each.resources, [])
        if each.property not in names:
            names.append(each.property)
    told = "; ".join(f"{', '.join(names)} of {listed(labels, _MOST)}" for labels, names in where.items())
    nodes = listed(tuning.nodes, _MOST)
    calls = f"Calls are IsAlive and LooksAlive of all resources on {nodes}."
    downtime = "Downtime is that of a failure at this time, the longest of any group; detection is over all times."
    hit = "Hit are those that a crash of its process takes along."
    return " ".join([calls, hit, downtime, *([f"Set: {told}."] if told else [])])


def _setting(alternative: Alternative) -> str:
    value = in_words(alternative.value) if alternative.knob is Knob.INTERVAL else str(alternative.value)
    return f"{alternative.property} {value}"


def _cells(measured: Measured, now: Measured | None) -> tuple[str, str, str, str, str]:
    span = measured.found
    found, mean = "never" if measured.hit else "none", ""
    if span is not None:
        found, mean = "at once", in_words(round(span.mean_ms))
    if span is not None and span.worst_ms:
        found = f"{in_words(span.best_ms) if span.best_ms else '0'} to {in_words(span.worst_ms)}"
    calls, taken = f"{measured.calls:,.2f}", f"{measured.taken:,}"
    if now is not None:
        calls, taken = f"{now.calls:,.2f} -> {calls}", f"{now.taken:,} -> {taken}"
    return found, mean, _longest(measured), calls, taken


def _longest(measured: Measured) -> str:
    """The longest downtime, and of how many groups."""
    if not measured.downtime_ms:
        return "none"
    known = [downtime for _, downtime in measured.downtime_ms]
    finite = [downtime for downtime in known if downtime is not None]
    longest = in_words(max(finite)) if len(finite) == len(known) else "not over"
    return longest if len(known) == 1 else f"{longest} ({counted(len(known), 'group')})"


def tuning_json(tuning: Tuning) -> list[dict[str, Any]]:
    """The alternatives as members of ``tune``."""
    now = tuning.now
    return [_alternative(each, now, tuning.nodes) for each in tuning.alternatives] if now is not None else []


def _alternative(alternative: Alternative, now: Measured, nodes: tuple[str, ...]) -> dict[str, Any]:
    measured, trade = alternative.measured, trade_of(alternative)
    return {
        "property": alternative.property,
        "value": alternative.value,
        "resources": list(alternative.resources),
        "detection_ms": span_json(measured.found),
        "downtime_ms": dict(measured.downtime_ms),
        "nodes": list(nodes),
        "calls_per_second": {"before": number_json(now.calls), "after": number_json(measured.calls)},
        "hit": {"before": now.taken, "after": measured.taken},
        "processes": {"before": now.processes, "after": measured.processes},
        "why": trade.why,
        "source": trade.source,
    }
