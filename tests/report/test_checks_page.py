from __future__ import annotations

import re

from hivetool.cluster.faults import Fault as ClusterFault
from hivetool.regf.checks.table import Check
from hivetool.regf.faults import Fault
from hivetool.regtext.faults import Fault as TextFault
from hivetool.report.checks_page import COMMAND, checks_page
from tests.shared import PROJECT


def test_the_page_is_what_the_tables_say() -> None:
    assert (PROJECT / "docs" / "checks.md").read_text("utf-8") == checks_page(), f"make it again: {COMMAND}"


def test_every_code_has_its_row() -> None:
    rows = re.findall(r"^\| `([a-z0-9-]+)` \|", checks_page(), re.MULTILINE)
    assert len(set(rows)) == len(rows)
    assert {row.code for table in (Fault, Check, TextFault, ClusterFault) for row in table} < set(rows)
    assert "{" not in checks_page().replace("{…}", "")
