"""Everything that can be wrong in a table and be survived: one table, and the list a reading fills."""

from __future__ import annotations

from collections import Counter
from enum import Enum

from hivetool.hive.errors import Problem, Severity
from hivetool.hive.location import Location

MOST_OF_A_KIND = 1000
"""Problems reported of one fault; more are counted in one last problem, so that memory stays bounded."""


class Fault(Enum):
    """A row: code, severity, message (``{actual}`` is what stands there), what the reader does."""

    UNKNOWN = ("table-unknown", "warning", "no field of this place is called {actual}", "it is ignored")
    REPEATED = ("json-repeated", "error", "an object has the member {actual} more than once", "the last one counts")
    KEY_FIELD = ("table-key-field", "error", "a key cannot have {actual}", "the field is read as not stored")
    KEY = ("table-key", "error", "this is no key: {actual}", "it is left out, with its values")
    NAMES = ("json-names", "warning", "the names of a key do not make up its path: {actual}", "the names count")
    VALUE = ("table-value", "error", "this is no value: {actual}", "it is left out")
    DESCRIPTOR = (
        "table-descriptor",
        "error",
        "this is no security descriptor: {actual}",
        "the keys that have it are read as without one",
    )
    NO_PARENT = ("json-no-parent", "warning", "a key stands here without those above it", "they are made, empty")
    ORPHAN = (
        "sqlite-no-parent",
        "error",
        "the parent of a key is not there: {actual}",
        "the key is left out, with everything below it",
    )
    SECOND_ROOT = (
        "table-second-root",
        "error",
        "there is more than one root key",
        "the first counts, this one is left out",
    )
    CYCLE = ("sqlite-cycle", "error", "keys are above themselves", "they are left out, with everything below them")
    DEPTH = ("table-depth", "error", "a key lies more than 512 levels deep", "it is left out")
    SAME_KEY = (
        "table-same-key",
        "warning",
        "a key has two subkeys that are called {actual}",
        "both are kept, the first is the one that is found by its name",
    )
    SAME_VALUE = (
        "table-same-value",
        "warning",
        "a key has two values that are called {actual}",
        "both are kept, the first is the one that is found by its name",
    )
    WAL = (
        "sqlite-wal",
        "warning",
        "the database is in WAL mode, its last changes may be in a file of its name with -wal at the end",
        "it is read without that; PRAGMA journal_mode = DELETE puts them in",
    )

    @property
    def code(self) -> str:
        """Stable and short."""
        return self.value[0]

    @property
    def severity(self) -> Severity:
        """``error`` where something is lost, else ``warning``."""
        return "warning" if self.value[1] == "warning" else "error"

    @property
    def message(self) -> str:
        """What is wrong, with ``{actual}`` open."""
        return self.value[2]

    @property
    def consequence(self) -> str:
        """What the reader does about it."""
        return self.value[3]


OF_THE_HIVE = frozenset({Fault.SAME_KEY.code, Fault.SAME_VALUE.code})
"""Faults that a hive has wherever it is written to."""


class FaultList:
    """The faults of one reading in the order found, at most ``MOST_OF_A_KIND`` of each."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []
        self._counts: Counter[Fault] = Counter()

    def counted(self, fault: Fault) -> bool:
        """Count a fault; whether it is one of those that are told with :meth:`tell`."""
        self._counts[fault] += 1
        return self._counts[fault] <= MOST_OF_A_KIND

    def tell(self, fault: Fault, at: Location, actual: str = "", expected: str | None = None) -> None:
        """Add the problem of a fault that was counted."""
        message = f"{fault.message.format(actual=actual)}: {fault.consequence}"
        self._problems.append(Problem(fault.code, message, at, fault.severity, expected, actual or None))

    def add(self, fault: Fault, at: Location, actual: str = "", expected: str | None = None) -> None:
        """Count a fault and add its problem if it is one of those that are told."""
        if self.counted(fault):
            self.tell(fault, at, actual, expected)

    def problems(self) -> tuple[Problem, ...]:
        """The problems in the order of their places, and how many more there are."""
        more = [
            Problem(
                fault.code,
                f"{count - MOST_OF_A_KIND:,} more of these: {fault.message.format(actual='…')}",
                Location(),
                fault.severity,
            )
            for fault, count in self._counts.items()
            if count > MOST_OF_A_KIND
        ]
        return (*sorted(self._problems, key=lambda problem: problem.at.line or 0), *more)
