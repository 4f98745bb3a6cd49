"""What every table of faults is made of, and the list that a reading fills.

A fault is something wrong that is survived. Each format has its table, an enumeration of :class:`FaultRow`, so that
readers, messages and ``docs/checks.md`` have one source.
"""

from __future__ import annotations

import re
from collections import Counter
from enum import Enum
from typing import Generic, TypeVar

from .errors import Problem, Severity
from .location import Location

MOST_OF_A_KIND = 1000
"""Problems reported of one fault; more are counted in one last problem, so that memory stays bounded."""

_OPEN = re.compile(r"\{\w+\}")


class FaultRow(Enum):
    """A row: code, severity, message (``{actual}`` is what stands there), what is done about it.

    The code is stable and short; the severity is ``error`` where something is lost, else ``warning``.
    """

    def __init__(self, code: str, severity: Severity, message: str, done: str) -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.done = done

    @property
    def sentence(self) -> str:
        """What a problem says, with the places for its words open."""
        return f"{self.message}: {self.done}"

    def problem(
        self, at: Location, actual: str | None = None, expected: str | None = None, **words: str | int
    ) -> Problem:
        """The problem that this fault is here; the words fill the sentence."""
        text = self.sentence.format(actual=actual or "", expected=expected, **words)
        return Problem(self.code, text, at, self.severity, expected, actual or None)

    def blank(self, what: str) -> str:
        """The message with ``what`` in the place of every word."""
        return _OPEN.sub(what, self.message)


F = TypeVar("F", bound=FaultRow)


class FaultList(Generic[F]):
    """The faults of one reading, at most ``MOST_OF_A_KIND`` of each."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[F] = Counter()

    def counted(self, fault: F) -> bool:
        """Count a fault; whether it is one of those that are told with :meth:`tell`."""
        self._counts[fault] += 1
        return self._counts[fault] <= MOST_OF_A_KIND

    def tell(
        self, fault: F, at: Location, actual: str | None = None, expected: str | None = None, **words: str | int
    ) -> None:
        """Add the problem of a fault that was counted."""
        self._problems.append(fault.problem(at, actual, expected, **words))

    def add(
        self, fault: F, at: Location, actual: str | None = None, expected: str | None = None, **words: str | int
    ) -> None:
        """Count a fault and add its problem if it is one of those that are told."""
        if self.counted(fault):
            self.tell(fault, at, actual, expected, **words)

    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of their lines, and how many more there are."""
        more = (
            Problem(
                fault.code,
                f"{count - MOST_OF_A_KIND:,} more of these: {fault.blank('…')}",
                Location(),
                fault.severity,
            )
            for fault, count in self._counts.items()
            if count > MOST_OF_A_KIND
        )
        return (*sorted(self._problems, key=lambda problem: problem.at.line or 0), *more)


def in_marks(text: str) -> str:
    """The text in quotation marks as it stands, or escaped if any character is not printable."""
    return f"'{text}'" if text.isprintable() else ascii(text)
