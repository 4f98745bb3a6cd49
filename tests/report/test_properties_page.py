from __future__ import annotations

import re

from hivetool.cluster.schema import ANY, PROPERTIES
from hivetool.report.properties_page import COMMAND, properties_page
from tests.shared import PROJECT


def test_the_page_is_what_the_schema_says() -> None:
    assert (PROJECT / "docs" / "properties.md").read_text("utf-8") == properties_page(), f"make it again: {COMMAND}"


def test_every_property_has_its_row() -> None:
    rows = re.findall(r"^\| `([^`]+)`", properties_page(), re.MULTILINE)
    assert sorted(rows) == sorted(prop.name for prop in PROPERTIES if prop.name != ANY)


def test_tables_are_sound_markdown() -> None:
    """Every row of a table has as many cells as its head, and a blank line stands before and behind it."""
    lines = properties_page().splitlines()
    widths: set[int] = set()
    for before, line in zip(["", *lines], lines, strict=False):
        if line.startswith("|"):
            assert before == "" or before.startswith("|")
            widths.add(len(re.findall(r"(?<!\\)\|", line)))
        elif before.startswith("|"):
            assert line == ""
    assert widths == {8}


def test_a_row_in_words() -> None:
    page = properties_page()
    assert (
        "| `FailoverThreshold` | REG_DWORD | 0xFFFFFFFF = number of nodes - 1 |  | 0xFFFFFFFF | "
        "failovers allowed per FailoverPeriod | MSCS groups-failoverthreshold |"
    ) in page
    assert "`GroupType`: 1 = core cluster; 2 = Available Storage;" in page
    assert "5; 10 from 2016 on" in page
