from __future__ import annotations

from tests.clusters import CONFIG, G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, actions, decisions, group, run, state

ONE_ATTEMPT: Values = {"RestartThreshold": 1}


def moves(reg: str, *events: str, toml: str = ALWAYS_FAILS) -> list[str]:
    found = run(reg, *(events or ("3s vm:1 reports Failed",)), toml=toml)
    return [text for _, text in actions(found) if text.startswith(("failover", "give-up"))]


def test_the_group_moves_as_a_whole_and_only_what_is_flagged_comes_online() -> None:
    toml = '[dll."vm:1"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert [text for _, text in actions(prediction)][3:] == [
        "fail Virtual Machine 1 on Node1",
        "failover HyperV VMs to Node2",
        "offline Virtual Machine 2 on Node1",
        "online Virtual Machine 1 on Node2",
        "online Virtual Machine 2 on Node2",
    ]
    assert group(prediction, "HyperV VMs") == ("Node2", "PartialOnline")
    assert state(prediction, "Virtual Machine 3") == ("Offline", 0)
    assert "FM-06" in decisions(prediction)


def test_the_reading_all_brings_everything_online() -> None:
    toml = 'target_online = "all"\n[dll."vm:1"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert "online Virtual Machine 3 on Node2" in [text for _, text in actions(prediction)]
    assert "FM-07" in decisions(prediction)
    assert state(prediction, "Virtual Machine 3") == ("Online", 1)
    assert group(prediction, "HyperV VMs") == ("Node2", "Online")


def test_by_default_as_many_failovers_as_nodes_but_one() -> None:
    """T19: three nodes, FailoverThreshold not set: two failovers, then it is left (MSCS groups-failoverthreshold)."""
    assert moves(ARTICLE_REG) == [
        "failover HyperV VMs to Node2",
        "failover HyperV VMs to Node3",
        "give-up HyperV VMs on Node3",
    ]


def test_a_stored_threshold_counts() -> None:
    assert moves(cluster_reg(article_groups(group={"FailoverThreshold": 1}))) == [
        "failover HyperV VMs to Node2",
        "give-up HyperV VMs on Node2",
    ]
    assert moves(cluster_reg(article_groups(group={"FailoverThreshold": 0}))) == ["give-up HyperV VMs on Node1"]


def test_when_all_have_been_tried_they_are_tried_again() -> None:
    found = moves(cluster_reg(article_groups(group={"FailoverThreshold": 4})))
    assert found == [
        "failover HyperV VMs to Node2",
        "failover HyperV VMs to Node3",
        "failover HyperV VMs to Node1",
        "failover HyperV VMs to Node2",
        "give-up HyperV VMs on Node2",
    ]


def test_failovers_outside_the_period_do_not_count() -> None:
    """R5: two failovers in any hour are tolerated."""
    reg = cluster_reg(article_groups(first=ONE_ATTEMPT, group={"FailoverThreshold": 1, "FailoverPeriod": 1}))
    toml = '[dll."vm:1"]\nonline = ["fails", "succeeds"]\n'
    early = ["1s vm:1 reports Failed", "30m vm:1 reports Failed", "31m vm:1 reports Failed"]
    assert moves(reg, *early, toml=toml)[:2] == ["failover HyperV VMs to Node2", "give-up HyperV VMs on Node2"]
    late = ["1s vm:1 reports Failed", "61m vm:1 reports Failed", "62m vm:1 reports Failed"]
    assert moves(reg, *late, toml=toml) == ["failover HyperV VMs to Node2", "failover HyperV VMs to Node1"]


def test_no_node_can_take_it() -> None:
    reg = cluster_reg(article_groups(first={"PossibleOwners": ["1"]}))
    prediction = run(reg, "3s vm:1 reports Failed", toml=ALWAYS_FAILS)
    assert actions(prediction)[-1] == (5000, "give-up HyperV VMs on Node1")
    assert decisions(prediction)[-4:] == ["NM-02", "NM-04", "NM-04", "FM-03"]
    assert state(prediction, "Virtual Machine 2") == ("Online", 1), "what has not failed stays where it is"
    assert group(prediction, "HyperV VMs") == ("Node1", "Failed")


def test_one_node() -> None:
    reg = cluster_reg(article_groups(), ["Node1"])
    assert moves(reg) == ["give-up HyperV VMs on Node1"]


def test_attempts_are_counted_afresh_on_each_node() -> None:
    """KB947712: the restarts of one node do not count on the next."""
    reg = cluster_reg(article_groups(first=ONE_ATTEMPT))
    found = [text for _, text in actions(run(reg, "3s vm:1 reports Failed", toml=ALWAYS_FAILS))]
    assert [text for text in found if text.startswith("restart")] == [
        f"restart Virtual Machine 1 on Node{number}" for number in (1, 2, 3)
    ]


def test_offline_takes_its_time_before_the_group_arrives() -> None:
    toml = ALWAYS_FAILS + 'online_on = { Node2 = "succeeds" }\n[dll."vm:2"]\noffline_takes = "4s"\n'
    found = actions(run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml))
    assert found[-3:] == [
        (5000, "offline Virtual Machine 2 on Node1"),
        (9000, "online Virtual Machine 1 on Node2"),
        (9000, "online Virtual Machine 2 on Node2"),
    ]


def test_an_offline_that_hangs_is_terminated_and_the_group_moves_on() -> None:
    toml = ALWAYS_FAILS + 'online_on = { Node2 = "succeeds" }\n[dll."vm:2"]\noffline = "hangs"\n'
    found = actions(run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml))
    assert found[-3:] == [
        (185_000, "terminate Virtual Machine 2 on Node1"),
        (185_000, "online Virtual Machine 1 on Node2"),
        (185_000, "online Virtual Machine 2 on Node2"),
    ]


CHAIN = G(
    "SQL01",
    (
        R("Virtual Machine SQL01", {"PersistentState": 1, **ONE_ATTEMPT}, needs=("Configuration SQL01",)),
        R("Configuration SQL01", {"PersistentState": 1}, CONFIG),
    ),
    {"DefaultOwner": 1},
)


def test_providers_come_online_first_and_go_offline_last() -> None:
    toml = (
        '[dll."Configuration SQL01"]\nonline_takes = "2s"\noffline_takes = "1s"\n[dll."vm:SQL01"]\nonline = "fails"\n'
    )
    toml += 'online_on = { Node2 = "succeeds" }\n'
    found = actions(run(cluster_reg([CHAIN]), "3s vm:SQL01 reports Failed", toml=toml))
    assert found[2:] == [
        (5000, "failover SQL01 to Node2"),
        (5000, "offline Configuration SQL01 on Node1"),
        (6000, "online Configuration SQL01 on Node2"),
        (8000, "online Virtual Machine SQL01 on Node2"),
    ]


def test_dependents_go_offline_before_their_provider() -> None:
    toml = '[dll."Configuration SQL01"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }\n'
    toml += '[dll."vm:SQL01"]\noffline_takes = "3s"\n'
    prediction = run(cluster_reg([CHAIN]), "3s Configuration* reports Failed", toml=toml)
    assert actions(prediction)[-3:] == [
        (5000, "offline Virtual Machine SQL01 on Node1"),
        (8000, "online Configuration SQL01 on Node2"),
        (8000, "online Virtual Machine SQL01 on Node2"),
    ]
    assert group(prediction, "SQL01") == ("Node2", "Online")


def test_downtime_ends_when_everything_is_online_again() -> None:
    toml = ALWAYS_FAILS + 'online_on = { Node2 = "succeeds" }\nonline_takes = "1s"\n'
    toml += '[dll."vm:2"]\nonline_takes = "30s"\n'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    # stopped at 3 s; three attempts of 1 s from 5 s; on Node2 at 8 s, the slower machine online at 38 s
    assert prediction.downtime_ms == (("HyperV VMs", 35_000),)


def test_what_is_going_offline_is_not_taken_offline_again() -> None:
    """A node is shut down while a commanded Offline runs, and nothing else can take the group: that call goes on."""
    one = G("G", (R("x", {"PersistentState": 1, "PossibleOwners": ["1"]}, "Generic Service"),), {"DefaultOwner": 1})
    slow = 'semantics = "windows"\n[dll.x]\noffline_takes = "20s"\n'
    prediction = run(cluster_reg([one]), "10s x offline", "15s node:Node1 shutdown", toml=slow)
    assert actions(prediction) == [(10_000, "offline x on Node1"), (30_000, "node-down Node1")]
