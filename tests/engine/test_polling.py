from __future__ import annotations

import pytest

from hivetool.engine.detection import AT_ONCE, Span, first_tick
from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, run, state, texts

SERVICE = cluster_reg([G("Web", (R("Svc", {"PersistentState": 1}, "Generic Service"),), {"DefaultOwner": 1})])
LACKS = '[dll.Svc]\nlacks = ["{}"]\n'


def polled(own: Values) -> str:
    return cluster_reg(article_groups(first=own))


@pytest.mark.parametrize(
    ("at", "check"), [("1ms", 5000), ("4999ms", 5000), ("5s", 5000), ("5001ms", 10_000), ("0s", 5000), ("62s", 65_000)]
)
def test_checks_fall_at_multiples_of_the_interval_and_after_events_of_the_same_millisecond(at: str, check: int) -> None:
    assert actions(run(ARTICLE_REG, f"{at} vm:1 reports Failed"))[0] == (check, "restart Virtual Machine 1 on Node1")


def test_an_own_interval_drives_the_check() -> None:
    assert actions(run(polled({"IsAlivePollInterval": 2000}), "3s vm:1 reports Failed"))[0][0] == 4000


def test_a_check_that_could_change_nothing_is_not_made() -> None:
    assert run(ARTICLE_REG).trace == ()
    asked = texts(run(ARTICLE_REG, "3s vm:1 reports Online", toml='until = "2h"'), "ClusterService")
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("semantics", "event", "toml", "expected"),
    [
        ("article", "reports Failed", "", Span(0, 2500, 5000)),
        ("article", "stopped inside", "", Span(0, 30_000, 60_000)),
        ("article", "reports Failed", LACKS.format("IsAlive"), None),
        ("article", "reports Failed", LACKS.format("LooksAlive"), Span(0, 2500, 5000)),
        ("article", "stopped inside", LACKS.format("LooksAlive"), None),
        ("article", "reports Failed", "[dll.Svc]\nevent_handle = true\n", AT_ONCE),
        ("windows", "reports Failed", "", first_tick((5000, 60_000))),
        ("windows", "stopped inside", "", Span(0, 30_000, 60_000)),
        ("windows", "reports Failed", LACKS.format("LooksAlive"), Span(0, 30_000, 60_000)),
        ("windows", "reports Failed", LACKS.format("IsAlive"), None),
        ("windows", "reports NoResponse", "", Span(300_000, 300_000 + 2500 - 5000**2 / 360_000, 305_000)),
    ],
)
def test_detection_depends_on_who_can_find_it(semantics: str, event: str, toml: str, expected: Span | None) -> None:
    prediction = run(SERVICE, f"3s Svc {event}", toml=f'semantics = "{semantics}"\nuntil = "1h"\n{toml}')
    assert [item.span for item in prediction.detection_ms] == [expected]
    if expected is None:
        assert prediction.downtime_ms == (("Web", None),)


def test_detection_is_what_a_replay_comes_to_over_all_phases() -> None:
    """The resource stops once in each millisecond of an interval of 40 ms."""
    reg = cluster_reg(article_groups(first={"IsAlivePollInterval": 40}))
    runs = [run(reg, f"{at}ms vm:1 reports Failed") for at in range(401, 441)]
    found = {each.downtime_parts[0][1].undetected for each in runs if each.downtime_parts}
    assert found == set(range(1, 40))
    (item,) = run(reg, "401ms vm:1 reports Failed").detection_ms
    assert item.span == Span(0, 20, 40)


def test_timers_that_start_afresh_take_no_check_of_the_old_series() -> None:
    """`windows`: it comes online at 5.5 s, so the thorough check of 60 s is made at 65.5 s."""
    toml = 'semantics = "windows"\n'
    found = actions(run(SERVICE, "3s Svc reports Failed", "10s Svc stopped inside", toml=toml))
    assert [at for at, text in found if text.startswith("terminate")] == [5000, 65_500]


def test_what_waits_for_a_provider_is_not_asked() -> None:
    service = "Generic Service"
    needs = R("app", {"PersistentState": 1}, service, needs=("disk",))
    reg = cluster_reg([G("G", (needs, R("disk", {"PersistentState": 1}, service)))])
    toml = '[dll.disk]\nonline_takes = "2m"\n'
    prediction = run(reg, "1s disk reports Offline", toml=toml)
    asked = [entry for entry in prediction.trace if entry.resource == "app" and "hands over" in entry.text]
    assert asked == []
    assert state(prediction, "app") == ("Online", 1)


def test_a_timer_that_starts_now_is_not_due_now() -> None:
    """3.2: under `windows` the timers start when it comes online; the first check is one interval later."""
    values: Values = {"PersistentState": 1, "LooksAlivePollInterval": 1000, "IsAlivePollInterval": 1000}
    reg = cluster_reg([G("Web", (R("Svc", {**values, "DeadlockTimeout": 4000}, "Generic Service"),))])
    told = ("100ms Svc reports OfflinePending", "3s Svc reports Online", "3s Svc reports NoResponse")
    found = actions(run(reg, *told, toml='semantics = "windows"\n'))
    assert found[0] == (8000, "rhs-restart Node1")
