from __future__ import annotations

from hivetool.report.table_csv import view_csv
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, resource_id
from tests.report.looking import rows, seen


def test_the_articles_columns_say_what_is_expected_and_what_is_commanded() -> None:
    found = seen("resources", cluster_reg((*article_groups(), G("A", (R("c", type=CONFIG),)))))
    (table,) = found.tables
    assert rows(table)[0] == {
        "Resource Name": "c",
        "GUID": resource_id("c"),
        "Node Name (expected)": "Node1",
        "Status (commanded)": "Offline",
        "PersistentState": "not stored",
    }
    assert [row["Resource Name"] for row in rows(table)] == ["c", *(f"Virtual Machine {n}" for n in (1, 2, 3))]
    assert "not what was observed" in found.notes[0]


def test_everything_that_is_told_of_a_resource() -> None:
    resources = (R("a", {"PossibleOwners": ["9"]}), R("b", {"PossibleOwners": ["2"], "SeparateMonitor": 1}), R("c"))
    found = rows(seen("resources", cluster_reg((G("A", resources, {"PersistentState": 1}),))).tables[0], whole=True)
    assert [row["Possible owners"] for row in found] == ["none that exists", "Node2", "any"]
    assert [row["SeparateMonitor"] for row in found] == ["no", "yes", "no"]
    assert [row["Status from"] for row in found] == ["group"] * 3
    assert {row["Group"] for row in found} == {"A"}


def test_data_has_the_intervals_and_where_they_come_from() -> None:
    reg = cluster_reg((G("A", (R("a", {"IsAlivePollInterval": 2000}),)),))
    head, row = view_csv(seen("resources", reg)).splitlines()
    found = dict(zip(head.split(","), row.split(","), strict=True))
    assert (found["IsAlive (ms)"], found["IsAlive from"]) == ("2000", "resource")
    assert (found["LooksAlive (ms)"], found["LooksAlive from"]) == ("60000", "resource type")
    assert found["Status (commanded)"] == "Offline"
