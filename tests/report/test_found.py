from __future__ import annotations

import json

import jsonschema

from hivetool.cluster.names import Names
from hivetool.hive.search import query, search
from hivetool.report.found import found_json, found_text
from hivetool.report.schema import schema
from tests.cluster.redacting import hive
from tests.clusters import article_groups, cluster_reg, group_id, resource_id

HIVE = hive(cluster_reg(article_groups()))
NAMES = Names((HIVE,))
ID1, GROUP = resource_id("Virtual Machine 1"), group_id("HyperV VMs")


def test_text() -> None:
    lines = "".join(found_text(HIVE, search(HIVE, query(ID1)), NAMES)).splitlines()
    assert lines[0].startswith(f'Groups\\{GROUP}  (group HyperV VMs)  Contains  REG_MULTI_SZ  "{ID1}", "')
    assert lines[1] == f"Resources\\{ID1}  (resource Virtual Machine 1)"
    assert "".join(found_text(HIVE, search(HIVE, query("HVCLUSTER")), NAMES)) == (
        '(root)  ClusterName  REG_SZ  "HVCLUSTER"\n'
    )


def test_without_a_cluster() -> None:
    lines = "".join(found_text(HIVE, search(HIVE, query(ID1)), None)).splitlines()
    assert lines[1] == f"Resources\\{ID1}"


def test_json() -> None:
    lines = [json.loads(line) for line in found_json(HIVE, search(HIVE, query(ID1)), NAMES)]
    for line in lines:
        jsonschema.validate(line, schema("find"))
    value, key = lines
    assert (value["found_in"], value["name"], value["type"], value["object"]) == (
        "data",
        "Contains",
        7,
        "group HyperV VMs",
    )
    assert key == {
        "found_in": "keys",
        "path": f"Resources\\{ID1}",
        "object": "resource Virtual Machine 1",
        "line": key["line"],
    }
    assert HIVE.key(f"Resources\\{ID1}").location.line == key["line"]
