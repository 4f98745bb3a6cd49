from __future__ import annotations

import pytest

from hivetool.cluster.schema import SCHEMA, Kind, private_properties
from hivetool.lint.ranges import allowed, is_allowed, nearest, sort_of


@pytest.mark.parametrize(
    ("kind", "name", "sort"),
    [
        ("cluster", "SameSubnetDelay", "range"),
        ("cluster", "ClusterLogSize", None),
        ("cluster", "ClusterName", None),
        ("resource", "SeparateMonitor", "switch"),
        ("resource", "PersistentState", "switch"),
        ("node", "NodeWeight", "switch"),
        ("node", "DynamicWeight", None),
        ("node", "StatusInformation", None),
        ("resource", "RestartAction", "choice"),
        ("group", "AutoFailbackType", "choice"),
        ("group", "Priority", "choice"),
        ("group", "GroupType", "choice"),
        ("group", "FailbackWindowStart", "range"),
        ("group", "FailoverPeriod", None),
        ("resource", "IsAlivePollInterval", None),
        ("cluster", "ClusterFunctionalLevel", "range"),
    ],
)
def test_each_property_is_judged_by_one_rule(kind: Kind, name: str, sort: str | None) -> None:
    assert sort_of(SCHEMA[kind][name]) == sort


@pytest.mark.parametrize(
    ("kind", "name", "good", "bad"),
    [
        ("cluster", "SameSubnetDelay", (250, 2000), (249, 2001)),
        ("resource", "PersistentState", (0, 1, 0xFFFFFFFF), (2, 0xFFFFFFFE)),
        ("resource", "SeparateMonitor", (0, 1), (2, 0xFFFFFFFF)),
        ("resource", "RestartAction", (0, 1, 2), (3,)),
        ("group", "Priority", (0, 1000, 2000, 3000), (1, 1500, 4000)),
        ("group", "GroupType", (1, 111, 9999), (0, 99, 200)),
        ("network", "Role", (0, 1, 2, 3), (4,)),
        ("group", "FailbackWindowStart", (0, 23, 0xFFFFFFFF), (24,)),
        ("cluster", "ClusterFunctionalLevel", (0, 12, 99), ()),
    ],
)
def test_numbers_that_are_allowed(kind: Kind, name: str, good: tuple[int, ...], bad: tuple[int, ...]) -> None:
    prop = SCHEMA[kind][name]
    assert all(is_allowed(prop, number) for number in good)
    assert not any(is_allowed(prop, number) for number in bad)
    assert all(is_allowed(prop, nearest(prop, number)) for number in bad if sort_of(prop) == "range")


def test_private_properties_are_judged_too() -> None:
    prop = private_properties("resource", "Virtual Machine")["OFFLINEACTION"]
    assert sort_of(prop) == "choice"
    assert not is_allowed(prop, 4)


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("cluster", "SameSubnetDelay", "250 to 2000 ms"),
        ("network", "AutoMetric", "0 (no), 1 (yes)"),
        ("resource", "PersistentState", "0 (offline), 1 (online), 4294967295 (the group's)"),
        ("cluster", "NetftIPSecEnabled", "0, 1"),
        ("group", "FailbackWindowStart", "0 to 23 hour, 4294967295 (no window)"),
    ],
)
def test_what_is_allowed_in_words(kind: Kind, name: str, told: str) -> None:
    assert allowed(SCHEMA[kind][name]) == told
