"""What can be wrong with observed states and be survived: one table, and the list that a reading fills."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from hivetool.hive.errors import Problem, Severity
from hivetool.hive.location import Location

MOST_OF_A_KIND = 1000
"""Problems reported of one fault; more are counted in one last problem, so that memory stays bounded."""

LONGEST_SNIPPET = 60
"""Characters of the input that a message shows."""


class Fault(Enum):
    """A row: code, severity, message, what is done about it."""

    EMPTY = ("observed-empty", "warning", "nothing was observed: there is no entry", "the other inputs count")
    ENCODING = (
        "observed-encoding",
        "warning",
        "the text is not UTF-8",
        "it is read as cp1252; --encoding says what it is",
    )
    ROW = (
        "observed-row",
        "warning",
        "the row has {actual} fields, the header {expected}",
        "missing ones are empty, more are left out",
    )
    ENTRY = ("observed-entry", "error", "{actual} is no object with properties", "it is left out")
    REFERENCE = ("observed-reference", "warning", "RefId {actual} refers to nothing before it", "it counts as empty")
    KIND = (
        "observed-kind",
        "error",
        "nothing tells which cmdlet made this entry: {actual}",
        "it is left out; export ResourceType, GroupType, NodeWeight or VMId too",
    )
    NAME = ("observed-name", "error", "the entry has neither a name nor an id", "it is left out")
    STATE = ("observed-state", "error", "{actual} is no state of {kind}", "it is left out")
    NO_STATE = ("observed-no-state", "error", "the entry has neither a state nor an owner", "it is left out")
    REPORT = ("observed-report", "error", "the report is not understood: {actual}", "it is left out")
    UNMATCHED = ("observed-unmatched", "warning", "the database has no {kind} {actual}", "it is not compared")
    OTHER_ID = (
        "observed-other-id",
        "warning",
        "the database has no {kind} with the id {actual}; {name} there has another id",
        "it is not compared",
    )
    AMBIGUOUS = ("observed-ambiguous", "warning", "{actual} fits several {kind}s: {name}", "it is not compared")
    RENAMED = ("observed-renamed", "warning", "{actual} is called {name} in the database", "the id counts")
    TWICE = (
        "observed-twice",
        "warning",
        "{actual} was observed before, and not the same",
        "the first counts; give times to tell what came later",
    )

    def __init__(self, code: str, severity: Severity, message: str, done: str) -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.done = done

    def problem(self, at: Location, actual: str = "", expected: str | None = None, **words: str) -> Problem:
        """The problem that this fault is here; ``actual`` is what stands there, the words fill the message."""
        text = self.message.format(actual=actual, expected=expected, **words)
        return Problem(self.code, f"{text}: {self.done}", at, self.severity, expected, actual or None)


class Faults:
    """The faults of one input in the order found, at most ``MOST_OF_A_KIND`` of each."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[Fault] = Counter()

    def add(self, fault: Fault, at: Location, actual: str = "", expected: str | None = None, **words: str) -> None:
        """Note a fault where it stands."""
        self._counts[fault] += 1
        if self._counts[fault] <= MOST_OF_A_KIND:
            self._problems.append(fault.problem(at, actual, expected, **words))

    def problems(self) -> tuple[Problem, ...]:
        """The faults as problems, and how many more there were."""
        more = (
            Problem(fault.code, f"{count - MOST_OF_A_KIND:,} more of these: {fault.done}", Location(), fault.severity)
            for fault, count in self._counts.items()
            if count > MOST_OF_A_KIND
        )
        return (*self._problems, *more)


def snippet(text: str) -> str:
    """The first characters of a text in quotation marks, escaped where it is not printable."""
    shown = text[:LONGEST_SNIPPET]
    marked = f"'{shown}'" if shown.isprintable() else ascii(shown)
    return marked if len(text) <= LONGEST_SNIPPET else f"{marked}…"
