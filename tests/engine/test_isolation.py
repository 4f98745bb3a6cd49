from __future__ import annotations

from hivetool.engine.detection import exactly
from tests.clusters import G, R, Values, cluster_reg
from tests.engine.runs import actions, decisions, group, run, state, texts

SVC = "Generic Service"


def pair(machine: Values | None = None, root: Values | None = None, nodes: int = 3) -> str:
    groups = [
        G("A", (R("vm", {"PersistentState": 1}),), {"DefaultOwner": 1, **(machine or {})}),
        G("S", (R("svc", {"PersistentState": 1}, SVC),), {"DefaultOwner": 1}),
    ]
    return cluster_reg(groups, [f"Node{number}" for number in range(1, nodes + 1)], root=root)


def test_machines_run_on_for_the_period_and_other_groups_leave_at_once() -> None:
    """RESIL: 240 s, unless ResiliencyDefaultPeriod or ResiliencyPeriod say otherwise."""
    prediction = run(pair(), "1s node:Node1 isolated")
    assert actions(prediction) == [
        (1000, "failover S to Node2"),
        (1000, "online svc on Node2"),
        (241_000, "failover A to Node2"),
        (241_000, "online vm on Node2"),
        (241_000, "node-down Node1"),
    ]


def test_periods_of_the_cluster_and_of_the_group() -> None:
    at = [
        next(at for at, text in actions(run(reg, "1s node:Node1 isolated")) if text == "failover A to Node2")
        for reg in (
            pair(root={"ResiliencyDefaultPeriod": 30}),
            pair({"ResiliencyPeriod": 9}, {"ResiliencyDefaultPeriod": 30}),
            pair({"ResiliencyPeriod": 0}),
        )
    ]
    assert at == [31_000, 10_000, 241_000], "0 is the cluster's"


def test_who_is_back_in_time_keeps_its_machines() -> None:
    prediction = run(pair(), "1s node:Node1 isolated", "240s node:Node1 up")
    assert group(prediction, "A") == ("Node1", "Online")
    assert group(prediction, "S") == ("Node2", "Online")
    assert "MEM-10" in decisions(prediction)
    assert prediction.downtime_ms == ()


def test_nobody_sees_that_an_isolated_node_dies() -> None:
    prediction = run(pair(), "1s node:Node1 isolated", "41s node:Node1 down")
    assert (241_000, "failover A to Node2") in actions(prediction)
    assert prediction.downtime_ms == (("A", 200_000),)


def test_what_is_on_its_way_does_not_run_on() -> None:
    toml = '[dll.vm]\noffline_takes = "20s"\n'
    prediction = run(pair(), "1s group:A move Node3", "5s node:Node1 isolated", toml=toml)
    assert (5000, "failover A to Node2") in actions(prediction)


def test_a_node_that_leaves_too_often_is_quarantined() -> None:
    """RESIL: three times within an hour; here once."""
    reg = pair(root={"QuarantineThreshold": 1, "QuarantineDuration": 60})
    prediction = run(reg, "1s node:Node1 down", "10s node:Node1 up")
    assert [at for at, text in actions(prediction) if text == "node-up Node1"] == [70_000]
    assert dict(prediction.after.nodes)["Node1"] == "Up"


def test_it_is_quarantined_by_default_the_third_time() -> None:
    words = [f"{at}m node:Node1 {word}" for n in range(3) for at, word in ((1 + 5 * n, "down"), (3 + 5 * n, "up"))]
    ups = [at for at, text in actions(run(pair(), *words)) if text == "node-up Node1"]
    assert ups == [180_000, 480_000, (13 * 60 + 7200) * 1000]


def test_an_hour_apart_is_not_too_often() -> None:
    words = [f"{at}m node:Node1 {word}" for n in range(4) for at, word in ((1 + 61 * n, "down"), (3 + 61 * n, "up"))]
    assert "MEM-12" not in decisions(run(pair(), *words))


def test_a_quarantine_that_ends_without_a_cluster_makes_no_member_but_forms_one() -> None:
    reg = pair(root={"QuarantineDuration": 60}, nodes=1)
    prediction = run(reg, "1s node:Node1 quarantined")
    assert actions(prediction)[:3] == [
        (1000, "node-down Node1"),
        (1000, "quorum-lost"),
        (61_000, "node-up Node1"),
    ]
    assert group(prediction, "A") == ("Node1", "Online")


def test_who_is_dead_when_its_quarantine_ends_does_not_join() -> None:
    reg = pair(root={"QuarantineDuration": 60})
    prediction = run(reg, "1s node:Node1 quarantined", "5s node:Node1 down")
    assert "node-up Node1" not in [text for _, text in actions(prediction)]
    assert "it may not join for 1 m" in texts(prediction, "Membership")


def test_who_dies_in_its_quarantine_may_come_back() -> None:
    """Event 1672: after QuarantineDuration, whether or not its machine has stopped meanwhile."""
    reg = pair(root={"QuarantineDuration": 60})
    gone = ("1s node:Node1 quarantined", "5s node:Node1 down")
    after = run(reg, *gone, "90s node:Node1 up")
    assert actions(after)[-1] == (90_000, "node-up Node1")
    before = run(reg, *gone, "30s node:Node1 up")
    assert actions(before)[-1] == (61_000, "node-up Node1")
    assert "it may not join for 31 s" in texts(before, "Membership")
    assert run(reg, *gone).after.nodes[0] == ("Node1", "Down")


STOPPED = ("1s node:Node1 isolated", "41s vm stopped inside")


def test_who_is_stopped_on_an_isolated_node_is_recorded_when_that_is_back() -> None:
    """RESIL: unmonitored; a node that is no member records nothing."""
    prediction = run(pair(), *STOPPED, "60s node:Node1 up")
    assert state(prediction, "vm") == ("Offline", 0)
    assert [edit.data[0] for edit in prediction.edits] == [0]
    assert "online vm on Node1" not in [text for _, text in actions(prediction)]


def test_who_is_stopped_on_an_isolated_node_that_does_not_come_back_is_started_elsewhere() -> None:
    prediction = run(pair(), *STOPPED)
    assert (241_000, "online vm on Node2") in actions(prediction)
    assert state(prediction, "vm") == ("Online", 1)
    assert prediction.downtime_ms == (("A", 200_000),)
    assert [(each.label, each.span) for each in prediction.detection_ms] == [("vm", exactly(200_000))]


def test_who_was_stopped_on_an_isolated_node_and_then_commanded_online_comes_online() -> None:
    for semantics in ("article", "windows"):
        toml = f'semantics = "{semantics}"\n'
        prediction = run(pair(), *STOPPED, "50s vm online", "60s node:Node1 up", toml=toml)
        assert state(prediction, "vm") == ("Online", 1)


def test_a_node_that_is_isolated_from_the_start_is_given_up_after_its_period() -> None:
    """RESIL: 240 s; since when it is isolated nobody says, so it is taken to begin at 0."""
    prediction = run(pair(), toml='[assume]\nnodes = { Node3 = "isolated" }\n')
    assert actions(prediction) == [(240_000, "node-down Node3")]
    assumed = {each.what: (each.value, each.basis) for each in prediction.assumed}
    assert assumed["since when Node3 is isolated"] == ("0 ms", "the scenario does not say")
    back = run(pair(), "200s node:Node3 up", toml='[assume]\nnodes = { Node3 = "isolated" }\n')
    assert actions(back) == [(200_000, "node-up Node3")]


def test_a_node_that_is_quarantined_from_the_start_joins_after_its_quarantine() -> None:
    """RESIL: 7200 s."""
    prediction = run(pair(), toml='[assume]\nnodes = { Node3 = "quarantined" }\n')
    assert actions(prediction) == [(7_200_000, "node-up Node3")]
    assert dict(prediction.after.nodes)["Node3"] == "Up"


def test_before_a_cold_start_nothing_is_timed() -> None:
    toml = '[assume]\nnodes = { Node3 = "quarantined" }\n[[event]]\nat = "100s"\ncluster = "start"\n'
    found = actions(run(pair(root={"QuarantineDuration": 50}), toml=toml))
    assert (150_000, "node-up Node3") in found
    assert [at for at, action in found if action.startswith("node-up")] == [100_000, 100_000, 150_000]
