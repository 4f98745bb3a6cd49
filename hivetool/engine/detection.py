"""How long it takes until the cluster knows that something has stopped: best, mean and worst over unknown phases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class By(StrEnum):
    """What finds it."""

    CHECKS = "checks"
    HEARTBEATS = "heartbeats"
    TOLD = "told"


@dataclass(frozen=True, slots=True)
class Span:
    """The shortest, the mean and the longest time, in milliseconds."""

    best_ms: int
    mean_ms: float
    worst_ms: int

    def later(self, ms: int) -> Span:
        """The same, and then so many milliseconds more."""
        return replace(self, best_ms=self.best_ms + ms, mean_ms=self.mean_ms + ms, worst_ms=self.worst_ms + ms)


AT_ONCE = Span(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Detection:
    """How long it takes until it is known that a resource has stopped.

    ``resource`` is its id. ``span`` None: nothing finds it, as its DLL lacks the check that could.
    """

    resource: str
    label: str
    span: Span | None
    by: By = By.CHECKS


def exactly(ms: int) -> Span:
    """A time that depends on no phase."""
    return Span(ms, ms, ms)


def first_tick(intervals: Iterable[int]) -> Span | None:
    """Until the first tick of one or two timers whose phases are unknown and independent; None without a timer.

    With one timer of interval a the time is uniform from 0 to a, its mean a/2. With two, a <= b, neither ticks before
    t with the probability (1 - t/a)(1 - t/b); the integral of that from 0 to a is the mean, a/2 - a*a/6b. That two
    timers have nothing to do with each other is an assumption: their phase is not documented.
    """
    known = sorted(intervals)
    if not known:
        return None
    a = known[0]
    return Span(0, a / 2 - (a * a / (6 * known[1]) if len(known) > 1 else 0), a)


def heartbeats(delay_ms: int, threshold: int) -> Span:
    """Until so many heartbeats are missed: the node dies at any moment between the last one that arrived and the next.

    The longest is delay * threshold (MSCS clusters-samesubnetthreshold), which is what the replay takes; a node that
    dies just before a heartbeat is due is noticed one delay sooner. That they are sent in one steady rhythm is assumed.
    """
    longest = delay_ms * threshold
    shortest = max(longest - delay_ms, 0)
    return Span(shortest, (shortest + longest) / 2, longest)
