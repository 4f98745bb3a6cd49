"""SARIF is held against our own schema of the parts that are written; the standard's is not ours to copy."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from hivetool.lint.rules import RULES as REAL
from hivetool.report.judging import Judgment
from hivetool.report.sarif import sarif, uri
from tests.lint.found import finding
from tests.report.linting import DISK, FINDINGS, JUDGMENT, MACHINE
from tests.shared import PROJECT

SCHEMA: dict[str, Any] = json.loads((PROJECT / "tests" / "report" / "sarif.schema.json").read_text("utf-8"))


def test_the_schema_is_one_and_refuses_what_is_wrong() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = sarif(JUDGMENT)
    document["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"] = {"startLine": 0}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(document, SCHEMA)


@pytest.mark.parametrize("judgment", [JUDGMENT, Judgment((), REAL), Judgment((), ())])
def test_it_fits(judgment: Judgment) -> None:
    jsonschema.validate(sarif(judgment), SCHEMA)


def test_results_point_at_their_rules() -> None:
    (run,) = sarif(JUDGMENT)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [found.rule for found in FINDINGS]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "warning", "note", "note", "error"]
    assert rules[0]["shortDescription"] == {"text": "A thing is wrong."}
    assert rules[0]["help"]["text"].startswith("It hurts, e.g. at night. It is old, too.\n\nA second paragraph.")


def test_places() -> None:
    results = sarif(JUDGMENT)["runs"][0]["results"]
    places = [result["locations"][0] for result in results]
    assert places[0]["physicalLocation"] == {
        "artifactLocation": {"uri": "cases/cluster.reg"},
        "region": {"startLine": FINDINGS[0].at.line},
    }
    assert places[0]["logicalLocations"] == [
        {"name": "Disk", "kind": "resource"},
        {"fullyQualifiedName": DISK.path, "kind": "key"},
    ]
    assert places[1]["logicalLocations"][1] == {
        "fullyQualifiedName": f"{MACHINE.path}:SeparateMonitor",
        "kind": "value",
    }
    assert places[5] == {
        "physicalLocation": {
            "artifactLocation": {"uri": "cases/other%2C%20one.hiv"},
            "region": {"byteOffset": 77},
        }
    }


def test_the_fingerprint_is_that_of_the_next_export() -> None:
    here, there, other = (
        sarif(Judgment((each,), JUDGMENT.rules))["runs"][0]["results"][0]["partialFingerprints"]
        for each in (finding("HT501"), finding("HT501", file="b", message="c"), finding("HT501", identity="b"))
    )
    assert here == there != other


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a b/c.reg", "a%20b/c.reg"),
        ("a.zip::b", "a.zip%3A%3Ab"),
        ("a\\b.reg", "a/b.reg"),
        ("C:\\a\\b c.reg", "file:///C:/a/b%20c.reg"),
        ("/a/b.reg", "file:///a/b.reg"),
        ("//server/a", "server/a"),
        ("ü\ud800", "%C3%BC%ED%A0%80"),
        ("", "input"),
    ],
)
def test_uris(file: str, expected: str) -> None:
    assert uri(file) == expected
    found = sarif(Judgment((finding("HT501", file=file),), JUDGMENT.rules))
    jsonschema.validate(found, SCHEMA)
