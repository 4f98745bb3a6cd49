from __future__ import annotations

import json

import jsonschema
import pytest

from hivetool.cluster.load import load_cluster
from hivetool.cluster.naming import find_any
from hivetool.cluster.schema import KINDS
from hivetool.cluster.semantics import ARTICLE
from hivetool.report.schema import schema
from hivetool.report.show_json import show_json
from hivetool.report.showing import showing
from tests.clusters import article_groups, cluster_reg, loaded, resource_id
from tests.make.made import HALF, cluster

RESULT = loaded(cluster_reg(article_groups(first={"Odd": 5})))


def test_a_resource() -> None:
    item = find_any(RESULT.database, "vm:1")
    found = json.loads(json.dumps(show_json(showing(RESULT.database, item, ARTICLE, RESULT.problems))))
    jsonschema.validate(found, schema("show"))
    identity = resource_id("Virtual Machine 1")
    assert found["object"]["id"] == identity
    assert found["object"]["line"] == item.at.line
    assert [each["name"] for each in found["unknown"]["values"]] == ["Odd"]
    group = next(each for each in found["relations"] if each["what"] == "group")
    assert group["objects"][0]["name"] == "HyperV VMs"
    settings = {each["property"]: each for each in found["settings"]}
    state = settings["PersistentState"]
    assert (state["value"], state["word"], state["origin"], state["stored"]) == (1, "online", "resource", 1)
    assert state["evidence"]["path"] == f"Resources\\{identity}"
    assert state["evidence"]["data"] == "01000000"
    interval = settings["IsAlivePollInterval"]
    assert (interval["value"], interval["unit"], interval["origin"]) == (5000, "ms", "resource type")
    assert interval["stored"] is None
    assert settings["RestartPeriod"]["evidence"] is None


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_fits_the_schema(kind: str) -> None:
    result = load_cluster(cluster(HALF))
    for item in result.database.objects(kind)[:3]:  # type: ignore[arg-type]
        jsonschema.validate(show_json(showing(result.database, item, ARTICLE, result.problems)), schema("show"))
