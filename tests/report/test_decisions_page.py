from __future__ import annotations

from dataclasses import fields

from hivetool.cluster.semantics import ARTICLE, points
from hivetool.engine.decisions import DECISIONS
from hivetool.engine.rules import RULES
from hivetool.engine.trace import STEPS
from hivetool.report.decisions_page import COMMAND, decisions_page
from tests.shared import PROJECT

PAGE = PROJECT / "docs" / "decisions.md"


def test_the_page_is_what_the_tables_say() -> None:
    assert PAGE.read_bytes().decode() == decisions_page(), f"write it again: {COMMAND}"


def test_every_row_stands_in_it_with_its_source() -> None:
    lines = decisions_page().splitlines()
    for row in (*DECISIONS.values(), *RULES.values()):
        found = [line for line in lines if f"| {row.id} |" in line]
        assert len(found) == 1, row.id
        assert row.basis.value in found[0]
        assert row.source in found[0]
    for step in STEPS:
        assert any(line.startswith(f"| {step.value} |") for line in lines)
    for point in fields(ARTICLE):
        assert point.name == "name" or any(line.startswith(f"| `{point.name}` |") for line in lines)


def test_every_table_is_whole() -> None:
    rows = [line for line in decisions_page().splitlines() if line.startswith("|")]
    assert len(rows) > len(DECISIONS) + len(RULES)
    assert {line.replace("\\|", "").count("|") for line in rows} == {3, 4, 5, 6, 8}


def test_every_open_point_is_there_with_what_it_is_and_can_be() -> None:
    lines = decisions_page().splitlines()
    for point in points():
        values = ", ".join(f"`{word}`" for word in point.options)
        assert f"| `{point.name}` | {point.meaning} | {values} |" in lines
