from __future__ import annotations

import jsonschema

from hivetool.cluster.redact import redacted
from hivetool.report.redact_map import redact_map_json
from hivetool.report.schema import schema
from tests.cluster.redacting import hive
from tests.clusters import article_groups, cluster_reg


def test_what_stands_for_what() -> None:
    found = redact_map_json(redacted(hive(cluster_reg(article_groups()))))
    jsonschema.validate(found, schema("redact-map"))
    kinds = [each["kind"] for each in found["replacements"]]
    assert sorted(kinds) == ["cluster", "group", "node", "node", "node"]
    originals = {each["original"] for each in found["replacements"]}
    assert originals == {"HVCLUSTER", "Node1", "Node2", "Node3", "HyperV VMs"}
