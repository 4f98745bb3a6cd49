from __future__ import annotations

from tests.clusters import G, cluster_reg
from tests.report.looking import rows, seen


def test_votes_hints_and_groups() -> None:
    groups = (G("A", (), {"DefaultOwner": 3}), G("B", (), {"DefaultOwner": 2}))
    found = seen("nodes", cluster_reg(groups, node_values={"Node1": {"NodeWeight": 0}, "Node3": {"Paused": 1}}))
    assert rows(found.tables[0]) == [
        {"Id": "1", "Node Name": "Node1", "Votes": "0", "Groups (expected)": "0"},
        {"Id": "2", "Node Name": "Node2", "Votes": "1", "Groups (expected)": "1"},
        {"Id": "3", "Node Name": "Node3", "Votes": "1", "Hint": "Paused", "Groups (expected)": "1"},
    ]
    assert "holds no owners" in found.notes[0]
