"""The root of every error this package raises, and what is reported instead where one can go on.

A class carries its sentence, an instance the facts: ``str(error)`` puts them together. An error means
"cannot go on"; a :class:`Problem` means "went on, and this is what was wrong".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from .location import Location

Severity = Literal["error", "warning"]


@dataclass(eq=False)
class HivetoolError(Exception):
    """Root of all errors; ``sentence`` is filled from the instance's fields."""

    sentence: ClassVar[str] = "something went wrong"

    def __str__(self) -> str:
        return self.sentence.format(**self.__dict__)


@dataclass(eq=False)
class NoSuchKey(HivetoolError, KeyError):
    """A key path that the hive does not have."""

    sentence: ClassVar[str] = "the hive has no key {path!r}"

    path: str

    __str__ = HivetoolError.__str__


@dataclass(eq=False)
class BadValueData(HivetoolError, ValueError):
    """A value whose bytes do not fit its type, such as a REG_DWORD of three bytes."""

    sentence: ClassVar[str] = "{where}: {type} of {size} bytes: {expected}"

    where: Location
    type: str
    size: int
    expected: str


@dataclass(eq=False)
class BadSecurityDescriptor(HivetoolError, ValueError):
    """Bytes that are no self-relative security descriptor; ``at`` counts from its beginning."""

    sentence: ClassVar[str] = "byte {at} of the security descriptor: {reason}"

    at: int
    reason: str


@dataclass(eq=False)
class UnreadableInput(HivetoolError):
    """An input that cannot be read at all; ``at`` is where the fault stands, ``reason`` what it is."""

    sentence: ClassVar[str] = "{at}: {reason}"

    reason: str
    at: Location = field(default_factory=Location)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault that did not stop the reading.

    ``code`` is stable and short (``regf-bad-cell``, ``reg-bad-value``); ``expected`` and ``actual`` are text.
    """

    code: str
    message: str
    at: Location
    severity: Severity = "error"
    expected: str | None = None
    actual: str | None = None

    def __str__(self) -> str:
        return f"{self.at}: {self.message}"


@dataclass(eq=False)
class Damaged(UnreadableInput):
    """A strict reading met a fault; ``problem`` is it."""

    problem: Problem | None = None


def check_none(problems: tuple[Problem, ...]) -> None:
    """What ``strict=True`` means: raise :class:`Damaged` for the first of the problems, if there is one."""
    if problems:
        first = problems[0]
        raise Damaged(first.message, first.at, first)
