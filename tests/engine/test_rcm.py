from __future__ import annotations

import pytest

from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, actions, decisions, group, run, state, texts

RESTART, FAIL = "restart Virtual Machine 1 on Node1", "fail Virtual Machine 1 on Node1"


def failing(**first: int) -> str:
    return cluster_reg(article_groups(first=first))


def on_first_node(reg: str, *events: str, toml: str = ALWAYS_FAILS) -> list[tuple[int, str]]:
    return [action for action in actions(run(reg, *events, toml=toml)) if action[1] in (RESTART, FAIL)]


def test_three_restarts_and_no_fourth() -> None:
    """R2, R4: threshold 3, three restarts, then the group fails over (HELP-POL, KB947712)."""
    assert on_first_node(ARTICLE_REG, "3s vm:1 reports Failed") == [(5000, RESTART)] * 3 + [(5000, FAIL)]


@pytest.mark.parametrize("threshold", [0, 1, 5])
def test_as_many_restarts_as_the_threshold(threshold: int) -> None:
    found = on_first_node(failing(RestartThreshold=threshold), "3s vm:1 reports Failed")
    assert found == [(5000, RESTART)] * threshold + [(5000, FAIL)]


def test_failures_spread_wider_than_the_period_are_tolerated() -> None:
    """R1: threshold 2: two in a window are tolerated, the third is not; more if spread wider."""
    reg = failing(RestartThreshold=2, RestartPeriod=20_000)
    close = [f"{second}s vm:1 reports Failed" for second in (1, 6, 11)]
    assert on_first_node(reg, *close, toml="") == [(5000, RESTART), (10_000, RESTART), (15_000, FAIL)]
    wide = [f"{second}s vm:1 reports Failed" for second in (1, 11, 21, 31, 41)]
    assert on_first_node(reg, *wide, toml="") == [(at, RESTART) for at in (5000, 15_000, 25_000, 35_000, 45_000)]


def test_a_failed_attempt_counts_at_once_not_at_the_next_check() -> None:
    toml = ALWAYS_FAILS + 'online_takes = "700ms"\n'
    found = on_first_node(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert found == [(5000, RESTART), (5700, RESTART), (6400, RESTART), (7100, FAIL)]


def test_a_stored_restart_delay_is_waited() -> None:
    found = on_first_node(failing(RestartDelay=500, RestartThreshold=2), "3s vm:1 reports Failed")
    assert found == [(5000, RESTART), (5500, RESTART), (6000, FAIL)]


@pytest.mark.parametrize(
    ("action", "expected", "rows"),
    [
        (0, [(5000, FAIL)], ["RHS-03", "RCM-04"]),
        (1, [(5000, RESTART), (5000, FAIL)], ["RHS-03", "RCM-01", "RCM-03"]),
    ],
)
def test_restart_actions_that_do_not_fail_over(action: int, expected: list[tuple[int, str]], rows: list[str]) -> None:
    """R8 (MSCS resources-restartaction)."""
    prediction = run(failing(RestartAction=action, RestartThreshold=1), "3s vm:1 reports Failed", toml=ALWAYS_FAILS)
    assert actions(prediction) == expected
    assert decisions(prediction) == rows
    assert group(prediction, "HyperV VMs") == ("Node1", "Failed")


def test_what_works_within_the_attempts_does_not_fail_over() -> None:
    toml = '[dll."vm:1"]\nonline = ["fails", "fails", "succeeds"]'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert actions(prediction) == [(5000, RESTART)] * 3
    assert decisions(prediction)[-1] == "RCM-06"
    assert group(prediction, "HyperV VMs")[0] == "Node1"


def test_what_is_recorded_offline_is_not_recovered() -> None:
    """R9 (MS-CMRP 3.1.4.2.19)."""
    prediction = run(ARTICLE_REG, "1s vm:1 offline", "3s vm:1 reports Failed", toml=ALWAYS_FAILS)
    assert [text for _, text in actions(prediction)] == ["offline Virtual Machine 1 on Node1"]
    assert state(prediction, "Virtual Machine 1") == ("Failed", 0)


def test_stored_settings_are_evidence_and_defaults_are_assumptions() -> None:
    values: Values = {"RestartThreshold": 1}
    prediction = run(cluster_reg(article_groups(first=values)), "3s vm:1 reports Failed")
    restart = prediction.actions[0]
    assert [(item.value, item.data) for item in restart.evidence] == [("RestartThreshold", b"\1\0\0\0")]
    assumed = {item.what: item.value for item in prediction.assumed}
    assert "RestartThreshold, where it is not stored" not in assumed
    assert assumed["RestartPeriod, where it is not stored"] == "900000 ms"


def test_a_resource_in_no_group_is_hosted_nowhere() -> None:
    lone = G("A", (R("lone", {"PersistentState": 1}),), {"Contains": []})
    prediction = run(cluster_reg([lone]), "3s lone reports Failed")
    assert actions(prediction) == []
    assert "nobody asks" in prediction.trace[0].text
    assert state(prediction, "lone") == ("Offline", 1)


def test_while_a_restart_is_put_off_nobody_asks() -> None:
    """A check that falls into RestartDelay is no second failure, and a restart that is overtaken is not made twice."""
    first = {"RestartDelay": 7000, "RestartThreshold": 1, "IsAlivePollInterval": 1000}
    prediction = run(failing(**first), "500ms vm:1 reports Failed", "3s vm:1 reports Failed")
    assert actions(prediction) == [(1000, RESTART)]
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)
    assert prediction.downtime_ms == (("HyperV VMs", 7500),)


def test_a_restart_that_is_put_off_is_not_needed_any_more() -> None:
    prediction = run(failing(RestartDelay=7000), "3s vm:1 reports Failed", "6s vm:1 reports Online")
    assert actions(prediction) == [(5000, RESTART)]
    assert decisions(prediction)[-2:] == ["RHS-01", "RCM-06"]
    assert "VM Online: succeeds" not in texts(prediction, "ResourceDLL")


def test_a_state_at_0_that_cannot_be_is_reported() -> None:
    disk = R("Disk", {"PersistentState": 1}, "Generic Service")
    share = R("Share", {"PersistentState": 1}, "Generic Service", ("Disk",))
    reg = cluster_reg([G("Files", (disk, share), {"DefaultOwner": 1})])
    reported = "Share: it is online at 0 though Disk is not: such a state cannot be"
    for toml, found in (
        ('states = { Disk = "Offline" }', [reported]),
        ('states = { Disk = "Failed", Share = "Online" }', [reported]),
        ('states = { Disk = "Offline", Share = "Offline" }', []),
        ('states = { Share = "Online" }', []),
    ):
        trace = run(reg, toml=f"[assume]\n{toml}\n").trace
        told = [entry for entry in trace if entry.decision is not None and entry.decision.id == "RCM-20"]
        assert [f"{entry.resource}: {entry.text}" for entry in told] == found
        assert all(entry.at_ms == 0 for entry in told)


PAIR = cluster_reg(
    (
        G(
            "Pair",
            (
                R("App", {"PersistentState": 1}, type="Generic Service", needs=("Name",)),
                R("Name", {"PersistentState": 1}, type="Network Name"),
            ),
            {"DefaultOwner": 1},
        ),
    )
)


def test_what_comes_online_after_its_provider_has_failed_goes_down_again() -> None:
    """MS-CMRP 3.1.1.1.2.1: it cannot remain online; its running call is not interrupted."""
    toml = '[dll.App]\nonline_takes = "10s"\n[dll.Name]\nonline_takes = "20s"\n'
    found = run(PAIR, "3s res:App reports Failed", "8s res:Name reports Failed", toml=toml)
    assert actions(found) == [
        (5000, "restart App on Node1"),
        (10_000, "restart Name on Node1"),
        (15_000, "offline App on Node1"),
        (30_000, "online App on Node1"),
    ]
    assert (state(found, "App"), state(found, "Name")) == (("Online", 1), ("Online", 1))


def test_nobody_asks_about_what_waits_for_its_provider() -> None:
    found = run(PAIR, "10s res:Name offline")
    assert [text for _, text in actions(found)] == ["offline App on Node1", "offline Name on Node1"]
    assert decisions(found)[-1] == "RCM-08"
    assert (state(found, "App"), state(found, "Name")) == (("Offline", 1), ("Offline", 0))


@pytest.mark.parametrize("period", [3_600_000, 0xFFFFFFFF])
def test_what_was_not_given_up_needs_no_retry_period(period: int) -> None:
    assumed = [item.what for item in run(failing(RetryPeriodOnFailure=period), "3s vm:1 reports Failed").assumed]
    assert not [what for what in assumed if what.startswith(("RetryPeriodOnFailure", "PendingTimeout"))]
