from __future__ import annotations

import jsonschema
import pytest

from hivetool.engine.detection import AT_ONCE, Span
from hivetool.engine.tuning import Alternative, Knob, Measured, Tuning
from hivetool.report.layout import Layout
from hivetool.report.plain import columns_of
from hivetool.report.schema import schema
from hivetool.report.tuning import HEARTBEATS, NOTHING, TRADES, trade_of, tuning_json, tuning_text
from tests.report.samples import HOSTILE, HOSTILE_SHOWN

NOW = Measured(Span(0, 2500, 5000), 1, (("SQL", 2000),), 1.25, 12, 1)
SLOWER = Measured(Span(0, 5000, 10_000), 1, (("SQL", None),), 1.15, 12, 1)
ALONE = Measured(AT_ONCE, 3, (("SQL", 2000), ("WEB", 9000)), 1.25, 0, 2)
TUNING = Tuning(
    ("HV01",),
    NOW,
    (
        Alternative(Knob.INTERVAL, "IsAlivePollInterval", 10_000, 5000, ("VM1", "VM2"), SLOWER),
        Alternative(Knob.INTERVAL, "IsAlivePollInterval", 30_000, 5000, ("VM1", "VM2"), SLOWER),
        Alternative(Knob.MONITOR, "SeparateMonitor", 1, 0, ("VM1",), ALONE),
    ),
    unmoved=False,
)


def shown(tuning: Tuning, width: int = 200) -> list[str]:
    return tuning_text(tuning, Layout(width)).splitlines()


def test_every_alternative_is_a_row_beside_how_it_is() -> None:
    assert [" ".join(line.split()) for line in shown(TUNING)[1:6]] == [
        "Setting Detection Mean Downtime Calls (1/s) Hit",
        "as it is 0 to 5 s 2.5 s 2 s 1.25 12",
        "IsAlivePollInterval 10 s 0 to 10 s 5 s not over 1.25 -> 1.15 12 -> 12",
        "IsAlivePollInterval 30 s 0 to 10 s 5 s not over 1.25 -> 1.15 12 -> 12",
        "SeparateMonitor 1 at once 0 ms 9 s (2 groups) 1.25 -> 1.25 12 -> 0",
    ]


def test_what_was_set_and_where_calls_are_counted() -> None:
    (about,) = [line for line in shown(TUNING, 1000) if "all resources on" in line]
    assert "on HV01." in about
    assert about.endswith("Set: IsAlivePollInterval of VM1, VM2; SeparateMonitor of VM1.")


def test_every_trade_off_is_told_once_with_its_source() -> None:
    told = [line for line in shown(TUNING, 1000) if line.startswith("  - ")]
    assert [line.partition(":")[0] for line in told] == [
        "  - IsAlivePollInterval 10 s, IsAlivePollInterval 30 s",
        "  - SeparateMonitor 1",
    ]
    assert all("(article: " in line for line in told)


@pytest.mark.parametrize("knob", Knob)
@pytest.mark.parametrize(("value", "before"), [(0, 1), (1, 0)])
def test_every_direction_has_a_trade_off(knob: Knob, value: int, before: int) -> None:
    assert trade_of(Alternative(knob, "x", value, before, (), NOW)) in TRADES.values()


def test_what_is_quoted_stands_in_the_article() -> None:
    quoted = [part for trade in TRADES.values() for part in trade.source.split("'") if part in QUOTES]
    assert set(quoted) == QUOTES


QUOTES = {
    "You could decrease this value to 1 or 2 to speed up the failover process",
    "you would see performance issue on the cluster",
    "slightly more downtime",
    "To minimize the disruption for the other Virtual Machines Resources",
    "all the Virtual Machines stops responding as well",
    "after a few attempts",
}
"""Copied from the article by hand."""


@pytest.mark.parametrize(("unmoved", "sentence"), [(False, NOTHING), (True, HEARTBEATS)])
def test_without_alternatives_it_says_why(unmoved: bool, sentence: str) -> None:
    tuning = Tuning((), None, (), unmoved)
    assert shown(tuning)[1:] == [f"  {sentence}"]
    assert tuning_json(tuning) == []


@pytest.mark.parametrize(("hit", "told"), [(1, "never"), (0, "none")])
def test_what_is_not_found(hit: int, told: str) -> None:
    measured = Measured(None, hit, (), 1.0, 0, 1)
    row = shown(Tuning(("HV01",), measured, (), unmoved=False))[2]
    assert row.split()[3:5] == [told, "none"]


def test_json_has_before_and_after() -> None:
    document = tuning_json(TUNING)
    assert document[0]["calls_per_second"] == {"before": 1.25, "after": 1.15}
    assert document[2]["hit"] == {"before": 12, "after": 0}
    assert document[2]["processes"] == {"before": 1, "after": 2}
    assert (document[0]["downtime_ms"], document[2]["detection_ms"]) == (
        {"SQL": None},
        {"min": 0, "mean": 0, "max": 0},
    )
    whole = schema("predict")
    part = {"$defs": whole["$defs"], "properties": whole["properties"], **whole["properties"]["tune"]}
    jsonschema.Draft202012Validator(part).validate(document)


def test_hostile_names_are_shown_not_obeyed() -> None:
    other = Alternative(Knob.MONITOR, "SeparateMonitor", 1, 0, (HOSTILE,), ALONE)
    text = tuning_text(Tuning((HOSTILE,), NOW, (other,), unmoved=True), Layout(100))
    assert HOSTILE_SHOWN in text
    assert "\x1b" not in text
    assert HEARTBEATS in " ".join(text.split())


def test_lines_are_as_wide_as_the_screen() -> None:
    assert max(map(columns_of, tuning_text(TUNING, Layout(60, folds=True)).splitlines())) <= 60
