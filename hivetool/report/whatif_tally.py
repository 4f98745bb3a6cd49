"""What ``whatif`` keeps of its answers while they go by: counts, the worst of them, how long each group was away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hivetool.cluster.durations import UNITS
from hivetool.engine.outcome import Assumption
from hivetool.engine.whatif import Answer, Difference, Outage

T = TypeVar("T")

FEW = 100
"""Of so many answers all are shown, of more the worst."""

WORST = 10
"""So many of the worst are shown, and so many groups."""

MOST_LINES = 20
"""So many lines of one table are shown unless everything is asked for."""

LONG_MS = UNITS["m"]
"""An outage of a draw that is longer is one to speak of: a failover takes less."""

LONGER_MS: tuple[int, ...] = (UNITS["s"], 10 * UNITS["s"], UNITS["m"], 10 * UNITS["m"], UNITS["h"])
"""An outage is counted as longer than each of these."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: in ``words``, how often (``asked``), and of what a good answer says that all goes well.

    ``one`` and ``several`` name what was asked about. ``edits`` are the changes of the second database. ``per_year``
    is how many of these outages a year has, None where nobody knows.
    """

    words: str
    asked: int
    good: str
    one: str = "failure"
    several: str = "failures"
    edits: tuple[str, ...] = ()
    per_year: float | None = None
    draws: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One answer in numbers; ``targets`` are nodes with how many groups come to them."""

    what: str
    moves: int
    not_online: int
    stays: int
    quorum: bool
    votes: str
    longest_ms: int
    targets: tuple[tuple[str, int], ...]

    @property
    def badness(self) -> tuple[bool, int, int, int]:
        """Larger is worse."""
        return (not self.quorum, self.not_online, self.longest_ms, self.moves)


@dataclass(frozen=True, slots=True)
class Alike:
    """Groups to which the same happens for the same reason; ``source`` and ``target`` are nodes or ``""``."""

    what: str
    groups: tuple[str, ...]
    source: str
    target: str
    why: str


@dataclass(slots=True)
class Away:
    """How long one group was not online: in how many answers, in all, at most, and how often not again."""

    group: str
    times: int = 0
    total_ms: int = 0
    longest_ms: int = 0
    for_good: int = 0
    longer: list[int] = field(default_factory=lambda: [0] * len(LONGER_MS))

    def add(self, downtime_ms: int | None, until_ms: int) -> None:
        """Count one outage; one without an end counts until the end of the replay."""
        length = until_ms if downtime_ms is None else downtime_ms
        self.times += 1
        self.total_ms += length
        self.longest_ms = max(self.longest_ms, length)
        self.for_good += downtime_ms is None
        for place, least in enumerate(LONGER_MS):
            self.longer[place] += length > least


@dataclass(eq=False)
class Tally:
    """The answers so far. It grows with the groups that are hit, and not with the answers.

    ``whole``: every line is kept.
    """

    question: Question
    whole: bool = False
    asked: int = 0
    leave_down: int = 0
    lose_quorum: int = 0
    long: int = 0
    moved: int = 0
    different: int = 0
    lines: list[Line] = field(default_factory=list)
    lost: list[Alike] = field(default_factory=list)
    moves: list[Alike] = field(default_factory=list)
    stays: list[Alike] = field(default_factory=list)
    changes: list[tuple[str, Difference]] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    away: dict[str, Away] = field(default_factory=dict)
    assumed: dict[Assumption, None] = field(default_factory=dict)

    @property
    def shows_all(self) -> bool:
        """Whether every answer has a line, and not the worst alone."""
        return self.whole or (self.question.asked <= FEW and not self.question.draws)

    def follow(self, answers: Iterator[Answer]) -> Iterator[Answer]:
        """The answers, counted as they go by."""
        for answer in answers:
            self.add(answer)
            yield answer

    def add(self, answer: Answer) -> None:
        """Count one answer."""
        outage = answer.outage
        self.asked += 1
        self.leave_down += bool(outage.not_online)
        self.lose_quorum += not outage.quorum
        self.long += any(length is None or length > LONG_MS for _, length in outage.downtime_ms)
        self.moved += len(outage.moves)
        self.different += answer.differs
        self.assumed.update(dict.fromkeys(outage.assumed))
        for group, downtime_ms in outage.downtime_ms:
            self.away.setdefault(group, Away(group)).add(downtime_ms, outage.until_ms)
        self._keep_line(_line(answer.what, outage))
        self._keep("lost", self.lost, _lost(answer.what, outage))
        self._keep("stays", self.stays, _staying(answer.what, outage))
        if self.whole or self.question.asked == 1:
            self.moves.extend(_moving(answer.what, outage))
        self._keep("changes", self.changes, [(answer.what, change) for change in answer.changes])

    def _keep(self, what: str, kept: list[T], more: Sequence[T]) -> None:
        room = None if self.whole else max(0, MOST_LINES - len(kept))
        kept.extend(more[:room])
        self.left_out[what] += len(more) - len(more[:room])

    def _keep_line(self, line: Line) -> None:
        self.lines.append(line)
        if not self.shows_all and len(self.lines) >= 2 * WORST:
            self.lines = self.worst()

    def worst(self) -> list[Line]:
        """The worst answers, those that are equally bad in the order in which they were asked."""
        return sorted(self.lines, key=lambda line: line.badness, reverse=True)[:WORST]

    def down_most_often(self) -> list[Away]:
        """The groups that do not come online again, most often first."""
        found = [each for each in self.away.values() if each.for_good]
        return sorted(found, key=lambda each: -each.for_good)

    def away_longest(self) -> list[Away]:
        """All groups that were away, the longest in all first."""
        return sorted(self.away.values(), key=lambda each: -each.total_ms)


def _line(what: str, outage: Outage) -> Line:
    targets = Counter(move.target for move in outage.moves).most_common()
    return Line(
        what,
        len(outage.moves),
        len(outage.not_online),
        len(outage.stays),
        outage.quorum,
        outage.votes,
        outage.longest_ms,
        tuple(targets),
    )


def _lost(what: str, outage: Outage) -> list[Alike]:
    return _alike(what, ((("", "", each.why), each.group) for each in outage.not_online))


def _moving(what: str, outage: Outage) -> list[Alike]:
    return _alike(what, (((move.source or "", move.target, move.why), move.group) for move in outage.moves))


def _staying(what: str, outage: Outage) -> list[Alike]:
    return _alike(what, (((each.node, "", each.why), each.group) for each in outage.stays))


def _alike(what: str, found: Iterator[tuple[tuple[str, str, str], str]]) -> list[Alike]:
    groups: dict[tuple[str, str, str], list[str]] = {}
    for how, group in found:
        groups.setdefault(how, []).append(group)
    return [Alike(what, tuple(names), *how) for how, names in groups.items()]
