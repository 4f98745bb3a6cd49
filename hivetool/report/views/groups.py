"""The groups (roles): where each is expected, and why there."""

from __future__ import annotations

from hivetool.report.inspection import OWNERS, GroupView, Inspection
from hivetool.report.table import Column, Form, Table, View

COLUMNS: tuple[Column[GroupView], ...] = (
    Column("id", "GUID", lambda view: view.group.id, shown="full"),
    Column("name", "Name", lambda view: view.group.name, shown="programs"),
    Column("label", "Group", lambda view: view.label),
    Column("type", "Type", lambda view: view.group.type, absent="not stored"),
    Column("owner", "Owner (expected)", lambda view: view.owner, absent="none"),
    Column("owner_basis", "Because", lambda view: view.basis),
    Column(
        "persistent_state",
        "PersistentState",
        lambda view: view.group.number("PersistentState"),
        Form.NUMBER,
        absent="not stored",
        shown="full",
    ),
    Column("preferred_owners", "Preferred owners", lambda view: view.preferred, absent="none stored", shown="full"),
    Column("count", "Resources", lambda view: len(view.group.resources), Form.COUNT),
    Column("contains", "Contains", lambda view: view.group.resources, shown="programs"),
)


def view(inspection: Inspection) -> View:
    """A row for each group, by name."""
    return View(
        "groups",
        "Groups",
        (Table("groups", "Groups", COLUMNS, inspection.groups_by_name),),
        notes=(OWNERS,),
    )
