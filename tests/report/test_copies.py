from __future__ import annotations

import jsonschema

from hivetool.cluster.load import load_cluster
from hivetool.cluster.replicas import Replicas, replica, replicas
from hivetool.report.copies import compared, copies_json, copies_text
from hivetool.report.layout import Layout
from hivetool.report.schema import schema
from tests.cluster.redacting import hive
from tests.clusters import Values, article_groups, cluster_reg


def group(*copies: tuple[str, Values, Values]) -> Replicas:
    """Copies by name, with values of the root and of the first machine."""
    (found,) = replicas(
        replica(name, load_cluster(hive(cluster_reg(article_groups(first=first), root=root))).database)
        for name, root, first in copies
    )
    return found


MANY = group(
    ("one", {"PaxosTag": "3:3:2"}, {}),
    ("two\x1b", {"PaxosTag": "3:3:1"}, {"SeparateMonitor": 1, "RestartAction": 0}),
    ("three", {"PaxosTag": "3:3:1"}, {}),
)


def test_text() -> None:
    lines = list(copies_text(MANY, compared(MANY), Layout(120)))
    assert lines == [
        f"HVCLUSTER {MANY.identity}: 3 copies",
        "     Copy     PaxosTag  Last written  Compared with the newest",
        "  *  one      3:3:2     -             the newest",
        "     two\\x1b  3:3:1     -             2 differences in 1 place",
        "     three    3:3:1     -             the same configuration",
        "  two\\x1b differs in resource Virtual Machine 1",
    ]


def test_where_nothing_tells() -> None:
    same = group(("one", {}, {}), ("two", {}, {}))
    lines = list(copies_text(same, compared(same), Layout(120)))
    assert lines[3].endswith("the same")
    assert lines[-1] == "Nothing tells which of the first two is newer: neither PaxosTag nor times."


def test_json() -> None:
    found = copies_json([(MANY, compared(MANY))])
    jsonschema.validate(found, schema("replicas"))
    assert found["same"] is False
    (cluster,) = found["clusters"]
    assert [(each["name"], each["differences"], each["ignored"]) for each in cluster["copies"]] == [
        ("one", 0, 0),
        ("two\x1b", 2, 1),
        ("three", 0, 1),
    ]
