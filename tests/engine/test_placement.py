from __future__ import annotations

import pytest

from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import actions, decisions, group, run

START = '[[event]]\nat = "10m"\ncluster = "start"\n'
BACK: Values = {"DefaultOwner": 1, "PreferredOwners": ["1"], "AutoFailbackType": 1}


def two(values: Values | None = None) -> str:
    machine, service = R("vm", {"PersistentState": 1}), R("svc", {"PersistentState": 1}, "Generic Service")
    return cluster_reg([G("A", (machine,), values or {"DefaultOwner": 1}), G("S", (service,), {"DefaultOwner": 1})])


def test_a_drain_moves_machines_live_and_other_groups_offline_and_online() -> None:
    prediction = run(two(), "1s node:Node1 drained")
    assert [text for _, text in actions(prediction)] == [
        "move A to Node2",
        "move S to Node2",
        "offline svc on Node1",
        "online svc on Node2",
    ]
    assert dict(prediction.after.nodes)["Node1"] == "Paused"


def test_what_nothing_can_take_stays_where_it_is_drained() -> None:
    toml = '[assume]\nnodes = { Node2 = "down", Node3 = "paused" }'
    prediction = run(two(), "1s node:Node1 drained", toml=toml)
    assert actions(prediction) == []
    assert group(prediction, "S") == ("Node1", "Online")


@pytest.mark.parametrize(("way", "owner"), [("none", "Node2"), ("immediate", "Node1"), ("policy", "Node2")])
def test_what_returns_to_a_resumed_node(way: str, owner: str) -> None:
    toml = f'set_semantics = {{ resume_failback = "{way}" }}'
    prediction = run(two(), "1s node:Node1 drained", "9s node:Node1 resumed", toml=toml)
    assert group(prediction, "S") == (owner, "Online")
    by_policy = run(two(BACK), "1s node:Node1 drained", "9s node:Node1 resumed", toml=toml)
    assert group(by_policy, "A")[0] == ("Node2" if way == "none" else "Node1")


def test_a_group_goes_back_to_the_node_it_prefers() -> None:
    """MSCS groups-autofailbacktype."""
    prediction = run(two(BACK), "1s node:Node1 down", "1m node:Node1 up")
    assert (60_000, "failback A to Node1") in actions(prediction)
    assert group(prediction, "S")[0] == "Node2"


def test_without_a_list_nothing_goes_back() -> None:
    """T13 (MSCS groups-autofailbacktype)."""
    prediction = run(two({"DefaultOwner": 1, "AutoFailbackType": 1}), "1s node:Node1 down", "1m node:Node1 up")
    assert group(prediction, "A")[0] == "Node2"


@pytest.mark.parametrize(
    ("start", "end", "at_ms"),
    [
        (22, 23, 22 * 3_600_000),
        (22, 6, 60_000),
        (0, 1, 60_000),
        (1, 0, 3_600_000),
        (5, 5, 60_000),
        (0xFFFFFFFF, 5, 60_000),
        (24, 99, 60_000),
    ],
)
def test_a_failback_waits_for_its_window(start: int, end: int, at_ms: int) -> None:
    """MSCS groups-failbackwindowstart: local hours from 0 to 23; local time at 0 is midnight here."""
    reg = two({**BACK, "FailbackWindowStart": start, "FailbackWindowEnd": end})
    assert (at_ms, "failback A to Node1") in actions(run(reg, "1s node:Node1 down", "1m node:Node1 up"))


def test_a_group_that_no_node_could_take_is_placed_when_one_comes_up() -> None:
    reg = cluster_reg(article_groups(first={"PossibleOwners": ["3"]}, group={"DefaultOwner": 3}))
    toml = '[assume]\nnodes = { Node3 = "down" }'
    prediction = run(reg, "1m node:Node3 up", toml=toml)
    assert group(prediction, "HyperV VMs") == ("Node3", "PartialOnline")
    assert "FM-11" in decisions(prediction)


def test_groups_without_resources_go_along() -> None:
    reg = cluster_reg([G("empty", (), {"DefaultOwner": 1})])
    assert group(run(reg, "1s node:Node1 down"), "empty") == ("Node2", "Offline")
    assert group(run(reg, "1s node:Node1 drained"), "empty") == ("Node2", "Offline")


@pytest.mark.parametrize(("enforced", "owner"), [(1, "Node3"), (0, "Node1")])
def test_a_failback_that_enforced_anti_affinity_forbids_is_not_made(enforced: int, owner: str) -> None:
    """B, of the same class, is placed on Node1 first: nothing else can take it."""
    of_class: Values = {"AntiAffinityClassNames": ["x"]}
    limited = R("b", {"PersistentState": 1, "PossibleOwners": ["1", "2"]})
    groups = [
        G("A", (R("a", {"PersistentState": 1}),), {**BACK, **of_class}),
        G("B", (limited,), {"DefaultOwner": 2, **of_class}),
    ]
    reg = cluster_reg(groups, root={"ClusterEnforcedAntiaffinity": enforced})
    prediction = run(reg, "1s node:Node1 down", "30s node:Node2 shutdown", "1m node:Node1 up")
    assert group(prediction, "B") == ("Node1", "Online")
    assert group(prediction, "A") == (owner, "Online")


def test_a_machine_returns_live_to_a_resumed_node() -> None:
    toml = 'set_semantics = { resume_failback = "immediate" }'
    prediction = run(two(), "1s node:Node1 drained", "9s node:Node1 resumed", toml=toml)
    assert "offline vm on Node2" not in [text for _, text in actions(prediction)]
    assert "offline svc on Node2" in [text for _, text in actions(prediction)]
    assert decisions(prediction).count("FM-29") == decisions(prediction).count("FM-20") == 1


def test_no_group_goes_to_a_paused_node_while_one_is_up() -> None:
    """MS-CMRP 3.1.4.2.70; Node3 is up, and no possible owner."""
    reg = cluster_reg([G("A", (R("vm", {"PersistentState": 1, "PossibleOwners": ["1", "2"]}),), {"DefaultOwner": 1})])
    prediction = run(reg, "1s node:Node1 down", toml='[assume]\nnodes = { Node2 = "paused" }')
    assert group(prediction, "A") == ("Node1", "Offline")
    assert "FM-09" not in decisions(prediction)
