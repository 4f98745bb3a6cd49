"""The nodes, their votes, and what is expected to run there."""

from __future__ import annotations

from hivetool.report.inspection import OWNERS, Inspection, NodeView
from hivetool.report.table import Column, Form, Table, View

COLUMNS: tuple[Column[NodeView], ...] = (
    Column("id", "Id", lambda view: view.node.id),
    Column("name", "Name", lambda view: view.node.name, shown="programs"),
    Column("label", "Node Name", lambda view: view.label),
    Column("votes", "Votes", lambda view: view.votes, Form.NUMBER),
    Column("node_weight", "NodeWeight", lambda view: view.node.number("NodeWeight"), Form.NUMBER, shown="data"),
    Column("state_hint", "Hint", lambda view: "Paused" if view.paused else None),
    Column("groups", "Groups (expected)", lambda view: view.groups, Form.COUNT),
)


def view(inspection: Inspection) -> View:
    """A row for each node, in stored order."""
    return View(
        "nodes",
        "Nodes",
        (Table("nodes", "Nodes", COLUMNS, inspection.nodes),),
        notes=(f"{OWNERS} Nor does it say which nodes are up.",),
    )
