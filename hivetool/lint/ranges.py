"""Which numbers a property may hold, and which of the three rules judges it: one decision, so that none is told twice.

HT103 has the ranges, HT104 what is either 0 or 1, HT105 what is one of a list.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import Property

from .columns import Column
from .subject import Subject

Sort = Literal["range", "switch", "choice"]

CHOICES = frozenset({"AutoFailbackType"})
"""Two values that are no yes and no."""

SPARSE = frozenset({"Priority", "GroupType"})
"""Choices whose numbers lie far apart: what is between them is none."""

ELSEWHERE = frozenset({"LooksAlivePollInterval", "IsAlivePollInterval", "FailoverPeriod"})
"""What HT501 to HT503 and HT609 look at, with what is in force."""

UNSURE = frozenset({"ClusterLogSize", "S2DCacheBehavior"})
"""Pages written for older Windows: current clusters are known to store more."""


def sort_of(prop: Property) -> Sort | None:
    """What decides whether a number is allowed; None where hivetool judges nothing.

    Nothing is said of what changes by itself, of single bits, nor where the range is not documented.
    """
    if not prop.is_number or prop.bits or prop.runtime or prop.mark == "inferred" or prop.name in ELSEWHERE | UNSURE:
        return None
    if prop.limits == (0, 1):
        return "choice" if prop.name in CHOICES else "switch"
    if prop.words and (prop.maximum is not None or prop.name in SPARSE):
        return "choice"
    return "range" if prop.limits != (None, None) else None


def is_allowed(prop: Property, number: int) -> bool:
    """Whether the property may hold the number."""
    return prop.allows(number) and (prop.name not in SPARSE or prop.word(number) is not None)


def judged(subject: Subject, sort: Sort) -> Iterator[Column]:
    """The stored columns that are judged this way."""
    return (column for column in subject.columns if sort_of(column.prop) == sort)


def not_allowed(column: Column) -> Iterator[tuple[ClusterObject, int]]:
    """Objects whose number is none the property may hold."""
    return column.having(lambda number: not is_allowed(column.prop, number))


def allowed(prop: Property) -> str:
    """The numbers that a property may hold, in words."""
    special = [f"{number} ({word})" for number, word in prop.special]
    if sort_of(prop) == "range":
        unit = f" {prop.unit}" if prop.unit else ""
        told = [
            f"{prop.minimum or 0} to {prop.most}{unit}" if prop.maximum is not None else f"{prop.minimum}{unit} or more"
        ]
    elif prop.words:
        told = [f"{number} ({word})" for number, word in prop.words]
    else:
        told = [str(number) for number in range(prop.minimum or 0, prop.most + 1)]
    return ", ".join((*told, *special))


def nearest(prop: Property, number: int) -> int:
    """The allowed number that is nearest to one outside the range."""
    return max(prop.minimum or 0, min(number, prop.most))
