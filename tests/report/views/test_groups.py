from __future__ import annotations

from tests.clusters import G, R, cluster_reg, group_id
from tests.report.looking import rows, seen

GROUPS = (
    G("b", (R("x"), R("y")), {"DefaultOwner": 2, "GroupType": 111, "PreferredOwners": ["3", "1"]}),
    G("A", (R("z", {"PossibleOwners": ["7"]}),)),
)


def test_groups_by_name_with_the_expected_owner_and_why() -> None:
    found = rows(seen("groups", cluster_reg(GROUPS)).tables[0])
    assert found == [
        {
            "Group": "A",
            "Type": "not stored",
            "Owner (expected)": "none",
            "Because": "no node can own it",
            "Resources": "1",
        },
        {
            "Group": "b",
            "Type": "virtual machine",
            "Owner (expected)": "Node2",
            "Because": "DefaultOwner",
            "Resources": "2",
        },
    ]


def test_more_if_asked_for() -> None:
    found = rows(seen("groups", cluster_reg(GROUPS)).tables[0], whole=True)
    assert [row["Preferred owners"] for row in found] == ["none stored", "Node3, Node1"]
    assert [row["GUID"] for row in found] == [group_id("A"), group_id("b")]
    assert [row["PersistentState"] for row in found] == ["not stored"] * 2
