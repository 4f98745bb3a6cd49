from __future__ import annotations

import json

import jsonschema

from hivetool.lint.rules import RULES
from hivetool.report.rule_page import rule_markdown
from hivetool.report.schema import schema
from tests.cli.running import run


def test_the_list() -> None:
    found = run("rule")
    assert found.exit_code == 0
    assert [line.split()[0] for line in found.stdout.splitlines() if line.startswith("HT")] == [
        rule.code for rule in RULES
    ]


def test_one_rule_in_every_format() -> None:
    (rule,) = (rule for rule in RULES if rule.code == "HT306")
    assert run("rule", "ht306").stdout.startswith("HT306: a machine's configuration is offline\n")
    assert run("rule", "HT306", "--format", "markdown").stdout == rule_markdown(rule)
    document = json.loads(run("rule", "HT306", "--format", "json").stdout)
    jsonschema.validate(document, schema("rule"))
    assert [each["code"] for each in document["rules"]] == ["HT306"]
    assert len(json.loads(run("rule", "--format", "json").stdout)["rules"]) == len(RULES)
    assert run("rule", "--format", "markdown").stdout.startswith("# The rules\n")


def test_an_unknown_code() -> None:
    found = run("rule", "HT2O1")
    assert (found.exit_code, "; near it: HT" in found.stderr) == (2, True)
