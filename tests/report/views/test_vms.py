from __future__ import annotations

import re

from hivetool.report.layout import Layout
from hivetool.report.table_text import view_text
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, resource_id
from tests.report.looking import EMPTY, rows, seen


def test_the_articles_table() -> None:
    text = view_text(seen("vms", cluster_reg(article_groups())), Layout(200))
    table = [re.split("  +", line.strip()) for line in text.splitlines()[-4:]]
    assert table == [
        ["Resource Name", "GUID", "Node Name (expected)", "Status (commanded)", "PersistentState"],
        ["Virtual Machine 1", resource_id("Virtual Machine 1"), "Node1", "Online", "1"],
        ["Virtual Machine 2", resource_id("Virtual Machine 2"), "Node1", "Online", "1"],
        ["Virtual Machine 3", resource_id("Virtual Machine 3"), "Node1", "Offline", "0"],
    ]


def test_machines_alone_and_by_name() -> None:
    groups = (G("A", (R("z"), R("c", type=CONFIG), R("B"))), G("B", (R("a", type="virtual machine"),)))
    found = seen("vms", cluster_reg(groups)).tables[0]
    assert [row["Resource Name"] for row in rows(found)] == ["a", "B", "z"]


def test_no_machines() -> None:
    assert view_text(seen("vms", EMPTY)).endswith("Virtual machines: none\n")
