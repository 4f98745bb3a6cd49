from __future__ import annotations

import jsonschema

from hivetool.cluster.assign import assigned
from hivetool.report.changes import UNSUPPORTED, changes_json, changes_text
from hivetool.report.schema import schema
from tests.clusters import article_groups, cluster_reg, database, group_id, resource_id

DATABASE = database(cluster_reg(article_groups(first={"RestartDelay": 250})))
ID = resource_id("Virtual Machine 1")
CHANGES = [
    assigned(DATABASE, "vm:1.RestartDelay=2h"),
    assigned(DATABASE, "vm:1.SeparateMonitor=1"),
    assigned(DATABASE, "HyperV VMs.PreferredOwners=Node3,Node1"),
    assigned(DATABASE, "cluster.ClusterName=a\x1b"),
    assigned(DATABASE, "vm:1.RestartDelay", delete=True),
]


def test_text() -> None:
    assert "".join(changes_text(CHANGES, 200)).splitlines() == [
        f"resource Virtual Machine 1 {ID}",
        "  RestartDelay: 250 -> 7200000 (0x6ddd00) ms",
        "    live: (Get-ClusterResource -Name 'Virtual Machine 1').RestartDelay = 7200000",
        "  SeparateMonitor: not stored -> 1 (RHS process of its own)",
        "    live: (Get-ClusterResource -Name 'Virtual Machine 1').SeparateMonitor = 1",
        f"group HyperV VMs {group_id('HyperV VMs')}",
        "  PreferredOwners: not stored -> 3, 1 (Node3, Node1)",
        "    live: Set-ClusterOwnerNode -Group 'HyperV VMs' -Owners 'Node3','Node1'",
        "the cluster",
        '  ClusterName: "HVCLUSTER" -> "a\\x1b"',
        "    live: no supported command does this",
        f"resource Virtual Machine 1 {ID}",
        "  RestartDelay: 250 -> not stored",
        "    live: (Get-ClusterResource -Name 'Virtual Machine 1').RestartDelay = 500",
        "",
        UNSUPPORTED,
    ]


def test_narrow() -> None:
    lines = "".join(changes_text(CHANGES, 60)).splitlines()
    assert lines[-3:] == [
        "Editing the database of a running cluster is unsupported",
        '(MSCS "Cluster Database"): this is for copies. On a live',
        "cluster use the PowerShell.",
    ]


def test_json() -> None:
    found = changes_json(CHANGES, "NEW.hiv")
    jsonschema.validate(found, schema("set"))
    assert (found["written"], found["note"]) == ("NEW.hiv", UNSUPPORTED)
    first, _, third, cluster, last = found["changes"]
    assert first == {
        "object": {"kind": "resource", "id": ID, "name": "Virtual Machine 1"},
        "property": "RestartDelay",
        "before": 250,
        "after": 7_200_000,
        "unit": "ms",
        "edit": {
            "op": "SetValue",
            "key": f"Resources\\{ID}",
            "name": "RestartDelay",
            "type": 4,
            "data": "00dd6d00",
        },
        "powershell": "(Get-ClusterResource -Name 'Virtual Machine 1').RestartDelay = 7200000",
    }
    assert (third["before"], third["after"]) == (None, ["3", "1"])
    assert cluster["object"] == {"kind": "cluster", "id": "", "name": ""}
    assert (last["after"], last["edit"]["op"]) == (None, "DeleteValue")
    assert last["powershell"] == "(Get-ClusterResource -Name 'Virtual Machine 1').RestartDelay = 500", "the default"
