from __future__ import annotations

from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, actions, decisions, group, run, state

ONE_ATTEMPT: Values = {"RestartThreshold": 1}


def moves(reg: str, *events: str, toml: str = ALWAYS_FAILS) -> list[str]:
    found = run(reg, *(events or ("3s vm:1 reports Failed",)), toml=toml)
    return [text for _, text in actions(found) if text.startswith(("failover", "give-up"))]


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


def test_a_give_up_ends_the_series() -> None:
    """4.1: a node is not tried again in one series (ASSUMED); what follows after it was given up is another one."""
    toml = ALWAYS_FAILS + '[dll."vm:2"]\nonline_takes = "1s"\n'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", "10s node:Node3 down", toml=toml)
    found = [text for _, text in actions(prediction) if text.startswith(("failover", "give-up"))]
    assert found[2:4] == ["give-up HyperV VMs on Node3", "failover HyperV VMs to Node1"]
