from __future__ import annotations

from hivetool.engine.quorum import READINGS
from hivetool.report.quorum_page import COMMAND, quorum_page
from tests.shared import PROJECT

SURVIVAL = """\
| 2 | 50/50 | No | No |
| 2 + witness | Yes | No | No |
| 3 | Yes | 50/50 | No |
| 3 + witness | Yes | Yes | No |
| 4 | Yes | Yes | 50/50 |
| 4 + witness | Yes | Yes | Yes |
| 5 and above | Yes | Yes | Yes |
"""
"""Microsoft's table (understand-quorum)."""

TOTALS = {"2": "1", "2 + witness": "3", "3": "3", "3 + witness": "3", "4": "3", "4 + witness": "5"}
"""The totals in Microsoft's examples (understand-quorum)."""


def test_the_page_is_what_the_rules_say() -> None:
    assert (PROJECT / "docs" / "quorum.md").read_bytes().decode() == quorum_page(), f"write it again: {COMMAND}"


def test_the_table_is_microsofts() -> None:
    assert f"| --- | --- | --- | --- |\n{SURVIVAL}\n" in quorum_page()


def test_the_totals_are_microsofts() -> None:
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in quorum_page().splitlines()]
    listed = {row[0]: row[3] for row in rows if len(row) == 5 and row[0][:1].isdigit()}
    assert {name: listed[name] for name in TOTALS} == TOTALS


def test_every_rule_stands_in_it_with_its_source() -> None:
    lines = quorum_page().splitlines()
    for row in READINGS:
        assert lines.count(f"| {row.rule} | {row.basis.value} | {row.source} |") == 1
