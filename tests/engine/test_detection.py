from __future__ import annotations

import pytest

from hivetool.engine.detection import AT_ONCE, By, Span, exactly, first_tick, heartbeats
from tests.clusters import G, R, article_groups, cluster_reg
from tests.engine.runs import run


def test_without_a_timer_nothing_finds_it() -> None:
    assert first_tick(()) is None


def test_one_timer_takes_half_of_its_interval_on_average() -> None:
    assert first_tick((5000,)) == Span(0, 2500, 5000)
    assert first_tick((7,)) == Span(0, 3.5, 7)


@pytest.mark.parametrize(("a", "b"), [(5, 60), (60, 5), (12, 12), (7, 30), (1, 100)])
def test_two_timers_agree_with_brute_force(a: int, b: int) -> None:
    """The mean of the earlier tick over every pair of phases, each of three hundred."""
    ones, others = ([interval * (step + 0.5) / 300 for step in range(300)] for interval in (a, b))
    mean = sum(min(one, other) for one in ones for other in others) / 300**2
    found = first_tick((a, b))
    assert found is not None
    assert found.mean_ms == pytest.approx(mean, rel=1e-3)
    assert (found.best_ms, found.worst_ms) == (0, min(a, b))


def test_two_equal_timers_take_a_third() -> None:
    found = first_tick((6000, 6000))
    assert found is not None
    assert found.mean_ms == pytest.approx(2000)


def test_intervals_of_any_size_are_taken() -> None:
    assert first_tick((2**32 - 1, 1)) == Span(0, pytest.approx(0.5), 1)  # type: ignore[arg-type]


def test_heartbeats_take_from_one_less_to_all_of_them() -> None:
    assert heartbeats(1000, 5) == Span(4000, 4500, 5000)
    assert heartbeats(1000, 10) == Span(9000, 9500, 10_000)
    assert heartbeats(1000, 0) == AT_ONCE


def test_what_comes_later_is_later_at_best_and_at_worst() -> None:
    assert Span(0, 2500, 5000).later(300_000) == Span(300_000, 302_500, 305_000)


def test_a_dead_node_is_found_by_heartbeats_for_all_that_ran_on_it() -> None:
    reg = cluster_reg(article_groups(), root={"SameSubnetDelay": 1000, "SameSubnetThreshold": 5})
    prediction = run(reg, "1ms node:Node1 down")
    running = [item.label for item in prediction.detection_ms]
    assert running == ["Virtual Machine 1", "Virtual Machine 2"]
    assert {(item.span, item.by) for item in prediction.detection_ms} == {(Span(4000, 4500, 5000), By.HEARTBEATS)}


def test_a_node_that_dies_while_isolated_is_found_when_its_period_is_over() -> None:
    group = G("Web", (R("VM Web", {"PersistentState": 1}),), {"DefaultOwner": 1, "ResiliencyPeriod": 60})
    prediction = run(cluster_reg([group]), "1s node:Node1 isolated", "11s node:Node1 down")
    assert [item.span for item in prediction.detection_ms] == [exactly(50_000)]
    assert prediction.downtime_parts[0][1].undetected == 50_000
