from __future__ import annotations

import pytest

from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, group, run, texts

START = '[[event]]\nat = "10m"\ncluster = "start"\n'
BACK: Values = {"DefaultOwner": 1, "PreferredOwners": ["1"], "AutoFailbackType": 1}


def two(values: Values | None = None) -> str:
    machine, service = R("vm", {"PersistentState": 1}), R("svc", {"PersistentState": 1}, "Generic Service")
    return cluster_reg([G("A", (machine,), values or {"DefaultOwner": 1}), G("S", (service,), {"DefaultOwner": 1})])


def test_a_cold_start_takes_each_group_to_its_persistent_state() -> None:
    prediction = run(ARTICLE_REG, toml=START)
    assert actions(prediction) == [
        *((600_000, f"node-up Node{number}") for number in (1, 2, 3)),
        *((600_000, f"online Virtual Machine {number} on Node1") for number in (1, 2)),
    ]
    assert prediction.downtime_ms == (), "nothing was online before"


def test_before_a_cold_start_there_is_nobody_to_notice_a_death() -> None:
    prediction = run(two(), "1m node:Node1 down", "2m node:Node2 isolated", toml=START)
    assert "there is no cluster before the start" in texts(prediction, "EventLog")[1]
    assert group(prediction, "A") == ("Node2", "Online")
    assert dict(prediction.after.nodes)["Node1"] == "Down"
    assert "node-down Node1" not in [text for _, text in actions(prediction)]


def test_before_a_cold_start_a_node_that_comes_up_does_not_start_it() -> None:
    toml = START + '[assume]\nnodes = { Node1 = "down" }'
    prediction = run(two(), "1m node:Node1 up", toml=toml)
    assert min(at_ms for at_ms, _ in actions(prediction)) == 600_000
    assert group(prediction, "A") == ("Node1", "Online")


def test_a_cold_start_without_a_majority_waits_for_more_nodes() -> None:
    toml = START + '[assume]\nnodes = { Node1 = "down", Node2 = "down", Node3 = "down" }'
    prediction = run(two(), "20m node:Node2 up", "30m node:Node3 up", toml=toml)
    assert decisions(prediction)[:2] == ["MEM-19", "MEM-19"]
    assert min(at_ms for at_ms, _ in actions(prediction)) == 1_800_000
    assert prediction.after.quorum is True


def test_a_cluster_that_runs_is_not_started_again() -> None:
    prediction = run(two(), toml=START + START.replace("10m", "20m"))
    assert texts(prediction, "EventLog")[-1] == "event: the cluster starts, but it runs already"
    assert max(at_ms for at_ms, _ in actions(prediction)) == 600_000


def test_groups_wait_for_the_node_where_they_should_run() -> None:
    """MSCS clusters-clustergroupwaitdelay."""
    reg = cluster_reg(article_groups(), root={"ClusterGroupWaitDelay": 120})
    toml = START + '[assume]\nnodes = { Node1 = "down" }'
    assert (720_000, "online Virtual Machine 1 on Node2") in actions(run(reg, toml=toml))
    in_time = run(reg, "11m node:Node1 up", toml=toml)
    assert (660_000, "online Virtual Machine 1 on Node1") in actions(in_time)


@pytest.mark.parametrize(("where", "name"), [("root", "IgnorePersistentStateOnStartup"), ("group", "ColdStartSetting")])
def test_what_is_not_started_with_the_cluster(where: str, name: str) -> None:
    root, values = ({name: 1}, {}) if where == "root" else ({}, {name: 1})
    reg = cluster_reg(article_groups(group=values), root=root)
    assert not [text for _, text in actions(run(reg, toml=START)) if text.startswith("online")]


def test_a_group_waits_for_a_paused_node_only_so_long() -> None:
    """MSCS clusters-clustergroupwaitdelay: 120 s; its home is a member and takes no group (MS-CMRP 3.1.4.2.70)."""
    prediction = run(two(BACK), toml='[assume]\nnodes = { Node1 = "paused" }\n' + START)
    found = [(at, text) for at, text in actions(prediction) if "A to" in text or "vm" in text]
    assert found == [(720_000, "move A to Node2"), (720_000, "online vm on Node2")]


def test_a_group_that_waits_for_a_paused_node_starts_when_it_is_resumed() -> None:
    prediction = run(two(BACK), "11m node:Node1 resumed", toml='[assume]\nnodes = { Node1 = "paused" }\n' + START)
    assert (660_000, "online vm on Node1") in actions(prediction)
    assert group(prediction, "A") == ("Node1", "Online")
