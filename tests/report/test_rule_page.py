from __future__ import annotations

import jsonschema

from hivetool.lint.rule import Mark, Rule
from hivetool.lint.rules import RULES
from hivetool.report.layout import Layout
from hivetool.report.rule_page import (
    COMMAND,
    MARKS,
    rule_markdown,
    rule_pages,
    rule_text,
    rules_json,
    rules_markdown,
    rules_text,
)
from hivetool.report.schema import schema
from tests.lint.found import rule
from tests.shared import PROJECT

RULE = rule("HT999", mark=Mark.PRACTICE)


def test_the_pages_are_what_the_rules_say() -> None:
    folder = PROJECT / "docs" / "rules"
    pages = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    made = rule_pages(RULES)
    assert sorted(pages) == sorted(made), f"make them again: {COMMAND}"
    for name, text in made.items():
        assert pages[name] == text, f"make them again: {COMMAND}"


def test_text() -> None:
    lines = list(rule_text(RULE, Layout(60)))
    assert lines[:8] == [
        "HT999: a thing is wrong",
        "A thing is wrong.",
        "",
        "severity    warning",
        "basis       practice, what experts do",
        "run         when it is selected (pedantic)",
        "needs       nothing besides one database",
        "",
    ]
    assert lines[8:12] == ["Why", "It hurts, e.g. at night. It is old, too.", "", "A second paragraph."]
    assert lines[-6:] == ["Found", "  [Cluster]", "  ; here", "", "Not found", "  [Cluster]"]


def test_markdown() -> None:
    page = rule_markdown(RULE)
    assert page.startswith("# HT999: a thing is wrong\n\nA thing is wrong.\n")
    assert "| severity | warning |" in page
    for part in ("## Why", "## How to mend", "## Source", "## Example", "```reg\n[Cluster]\n; here\n```"):
        assert part in page


def test_the_list() -> None:
    known = (RULE, rule("HT998", "error"))
    assert list(rules_text(known)) == [
        "Rule   Severity  Basis       Run       What is found",
        "HT999  warning   practice    pedantic  A thing is wrong",
        "HT998  error     documented  default   A thing is wrong",
    ]
    assert "| [HT998](HT998.md) | error | documented | default | A thing is wrong |" in rules_markdown(known)


def test_json() -> None:
    for known in (RULES, (RULE,)):
        jsonschema.validate(rules_json(known), schema("rule"))
    (found,) = rules_json((RULE,))["rules"]
    assert (found["code"], found["default"], found["mark"], found["mend"]) == ("HT999", False, "practice", "Mend it.")


def test_every_basis_has_its_words() -> None:
    assert set(MARKS) == set(Mark)
    assert all(isinstance(each, Rule) for each in RULES)
