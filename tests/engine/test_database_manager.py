from __future__ import annotations

from hivetool.hive.edit import SetValue
from hivetool.hive.types import ValueType
from tests.clusters import article_groups, cluster_reg, resource_id
from tests.engine.runs import ARTICLE_REG, run, state, texts


def test_what_is_recorded_is_an_edit_of_the_hive() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 stopped inside")
    key = f"Resources\\{resource_id('Virtual Machine 1')}"
    assert prediction.edits == (SetValue(key, "PersistentState", ValueType.REG_DWORD, b"\0\0\0\0"),)


def test_it_is_replicated_to_the_other_nodes_that_run() -> None:
    def said(nodes: int, toml: str = "") -> list[str]:
        reg = cluster_reg(article_groups(), [f"Node{number}" for number in range(1, nodes + 1)])
        return texts(run(reg, "3s vm:1 stopped inside", toml=toml), "DatabaseManager")

    assert said(3) == ["replicates it to the 2 other nodes"]
    assert said(2) == ["replicates it to the other node"]
    assert said(1) == []
    assert said(3, '[assume]\nnodes = { Node3 = "down" }') == ["replicates it to the other node"]


def test_what_is_recorded_already_is_not_recorded_again() -> None:
    prediction = run(ARTICLE_REG, "1s vm:3 online", "20s vm:3 online", "40s vm:3 offline")
    assert [edit.data[0] for edit in prediction.edits] == [1, 0]


def test_a_dead_nodes_writes_are_lost_from_the_last_to_the_first() -> None:
    """Two writes 4 s and 2 s old are lost, one 60 s old is not: inconsistencies do not last longer than 5 seconds."""
    words = ("10s vm:1 offline", "68s vm:1 online", "70s vm:1 offline", "72s node:Node1 down")
    found = run(ARTICLE_REG, *words)
    lost = [entry.text for entry in found.trace if entry.decision is not None and entry.decision.id == "DM-01"]
    assert [text.partition(" had")[0] for text in lost] == ["PersistentState 0", "PersistentState 1"]
    assert state(found, "Virtual Machine 1") == ("Offline", 0)
    assert [edit.data[0] for edit in found.edits] == [0]


def test_a_lost_write_is_the_one_and_not_an_equal_one_before_it() -> None:
    words = ("10s vm:1 online", "20s vm:1 offline", "70s vm:1 online", "72s node:Node1 down")
    found = run(ARTICLE_REG, *words)
    assert [edit.data[0] for edit in found.edits] == [1, 0]
    assert state(found, "Virtual Machine 1") == ("Offline", 0)
