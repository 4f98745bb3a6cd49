from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from hivetool.hive.hive import Hive
from hivetool.report.inspect_json import WHOLE, inspect_json
from hivetool.report.inspection import Inspection
from hivetool.report.schema import schema
from hivetool.report.table_json import document_text
from hivetool.report.views.catalog import OVERVIEW, VIEWS, view_of
from hivetool.source.opening import open_hive
from hivetool.tables.json_writer import write_json
from hivetool.tables.sqlite_writer import write_sqlite
from tests.clusters import ROOT, G, R, article_groups, cluster_reg, group_id, guid, resource_id
from tests.report.looking import EMPTY, look, look_at
from tests.report.samples import HOSTILE
from tests.shared import PROJECT

VALIDATOR = jsonschema.Draft202012Validator(schema("inspect"))
ALL = (OVERVIEW, *WHOLE)
FIXTURES = sorted(
    path.relative_to(PROJECT / "fixtures").as_posix()
    for pattern in ("*.hiv", "hvc01.reg", "article.reg", "scenarios/*/cluster.reg")
    for path in (PROJECT / "fixtures").glob(pattern)
    if "structures" not in path.name
)


def document_of(inspection: Inspection, *views: str) -> dict[str, Any]:
    document = inspect_json(inspection, [view_of(name, inspection) for name in views or ALL])
    VALIDATOR.validate(document)
    return document


def test_the_article_resource_by_resource() -> None:
    document = document_of(look(cluster_reg(article_groups(first={"IsAlivePollInterval": 2000, "SeparateMonitor": 1}))))
    assert next(iter(document)) == "schema"
    assert document["schema"] == "hivetool.inspect/1"
    first, second, _ = document["resources"]
    assert {name: first[name] for name in ("id", "name", "type", "group", "node", "persistent_state", "status")} == {
        "id": resource_id("Virtual Machine 1"),
        "name": "Virtual Machine 1",
        "type": "Virtual Machine",
        "group": "HyperV VMs",
        "node": "Node1",
        "persistent_state": 1,
        "status": "Online",
    }
    assert (first["is_alive_ms"], first["looks_alive_ms"], first["separate_monitor"]) == (2000, 60000, True)
    assert first["origin"] == {
        "status": "resource",
        "is_alive_ms": "resource",
        "looks_alive_ms": "resource type",
    }
    assert first["evidence"]["is_alive_ms"]["path"] == f"Resources\\{resource_id('Virtual Machine 1')}"
    assert first["evidence"]["looks_alive_ms"] == {
        "path": "ResourceTypes\\Virtual Machine",
        "value": "IsAlivePollInterval",
        "data": "60ea0000",
        "line": second["evidence"]["looks_alive_ms"]["line"],
    }
    assert (second["is_alive_ms"], second["separate_monitor"], second["possible_owners"]) == (5000, False, None)


def test_cluster_nodes_groups_and_processes() -> None:
    reg = cluster_reg(article_groups(), nodes=("N1", "N2"), root={"ClusterFunctionalLevel": 10})
    document = document_of(look(reg))
    assert document["cluster"] == {
        "name": "HVCLUSTER",
        "id": guid("HVCLUSTER"),
        "functional_level": 10,
        "quorum": {"resource": None, "path": ""},
    }
    assert document["nodes"] == [
        {"id": "1", "name": "N1", "label": "N1", "votes": 1, "node_weight": 1, "state_hint": None, "groups": 1},
        {"id": "2", "name": "N2", "label": "N2", "votes": 1, "node_weight": 1, "state_hint": None, "groups": 0},
    ]
    machines = [f"Virtual Machine {number}" for number in (1, 2, 3)]
    assert document["groups"] == [
        {
            "id": group_id("HyperV VMs"),
            "name": "HyperV VMs",
            "label": "HyperV VMs",
            "type": "virtual machine",
            "owner": "N1",
            "owner_basis": "DefaultOwner",
            "persistent_state": 1,
            "preferred_owners": [],
            "count": 3,
            "contains": [resource_id(name) for name in machines],
        }
    ]
    assert document["rhs"] == [
        {
            "node": "N1",
            "host": "RHS.EXE",
            "own": None,
            "monitor": "shared",
            "count": 3,
            "machines": 3,
            "calls_per_second": 0.65,
            "hit": 2,
            "resources": machines,
        }
    ]


def test_it_says_that_nothing_is_live() -> None:
    notes = document_of(look(cluster_reg(())))["notes"]
    assert "expected owner" in notes["node"]
    assert "commanded" in notes["status"]


@pytest.mark.parametrize("name", FIXTURES)
def test_fixtures_fit_the_schema(name: str) -> None:
    inspection = look_at((PROJECT / "fixtures" / name).read_bytes())
    document = document_of(inspection)
    assert document["source"]["kind"] == ("regf" if name.endswith("hiv") else "reg")
    assert document["views"] == list(ALL)
    assert len(document["resources"]) == document["overview"]["resources"]["count"] >= 1
    document_of(inspection, *VIEWS)
    for view in VIEWS:
        assert document_of(inspection, view)["views"] == [view]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_fills_its_part_alone(view: str) -> None:
    document = document_of(look(EMPTY), view)
    whole = document_of(look(EMPTY), *VIEWS)
    head = {"schema", "semantics", "notes", "source", "cluster", "views"}
    assert head < set(document) < set(whole)
    assert {name: [] for name in set(document) - head}.items() <= document.items()


def test_the_schema_knows_every_view() -> None:
    assert schema("inspect")["properties"]["views"]["items"]["enum"] == [OVERVIEW, *VIEWS]


@pytest.mark.parametrize(("write", "kind", "place"), [(write_json, "json", "line"), (write_sqlite, "sqlite", "row")])
def test_a_hive_from_a_table_fits_the_schema(write: Callable[[Hive], bytes], kind: str, place: str) -> None:
    document = document_of(look_at(write(open_hive(PROJECT / "fixtures" / "hvc01.hiv"))))
    assert document["source"]["kind"] == kind
    found = [item["evidence"]["status"] for item in document["resources"] if item["evidence"]["status"]]
    assert found
    assert all(type(evidence[place]) is int and "offset" not in evidence for evidence in found)


def test_two_of_a_name_are_told_apart_where_they_are_referred_to() -> None:
    groups = (G("Twin", (R("a"),), {"DefaultOwner": 1}),)
    document = document_of(look(cluster_reg(groups) + f'\n[{ROOT}\\Groups\\{guid("other")}]\n"Name"="Twin"\n'))
    assert [group["name"] for group in document["groups"]] == ["Twin", "Twin"]
    assert document["resources"][0]["group"] == f"Twin {{{group_id('Twin')}}}"
    assert f"Twin {{{group_id('Twin')}}}" in [group["label"] for group in document["groups"]]


def test_names_survive_as_ascii() -> None:
    name = HOSTILE.replace("\n", "").replace("\ud800", "")
    text = document_text(document_of(look(cluster_reg((G("A", (R("a"),)),), name=name))))
    assert text.isascii()
    assert json.loads(text)["cluster"]["name"] == name
