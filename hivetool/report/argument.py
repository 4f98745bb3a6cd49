"""What led to the actions of a trace: for each the entries before it that it follows from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hivetool.engine.trace import Action, Component, Step, TraceEntry

_Subject = tuple[str, str | None]

_CONSEQUENCES = frozenset({Component.VMMS, Component.DATABASE_MANAGER})
"""Components that are told what was done; nothing follows from their entries."""


def arguments(trace: Sequence[TraceEntry]) -> Mapping[int, tuple[int, ...]]:
    """The place of each action in the trace -> the places of what led to it, in order.

    That is what happened to the same subject in the same moment since the action on it before, and that action: what
    was compared, which nodes were rejected; a group is asked as a whole, which leads to what each of its resources is
    asked. To an action on a resource also its group's action leads, to one on a
    group also the failure of a resource in it or the loss of its node. Where the moment holds nothing of the kind, as
    after a wait, it is the last action or decision about the subject.
    """
    known = _Known()
    found: dict[int, tuple[int, ...]] = {}
    for place, entry in enumerate(trace):
        known.begin(entry.at_ms)
        if entry.action is not None:
            found[place] = known.behind(entry)
        if entry.component not in _CONSEQUENCES:
            known.add(place, entry)
    return found


def _subject(entry: TraceEntry) -> _Subject:
    if entry.resource is not None:
        return "resource", entry.resource
    return ("group", entry.group) if entry.group is not None else ("node", entry.node)


@dataclass
class _Known:
    """What a pass over the trace has seen: ``since`` is of this moment, from the last action on the subject on."""

    now_ms: int = -1
    since: dict[_Subject, list[int]] = field(default_factory=dict)
    acted: dict[_Subject, int] = field(default_factory=dict)
    failed: dict[str | None, int] = field(default_factory=dict)
    asked: dict[str | None, int] = field(default_factory=dict)
    last: dict[_Subject, int] = field(default_factory=dict)

    def begin(self, at_ms: int) -> None:
        """Another moment makes what was seen old."""
        if at_ms != self.now_ms:
            self.now_ms = at_ms
            for seen in (self.since, self.acted, self.failed, self.asked):
                seen.clear()

    def behind(self, entry: TraceEntry) -> tuple[int, ...]:
        """What led to this action."""
        subject, group = _subject(entry), ("group", entry.group)
        found = list(self.since.get(subject, ()))
        if entry.resource is not None:
            cause = self.acted.get(group)
            if cause is not None:
                found = [cause, *(place for place in found if place > cause)]
            found = found or self.since.get(group, [])[-1:]
        elif entry.group is not None:
            causes = (self.failed.get(entry.group, -1), self.acted.get(("node", entry.node), -1))
            found += [cause for cause in causes if cause > self.acted.get(subject, -1)]
        if not found and subject in self.last:
            found = [self.last[subject]]
        return tuple(sorted(found))

    def add(self, place: int, entry: TraceEntry) -> None:
        """One more entry has been seen."""
        subject = _subject(entry)
        if entry.step is Step.ASK and entry.resource is None:
            self.asked[entry.group] = place
        elif entry.step is Step.HAND_OVER and entry.group in self.asked:
            self.since.setdefault(subject, []).extend((self.asked[entry.group], place))
        elif entry.action is not None:
            self.since[subject] = [place]
            self.acted[subject] = place
        else:
            self.since.setdefault(subject, []).append(place)
        if entry.action is Action.FAIL:
            self.failed[entry.group] = place
        if entry.action is not None or entry.decision is not None:
            self.last[subject] = place
