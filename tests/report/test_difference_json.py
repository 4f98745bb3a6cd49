from __future__ import annotations

import jsonschema

from hivetool.cluster.difference import parts
from hivetool.hive.apply import apply
from hivetool.hive.edit import DeleteKey, Edit, SetValue
from hivetool.report.difference_json import difference_json
from hivetool.report.schema import schema
from tests.cluster.redacting import hive
from tests.clusters import article_groups, cluster_reg, resource_id

A = hive(cluster_reg(article_groups()))
ID1, ID3 = resource_id("Virtual Machine 1"), resource_id("Virtual Machine 3")
ONE = (1).to_bytes(4, "little")
EDITS: tuple[Edit, ...] = (
    SetValue(f"Resources\\{ID1}", "PersistentState", 4, bytes(4)),
    DeleteKey(f"Resources\\{ID3}"),
)


def test_the_document() -> None:
    found = difference_json(parts(EDITS, A, apply(A, EDITS)), 3, ("a", "b"))
    jsonschema.validate(found, schema("diff"))
    assert found == {
        "schema": "hivetool.diff/1",
        "a": "a",
        "b": "b",
        "same": False,
        "ignored": 3,
        "objects": [
            {
                "kind": "resource",
                "id": ID1,
                "name": "Virtual Machine 1",
                "last_written": None,
                "edits": [
                    {
                        "op": "SetValue",
                        "key": f"Resources\\{ID1}",
                        "name": "PersistentState",
                        "type": 4,
                        "data": "00000000",
                        "before": {"type": 4, "data": "01000000"},
                    }
                ],
            },
            {
                "kind": "resource",
                "id": ID3,
                "name": "Virtual Machine 3",
                "last_written": None,
                "edits": [
                    {"op": "DeleteKey", "key": f"Resources\\{ID3}", "before": {"keys": 0, "values": 3}},
                ],
            },
        ],
    }


def test_without_a_difference() -> None:
    found = difference_json((), 0, ("a", "b"))
    jsonschema.validate(found, schema("diff"))
    assert (found["same"], found["objects"]) == (True, [])
