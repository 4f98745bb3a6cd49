from __future__ import annotations

import csv
import io

from hivetool.report.whatif_csv import COLUMNS, whatif_csv
from tests.report.asking import CHANGED, KNOWN, answers, nodes, one


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_a_row_for_every_group_that_something_happens_to() -> None:
    text = "".join(whatif_csv(answers(nodes())))
    assert text.splitlines()[0] == ",".join(COLUMNS)
    found = rows(text)
    assert [
        (row["what"], row["group"], row["outcome"], row["from"], row["to"], row["downtime_ms"]) for row in found
    ] == [
        ("Node1 down", "A", "moves", "Node1", "Node2", "10000"),
        ("Node1 down", "D", "moves", "Node1", "Node2", "10000"),
        ("Node1 down", "B", "not online", "", "", ""),
        ("Node2 down", "C", "moves", "Node2", "Node1", "10000"),
        ("Node3 down", "", "nothing", "", "", ""),
    ]
    assert {row["quorum"] for row in found} == {"yes"}


def test_drains() -> None:
    found = rows("".join(whatif_csv(answers(one(drained=["1"])))))
    assert [(row["group"], row["outcome"], row["drained"]) for row in found] == [
        ("A", "migrates", "Node1"),
        ("D", "migrates", "Node1"),
        ("B", "stays", "Node1"),
    ]


def test_both_databases() -> None:
    found = rows("".join(whatif_csv(answers(one("1"), KNOWN, CHANGED))))
    assert [(row["database"], row["outcome"]) for row in found if row["group"] == "B"] == [
        ("as is", "not online"),
        ("changed", "moves"),
    ]
