"""What can be wrong with a plan, or with the wish for a defect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError


@dataclass(eq=False)
class BadPlan(HivetoolError, ValueError):
    """A field of a plan that no cluster can have; ``expected`` says what would do."""

    sentence: ClassVar[str] = "{field} is {actual!r}: {expected}"

    field: str
    actual: object
    expected: str


@dataclass(eq=False)
class NoSuchDefect(HivetoolError, KeyError):
    """A lint code that nothing here plants; ``hint`` names codes near it."""

    sentence: ClassVar[str] = "no defect {code!r} can be planted{hint}"

    code: str
    hint: str = ""

    __str__ = HivetoolError.__str__


@dataclass(eq=False)
class CannotPlant(HivetoolError):
    """A cluster that is too small for a defect, or of another shape; ``needs`` is what it would need."""

    sentence: ClassVar[str] = "{code} needs {needs}, which the cluster does not have"

    code: str
    needs: str
