from __future__ import annotations

import json

import jsonschema
import pytest

from hivetool.cluster.semantics import ARTICLE
from hivetool.observed.reading import FORMATS, read_observed
from hivetool.report.comparing import compare
from hivetool.report.comparison import Aspect, Comparison, Verdict
from hivetool.report.replay_json import SCHEMA, replay_json
from hivetool.report.schema import schema
from tests.clusters import article_groups, cluster_reg, database, resource_id
from tests.report.observing import HOSTILE, compared, hostile, saw

KNOWN = database(cluster_reg(article_groups()))


def valid(comparison: Comparison) -> dict[str, object]:
    document = replay_json(comparison)
    jsonschema.Draft202012Validator(schema("replay")).validate(document)
    dumped = json.dumps(document)
    assert dumped.isascii()
    found: dict[str, object] = json.loads(dumped)
    assert found == document
    return found


def test_a_check() -> None:
    seen = (saw("resource", "Virtual Machine 1", "Failed", owner="Node1"), saw("vm", "Virtual Machine 1", "Off"))
    document = valid(compared(KNOWN, *seen))
    assert (document["schema"], document["semantics"], document["agrees"]) == (SCHEMA, "article", False)
    assert document["inputs"] == [{"name": "seen", "format": "json", "encoding": "utf-8", "entries": 2}]
    assert document["counts"] == {"differs": 2, "pending": 0, "noted": 0, "not compared": 0, "agrees": 3}
    first = document["comparisons"][0]  # type: ignore[index]
    evidence = first.pop("evidence")
    assert [(each["value"], each["data"]) for each in evidence] == [("PersistentState", "01000000")]
    assert first == {
        "at_ms": None,
        "object": {"kind": "resource", "id": resource_id("Virtual Machine 1"), "name": "Virtual Machine 1"},
        "aspect": "state",
        "verdict": "differs",
        "expected": "Online",
        "observed": "Failed",
        "why": "recorded Online but reported Failed: RHS asks for a Restart, which is the DLL's Online function",
        "decision": {
            "id": "RHS-03",
            "action": "send Restart, which is the Online function",
            "basis": "STATED",
            "source": "article: 'Failed': RHS sends Restart; the DLL has no Restart and runs VM Online",
        },
        "seen": [{"input": "seen", "line": 3, "by": "cluster", "says": "Failed on Node1"}],
        "managers": {
            "failover_cluster_manager": {"shows": "Failed", "observed": True},
            "hyper_v_manager": {"shows": "Off", "observed": True},
        },
    }


def test_what_was_not_found_and_not_seen() -> None:
    document = valid(compared(KNOWN, saw("resource", "Virtual Machine 1", "Online"), saw("vm", "lab", "Off", at_ms=4)))
    assert document["unmatched"] == [
        {
            "kind": "vm",
            "name": "lab",
            "id": None,
            "at_ms": 4,
            "seen": {"input": "seen", "line": 3, "by": "hyper-v", "says": "Off"},
            "code": "observed-unmatched",
            "why": "the database has no virtual machine 'lab': it is not compared",
        }
    ]
    assert [each["name"] for each in document["unobserved"]] == ["Virtual Machine 2", "Virtual Machine 3"]  # type: ignore[attr-defined]


def test_problems_of_reading_and_of_finding() -> None:
    text = (
        f'[{{"Name": "x", "Id": "{resource_id("Virtual Machine 1")}", "State": 2, "ResourceType": ""}},\n'
        '{"Name": "y", "State": 99, "ResourceType": ""}]'
    )
    comparison = compare(KNOWN, [read_observed(text.encode(), "a")], ARTICLE)
    problems = valid(comparison)["problems"]
    assert [(each["input"], each["code"], each["line"]) for each in problems] == [  # type: ignore[attr-defined]
        ("a", "observed-state", 2),
        ("a", "observed-renamed", 1),
    ]


@pytest.mark.parametrize("comparison", [hostile(), compared(KNOWN)], ids=["hostile", "nothing"])
def test_every_document_fits(comparison: Comparison) -> None:
    valid(comparison)


def test_the_schema_has_every_word() -> None:
    found = schema("replay")
    check = found["properties"]["comparisons"]["items"]["properties"]
    assert check["aspect"]["enum"] == [aspect.value for aspect in Aspect]
    assert check["verdict"]["enum"] == found["properties"]["counts"]["required"] == [each.value for each in Verdict]
    formats = found["properties"]["inputs"]["items"]["properties"]["format"]["enum"]
    assert set(formats) == {row.name for row in FORMATS} | {"empty"}


def test_hostile_names_survive() -> None:
    document = valid(hostile())
    assert HOSTILE in {each["object"]["name"] for each in document["comparisons"]}  # type: ignore[attr-defined]
