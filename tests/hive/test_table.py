from __future__ import annotations

from hivetool.hive.table import Table


def test_paths_are_relative_to_the_root() -> None:
    table = Table(["Cluster", "Groups", "Nodes", "x"], [-1, 0, 0, 1], [], [], [], [])
    assert table.key_paths() == ["", "Groups", "Nodes", "Groups\\x"]
