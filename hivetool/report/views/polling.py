"""How often each resource is checked, and where that is written; what is unlike the rest comes first."""

from __future__ import annotations

from dataclasses import dataclass

from hivetool.cluster.in_force import InForce, fact_of
from hivetool.hive.upcase import upcase
from hivetool.report.inspection import Inspection, ResourceView
from hivetool.report.table import Column, Form, Table, View


@dataclass(frozen=True, slots=True)
class Polled:
    """A resource with what is unlike the rest in its two intervals; ``off`` says how far off the worse of them is.

    ``off`` is 1 where both are as the semantics has them, 2 for half or twice that, and so on.
    """

    view: ResourceView
    stands_out: tuple[str, ...]
    off: float


def polled(inspection: Inspection) -> list[Polled]:
    """Every resource: those whose intervals differ most from the default first, own ones next, then the rest."""
    semantics = inspection.semantics
    usual = (semantics.is_alive_ms.value, semantics.looks_alive_ms.value)
    found = [_polled(view, usual) for view in inspection.resources]
    found.sort(key=lambda each: (-each.off, -len(each.stands_out), upcase(each.view.label), each.view.resource.id))
    return found


def _polled(view: ResourceView, usual: tuple[int, int]) -> Polled:
    checks = (("IsAlive", view.is_alive, usual[0]), ("LooksAlive", view.looks_alive, usual[1]))
    words: list[str] = []
    off = 1.0
    for name, found, default in checks:
        number = found.number or default
        if found.origin == "resource":
            words.append(f"own {name}")
        if number != default:
            words.append(f"{name} is not {default} ms")
            off = max(off, number / default, default / number)
    return Polled(view, tuple(words), off)


def view(inspection: Inspection) -> View:
    """A row for each resource."""
    found = polled(inspection)
    outliers = sum(bool(each.stands_out) for each in found)
    semantics = inspection.semantics
    notes = [
        f"Standing out: {outliers:,} of {len(found):,}, by an interval of their own, or one that is not the default of "
        f"the semantics '{semantics.name}', {semantics.is_alive_ms.value} ms for IsAlive and "
        f"{semantics.looks_alive_ms.value} ms for LooksAlive.",
    ]
    if semantics.inherited_polls.value == "by role":
        notes.append(
            "The two values of a resource type count by their role: the shorter drives IsAlive, the quick check of the "
            "article, whatever its name. A resource's own values count by their names."
        )
    return View("polling", "Polling", (Table("polling", "Intervals", _columns(inspection), found),), notes=tuple(notes))


def _columns(inspection: Inspection) -> tuple[Column[Polled], ...]:
    def place(each: Polled, setting: InForce) -> str | None:
        fact = fact_of(inspection.database, each.view.resource, setting)
        return f"{fact.at.name}{f' ({fact.at.place})' if fact.at.place else ''}" if fact is not None else None

    return (
        Column("name", "Resource Name", lambda each: each.view.label),
        Column("id", "GUID", lambda each: each.view.resource.id, shown="data"),
        Column("is_alive_ms", "IsAlive", lambda each: each.view.is_alive.number, Form.NUMBER, "ms"),
        Column("is_alive_from", "IsAlive from", lambda each: each.view.is_alive.origin),
        Column("looks_alive_ms", "LooksAlive", lambda each: each.view.looks_alive.number, Form.NUMBER, "ms"),
        Column("looks_alive_from", "LooksAlive from", lambda each: each.view.looks_alive.origin),
        Column("stands_out", "Stands out by", lambda each: each.stands_out),
        Column("type", "Type", lambda each: each.view.resource.type, shown="full"),
        Column("is_alive_why", "Why IsAlive", lambda each: each.view.is_alive.why, shown="full"),
        Column("is_alive_at", "IsAlive stored at", lambda each: place(each, each.view.is_alive), shown="full"),
        Column("looks_alive_why", "Why LooksAlive", lambda each: each.view.looks_alive.why, shown="full"),
        Column("looks_alive_at", "LooksAlive stored at", lambda each: place(each, each.view.looks_alive), shown="full"),
    )
