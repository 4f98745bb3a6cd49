"""The downtime of a group and its parts: which part of it runs is a state, and a table says what ends one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from hivetool.scenario.model import Status


class Phase(StrEnum):
    """A part of a downtime."""

    UNDETECTED = "undetected"
    """from the real stop until the cluster knows"""
    RESTARTING = "restarting"
    """from there until it is online again or is to be moved; waiting for a node to move to is part of it"""
    MOVING = "moving"
    """from the decision until the group has arrived: what is still online goes offline"""
    STARTING = "starting"
    """from the arrival until all that was online is online again, restarts on that node included"""


class Mark(StrEnum):
    """What may end a part."""

    STOPS = "something of the group that was online stops"
    NOTICED = "the cluster knows of it"
    LEAVES = "the group is to leave its node"
    ARRIVES = "the group is on its new node"
    BACK = "all that was online is online again"


NEXT: Mapping[tuple[Phase | None, Mark], Phase | None] = MappingProxyType(
    {
        (None, Mark.STOPS): Phase.UNDETECTED,
        (Phase.UNDETECTED, Mark.NOTICED): Phase.RESTARTING,
        (Phase.UNDETECTED, Mark.LEAVES): Phase.MOVING,
        (Phase.RESTARTING, Mark.LEAVES): Phase.MOVING,
        (Phase.STARTING, Mark.LEAVES): Phase.MOVING,
        (Phase.UNDETECTED, Mark.ARRIVES): Phase.STARTING,
        (Phase.RESTARTING, Mark.ARRIVES): Phase.STARTING,
        (Phase.MOVING, Mark.ARRIVES): Phase.STARTING,
        **{(phase, Mark.BACK): None for phase in Phase},
    }
)
"""The part after a mark; where no row stands it goes on as it is. None: nothing is down."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a downtime in milliseconds; None for the one that is not over at the end."""

    undetected: int | None = 0
    restarting: int | None = 0
    moving: int | None = 0
    starting: int | None = 0

    @property
    def total_ms(self) -> int | None:
        """All of it, None if it is not over."""
        parts = (self.undetected, self.restarting, self.moving, self.starting)
        known = [part for part in parts if part is not None]
        return sum(known) if len(known) == len(parts) else None


@dataclass(slots=True)
class Downtime:
    """What is kept of one group: ``missing`` are the ids of what was online and is not.

    Several outages add up. What else stops while the group is down goes into the part that runs.
    """

    missing: set[str] = field(default_factory=set)
    phase: Phase | None = None
    since_ms: int = 0
    spent: dict[Phase, int] = field(default_factory=dict)

    def mark(self, mark: Mark, now_ms: int) -> None:
        """Something has happened that may end the part that runs."""
        following = NEXT.get((self.phase, mark), self.phase)
        if following is self.phase:
            return
        if self.phase is not None:
            self.spent[self.phase] = self.spent.get(self.phase, 0) + now_ms - self.since_ms
        self.phase, self.since_ms = following, now_ms

    def changed(self, identity: str, old: Status, new: Status, now_ms: int) -> None:
        """One resource of the group really is something else now."""
        if old is new:
            return
        if old is Status.ONLINE:
            self.missing.add(identity)
            self.mark(Mark.STOPS, now_ms)
        elif new is Status.ONLINE:
            self.missing.discard(identity)
            if not self.missing:
                self.mark(Mark.BACK, now_ms)

    @property
    def affected(self) -> bool:
        """Whether the group was down for any time, or is."""
        return self.phase is not None or any(self.spent.values())

    def parts(self) -> Parts:
        """The parts so far."""
        known: dict[str, int | None] = {phase.value: self.spent.get(phase, 0) for phase in Phase}
        if self.phase is not None:
            known[self.phase.value] = None
        return Parts(**known)
