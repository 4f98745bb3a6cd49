from __future__ import annotations

from hivetool.cluster.properties.cluster import CLUSTER_PROPERTIES
from tests.cluster.properties.facts import all_differences
from tests.shared import needs_shared

CLUSTER = {prop.name: prop for prop in CLUSTER_PROPERTIES}


@needs_shared
def test_the_rows_are_those_of_the_facts() -> None:
    """Units that the facts leave open and the names give."""
    assert all_differences("cluster") == [
        "RouteHistoryLength: unit",
        "S2DCachePageSizeKBytes: unit",
        "CrossSiteThreshold: unit",
    ]


def test_heartbeats_are_more_patient_since_2016() -> None:
    for name, thresholds in (("SameSubnetThreshold", (5, 10)), ("CrossSubnetThreshold", (5, 20))):
        prop = CLUSTER[name]
        assert (prop.default_at("2012 R2"), prop.default_at("2019")) == thresholds
        assert prop.default_at(None) == 5


def test_a_quarantine_lasts_two_hours_though_the_page_has_0() -> None:
    assert (CLUSTER["QuarantineDuration"].default, CLUSTER["QuarantineDuration"].page_default) == (7200, 0)


def test_pointers_hold_the_database_together() -> None:
    for name in ("ClusterNameResource", "AvailableStorage", "ClusterInstanceID"):
        assert CLUSTER[name].ties
