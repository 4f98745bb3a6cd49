from __future__ import annotations

from hivetool.lint.subject import Subject
from hivetool.lint.thresholds import Thresholds
from tests.clusters import EXCHANGE, G, R, cluster_reg, group_id, loaded, resource_id

DATABASE = loaded(
    cluster_reg(
        [
            G("SQL", (R("A", {"RestartDelay": 5, "IsAlivePollInterval": 700}), R("X", type=EXCHANGE))),
            G("WEB", (R("B"),), {"DefaultOwner": 2}),
        ],
        node_values={"Node1": {"NodeHighestVersion": 3}},
    )
).database
SUBJECT = Subject("a.reg", DATABASE, DATABASE.hive.source)


def test_what_is_in_force_is_asked_once() -> None:
    found = SUBJECT.settings("resource", "IsAlivePollInterval")
    assert SUBJECT.settings("resource", "IsAlivePollInterval") is found
    values = {item.id: (force.value, force.origin) for item, force in SUBJECT.each("resource", "IsAlivePollInterval")}
    assert values[resource_id("A")] == (700, "resource")
    assert values[resource_id("B")] == (60_000, "resource type")


def test_what_is_stored() -> None:
    assert [(item.id, value) for item, value in SUBJECT.stored("resource", "RestartDelay")] == [(resource_id("A"), 5)]
    assert [(item.name, value) for item, value in SUBJECT.stored("cluster", "ClusterName")] == [
        (DATABASE.cluster.name, "HVCLUSTER")
    ]


def test_resources_by_their_types() -> None:
    assert {item.name for item in SUBJECT.machines} == {"A", "B"}
    assert [item.name for item in SUBJECT.of_type(EXCHANGE.upper())] == ["X"]
    assert SUBJECT.of_type("nothing") == ()


def test_owners() -> None:
    assert SUBJECT.owners[group_id("WEB")].node == "2"


def test_few_that_differ_stand_out_and_many_do_not() -> None:
    assert SUBJECT.outliers([1] * 30 + [2]) == (1, frozenset({30}))
    assert SUBJECT.outliers([1] * 10 + [2]) == (1, frozenset())
    assert SUBJECT.outliers([1, 1]) == (1, frozenset())
    assert SUBJECT.outliers([]) == (None, frozenset())
    wide = Subject("a", DATABASE, DATABASE.hive.source, Thresholds(outlier_percent=50))
    assert wide.outliers([1] * 10 + [2]) == (1, frozenset({10}))
