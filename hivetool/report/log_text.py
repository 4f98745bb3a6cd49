"""``predict --format trace``: the prediction in lines shaped like those of cluster.log.

``PPPPPPPP.TTTTTTTT::YYYY/MM/DD-HH:MM:SS.mmm LEVEL  [COMP] message``, so that what reads a cluster.log reads this too.
Process and thread numbers are made up, one pair a component, always the same. The words are ours and no line of a real
log; where Microsoft-Windows-FailoverClustering has an event of the same meaning, its id stands at the end of the line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from hivetool.cluster.model import Database
from hivetool.engine.decisions import DECISIONS, Do
from hivetool.engine.outcome import Prediction
from hivetool.engine.rules import RULES, Case
from hivetool.engine.trace import Action, Component, Step, TraceEntry

from .plain import visible

START = datetime(2000, 1, 1)
"""The time at 0 where none is given."""

Level = Literal["DBG", "INFO", "WARN", "ERR"]

_CLUSSVC, _RHS, _VMMS = 0x0C15, 0x0125, 0x0333
"""Processes. Their numbers are made up."""


@dataclass(frozen=True, slots=True)
class Line:
    """How an entry becomes a line. None: as its component has it. ``events`` are ids of its event log."""

    level: Level | None = None
    tag: str | None = None
    events: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where a component's lines come from: its tag, its process and a thread of that."""

    tag: str
    process: int
    thread: int


SOURCES: Mapping[Component, Source] = MappingProxyType(
    {
        Component.CLUSTER_SERVICE: Source("CS", _CLUSSVC, 0x10),
        Component.RHS: Source("RHS", _RHS, 0x20),
        Component.RESOURCE_DLL: Source("RES", _RHS, 0x21),
        Component.RCM: Source("RCM", _CLUSSVC, 0x11),
        Component.FAILOVER_MANAGER: Source("FM", _CLUSSVC, 0x12),
        Component.NODE_MANAGER: Source("NM", _CLUSSVC, 0x13),
        Component.MEMBERSHIP: Source("RGP", _CLUSSVC, 0x14),
        Component.DATABASE_MANAGER: Source("DM", _CLUSSVC, 0x15),
        Component.VMMS: Source("VMMS", _VMMS, 0x30),
        Component.EVENT_LOG: Source("EVENT", _CLUSSVC, 0x16),
    }
)
"""Tags by the article's components. FM and NM are those of the times before RCM took both; EVENT is the scenario."""

STEPS: Mapping[Step, Line] = MappingProxyType({Step.ASK: Line("DBG"), Step.HAND_OVER: Line("DBG")})
"""What happens at every check, whatever comes of it."""

ACTIONS: Mapping[Action, Line] = MappingProxyType(
    {
        Action.ONLINE: Line("INFO"),
        Action.OFFLINE: Line("INFO"),
        Action.TERMINATE: Line("WARN"),
        Action.RESTART: Line("WARN", events=(1069,)),
        Action.FAIL: Line("ERR", events=(1069,)),
        Action.FAILOVER: Line("WARN", events=(1153,)),
        Action.FAILBACK: Line("INFO", events=(1154,)),
        Action.MOVE: Line("INFO", events=(1641,)),
        Action.ARBITRATE: Line("INFO", "QUORUM"),
        Action.RHS_RESTART: Line("ERR", events=(1146,)),
        Action.SEPARATE_MONITOR: Line("WARN"),
        Action.GIVE_UP: Line("ERR", events=(1205,)),
        Action.QUEUE: Line("INFO", events=(1640,)),
        Action.QUORUM_LOST: Line("ERR", "QUORUM", (1177,)),
        Action.NODE_DOWN: Line("ERR", events=(1135,)),
        Action.NODE_UP: Line("INFO"),
    }
)
"""Every action. 1069 comes with every failure, also with one that is only restarted."""

CASES: Mapping[Case, Line] = MappingProxyType(
    {
        Case.DISCARDED: Line("WARN"),
        Case.NOT_OPENED: Line("ERR"),
        Case.RHS_CRASH: Line("ERR"),
        Case.PENDING_EXPIRED: Line("WARN"),
        Case.STAY: Line("ERR", events=(1069, 1638)),
        Case.THRESHOLD: Line("ERR", events=(1254,)),
        Case.DEADLOCK: Line("ERR", events=(1230,)),
        Case.MOVE_REFUSED: Line("WARN", events=(1252,)),
        Case.ISOLATED: Line("ERR", events=(1673,)),
        Case.QUARANTINED: Line("ERR", events=(1672,)),
        Case.COLD_IGNORED: Line("WARN", events=(1690,)),
    }
)
"""Cases of the tables of decisions that say more than the action; they go first."""

STATE_EVENT = 1637
"""A resource has transitioned from one state to another."""

_CASE_OF: Mapping[str, Case] = MappingProxyType({rule.id: rule.case for rule in RULES.values()})
_DIFFERENCES = frozenset(row.id for row in DECISIONS.values() if row.do is not Do.NOTHING)
"""Decisions after which a comparison was not successful."""


def log_text(prediction: Prediction, database: Database, start: datetime | None = None) -> str:
    """The prediction as a log; ``database`` is the one it was made from, ``start`` the time at 0.

    Every line is one entry, or one change of a resource's state, which stand behind the entries of their moment. What
    is not a line has the shape of a section's heading, ``[=== … ===]``. Times after the year 9999 stand still.
    """
    first = (start or START).replace(tzinfo=None)
    return "".join(f"{line}\n" for line in (*_heading(prediction, first), *_lines(prediction, database, first)))


def _heading(prediction: Prediction, start: datetime) -> Iterator[str]:
    yield f"[=== Predicted by hivetool under the semantics '{prediction.semantics}': nothing of this was logged ===]"
    yield f"[=== Time 0 is {_time(start, 0)}; numbers of processes and threads are made up ===]"
    yield "[=== Cluster Logs ===]"


def _lines(prediction: Prediction, database: Database, start: datetime) -> Iterator[str]:
    told = [(entry.at_ms, 0, *_of_entry(entry)) for entry in prediction.trace]
    told += [(at_ms, 1, SOURCES[Component.RCM], _CHANGED, text) for at_ms, text in _changes(prediction, database)]
    told.sort(key=lambda item: item[:2])
    for at_ms, moment in groupby(told, key=lambda item: item[0]):
        time = _time(start, at_ms)
        for _, _, source, line, text in moment:
            events = "".join(f" (event {number})" for number in line.events)
            yield (
                f"{source.process:08x}.{source.thread:08x}::{time} {line.level or 'INFO':<4}  "
                f"[{line.tag or source.tag}] {visible(text)}{events}"
            )


_CHANGED = Line("INFO", events=(STATE_EVENT,))


def _of_entry(entry: TraceEntry) -> tuple[Source, Line, str]:
    decision = f" [{entry.decision.id} {entry.decision.basis}]" if entry.decision else ""
    return SOURCES[entry.component], line_of(entry), f"{entry.action_string or entry.subject}: {entry.text}{decision}"


def line_of(entry: TraceEntry) -> Line:
    """The level, tag and events of an entry: by its case, else its action, else its step."""
    by_action = ACTIONS[entry.action] if entry.action is not None else Line()
    if entry.decision is not None:
        case = _CASE_OF.get(entry.decision.id)
        by_case = CASES.get(case) if case is not None else None
        if by_case is not None:
            return replace(by_case, tag=by_case.tag or by_action.tag)
        if entry.action is None and entry.decision.id in _DIFFERENCES:
            return Line("WARN")
    if entry.action is None and entry.step is not None:
        return STEPS.get(entry.step, by_action)
    return by_action


def _changes(prediction: Prediction, database: Database) -> Iterator[tuple[int, str]]:
    """When a resource got another state, and that in words; the state before is known from its second change on."""
    before: dict[str, str] = {}
    for change in prediction.history:
        resource = database.resource(change.identity)
        if resource is not None:
            was = before.get(change.identity)
            before[change.identity] = change.value
            from_where = f"from {was} " if was is not None else ""
            yield change.at_ms, f"{database.label(resource)}: transitioned {from_where}to {change.value}"


def _time(start: datetime, at_ms: int) -> str:
    try:
        at = start + timedelta(milliseconds=at_ms)
    except OverflowError:
        at = datetime.max
    return f"{at.year:04}/{at:%m/%d-%H:%M:%S}.{at.microsecond // 1000:03}"
