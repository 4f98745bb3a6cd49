"""Every resource, with the columns of the article's table of virtual machines and where their contents come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from hivetool.cluster.in_force import InForce, fact_of
from hivetool.report.evidence import fact_json
from hivetool.report.inspection import OWNERS, Inspection, ResourceView
from hivetool.report.table import Column, Form, Shown, Table, View

Pick = Callable[[ResourceView], InForce]

NOTES = (f"{OWNERS} Status is what was last commanded by PersistentState, not what was observed.",)

_PICKS: tuple[tuple[str, str, Pick], ...] = (
    ("status", "Status", lambda view: view.commanded),
    ("is_alive_ms", "IsAlive", lambda view: view.is_alive),
    ("looks_alive_ms", "LooksAlive", lambda view: view.looks_alive),
)
"""The settings whose origin is told: in JSON, for people, and how to get at them."""


def columns(inspection: Inspection) -> tuple[Column[ResourceView], ...]:
    """Those of the article first."""
    return (
        Column("name", "Name", lambda view: view.resource.name, shown="programs"),
        Column("label", "Resource Name", lambda view: view.label),
        Column("id", "GUID", lambda view: view.resource.id),
        Column("node", "Node Name (expected)", lambda view: view.node, absent="none"),
        Column("status", "Status (commanded)", lambda view: view.status),
        Column(
            "persistent_state",
            "PersistentState",
            lambda view: view.resource.number("PersistentState"),
            Form.NUMBER,
            absent="not stored",
        ),
        Column("type", "Type", lambda view: view.resource.type, shown="full"),
        Column("group", "Group", lambda view: view.group, absent="none", shown="full"),
        Column(
            "possible_owners",
            "Possible owners",
            lambda view: view.possible_owners,
            absent="any",
            empty="none that exists",
            shown="full",
        ),
        Column("separate_monitor", "SeparateMonitor", lambda view: view.resource.separate_monitor, shown="full"),
        Column("is_alive_ms", "IsAlive", lambda view: view.is_alive.number, Form.NUMBER, "ms", shown="data"),
        Column("looks_alive_ms", "LooksAlive", lambda view: view.looks_alive.number, Form.NUMBER, "ms", shown="data"),
        *(_origin(name, title, pick) for name, title, pick in _PICKS),
        *(_why(name, title, pick) for name, title, pick in _PICKS),
        *(_evidence(inspection, name, title, pick) for name, title, pick in _PICKS),
    )


def _origin(name: str, title: str, pick: Pick) -> Column[ResourceView]:
    shown: Shown = "full" if name == "status" else "data"
    return Column(f"origin.{name}", f"{title} from", lambda view: pick(view).origin, shown=shown)


def _why(name: str, title: str, pick: Pick) -> Column[ResourceView]:
    return Column(f"why.{name}", f"Why {title}", lambda view: pick(view).why, shown="programs")


def _evidence(inspection: Inspection, name: str, title: str, pick: Pick) -> Column[ResourceView]:
    of_types: dict[InForce, dict[str, Any] | None] = {}

    def evidence(view: ResourceView) -> dict[str, Any] | None:
        """The stored value; what a type stores is the same for all its resources."""
        setting = pick(view)
        if setting in of_types:
            return of_types[setting]
        found = fact_json(fact_of(inspection.database, view.resource, setting))
        if setting.origin in ("resource type", "default"):
            of_types[setting] = found
        return found

    return Column(f"evidence.{name}", f"Evidence of {title}", evidence, shown="programs")


def table(inspection: Inspection, title: str, items: Sequence[ResourceView]) -> Table[ResourceView]:
    """These resources in the article's columns."""
    return Table("resources", title, columns(inspection), items)


def view(inspection: Inspection) -> View:
    """A row for each resource, by the names of their groups."""
    return View("resources", "Resources", (table(inspection, "Resources", inspection.resources_by_group),), notes=NOTES)
