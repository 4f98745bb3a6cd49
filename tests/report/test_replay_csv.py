from __future__ import annotations

import csv

from hivetool.report.comparison import Comparison
from hivetool.report.replay_csv import COLUMNS, replay_csv
from hivetool.report.spreadsheet import FORMULAS
from tests.clusters import article_groups, cluster_reg, database, resource_id
from tests.report.observing import HOSTILE_SHOWN, compared, hostile, saw

KNOWN = database(cluster_reg(article_groups()))


def rows(comparison: Comparison, *, whole: bool = False) -> list[dict[str, str]]:
    lines = list(replay_csv(comparison, whole=whole))
    assert all(line.count("\n") == 1 for line in lines)
    return list(csv.DictReader(lines))


def test_a_row() -> None:
    (row,) = rows(compared(KNOWN, saw("vm", "Virtual Machine 3", "Running", at_ms=7)))
    path = f"Resources\\{resource_id('Virtual Machine 3')}"
    assert row.pop("evidence").startswith(f"{path}:PersistentState = 0 (line ")
    assert row == {
        "at_ms": "7",
        "verdict": "differs",
        "kind": "resource",
        "name": "Virtual Machine 3",
        "id": resource_id("Virtual Machine 3"),
        "aspect": "machine",
        "expected": "Offline",
        "observed": "Running",
        "action": "record PersistentState 1",
        "decision": "RHS-09",
        "basis": "ASSUMED",
        "why": "recorded Offline but reported Online: no function is executed, RCM corrects the record",
        "failover_cluster_manager": "Online (not observed)",
        "hyper_v_manager": "Running",
        "input": "seen",
        "line": "3",
    }


def test_agreements_only_if_asked_for() -> None:
    comparison = compared(KNOWN, saw("vm", "Virtual Machine 1", "Running"), saw("node", "Node1", "Down"))
    assert [row["verdict"] for row in rows(comparison)] == ["noted"]
    assert [row["verdict"] for row in rows(comparison, whole=True)] == ["agrees", "noted"]


def test_what_the_database_does_not_have() -> None:
    (row,) = rows(compared(KNOWN, saw("vm", "lab", "Off", owner="Node1")))
    assert (row["verdict"], row["kind"], row["name"], row["observed"]) == ("unmatched", "vm", "lab", "Off on Node1")
    assert "the database has no virtual machine 'lab'" in row["why"]


def test_nothing_at_all_is_a_header() -> None:
    assert list(replay_csv(compared(KNOWN), whole=True)) == [",".join(COLUMNS) + "\r\n"]


def test_no_cell_is_a_formula_and_all_is_printable() -> None:
    found = rows(hostile(), whole=True)
    assert {row["verdict"] for row in found} >= {"differs", "pending", "unmatched"}
    assert any(row["name"] == f"'{HOSTILE_SHOWN}" for row in found)
    for row in found:
        assert all(cell.isprintable() and not cell.lstrip().startswith(FORMULAS) for cell in row.values())
