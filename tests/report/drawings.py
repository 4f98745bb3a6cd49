"""Pictures for the languages they are written in."""

from __future__ import annotations

from hivetool.report.graph import Arrow, Box, Graph, Leaf

GRAPH = Graph(
    "HV",
    (Box("n1", "Node1", (Box("g1", "G", (), (Leaf("r1", "a", "resource"), Leaf("r2", "b", "offline"))),)),),
    (Leaf("j1", "or", "or"), Leaf("j2", "and", "and"), Leaf("r3", "c (H)", "elsewhere")),
    (Arrow("r1", "j1"), Arrow("j1", "r2", True), Arrow("j1", "j2", True), Arrow("j2", "r3")),
)


def labeled(label: str) -> Graph:
    """Everything has this label."""
    inner = Box("g1", label, (), (Leaf("r1", label, "resource"),))
    return Graph(label, (Box("n1", label, (inner, Box("g2", label))),), (Leaf("r2", label, "elsewhere"),), ())
