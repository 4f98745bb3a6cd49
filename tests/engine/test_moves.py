from __future__ import annotations

import time

from hivetool.engine.detection import By
from tests.clusters import CONFIG, G, R, cluster_reg, loaded
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, actions, decisions, group, run, run_on, state, texts

CHAIN = G(
    "SQL01",
    (
        R("Virtual Machine SQL01", {"PersistentState": 1, "RestartThreshold": 1}, needs=("Configuration SQL01",)),
        R("Configuration SQL01", {"PersistentState": 1}, CONFIG),
    ),
    {"DefaultOwner": 1},
)


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


def test_a_failure_that_nobody_has_found_is_found_by_the_heartbeats_when_the_node_dies() -> None:
    prediction = run(ARTICLE_REG, "1s vm:1 reports Failed", "2s node:Node1 down")
    found = {each.label: each.by for each in prediction.detection_ms}
    assert found["Virtual Machine 1"] is By.HEARTBEATS


def test_a_machine_that_does_not_answer_is_asked_anew_where_it_is_migrated_to() -> None:
    """RHS-REC: a deadlock ends the process in which the call hangs; none hangs on Node2 before it is asked there."""
    machines = [
        G(f"G{number}", (R(f"vm{number}", {"PersistentState": 1, "SeparateMonitor": 1}),), {"DefaultOwner": number})
        for number in (1, 2)
    ]
    words = ("3s vm1 reports NoResponse", "62s group:G1 move Node2 live")
    prediction = run(cluster_reg(machines), *words, toml='semantics = "windows"\n')
    assert (365_000, "rhs-restart Node2") in actions(prediction), "LooksAlive of 65 s, and DeadlockTimeout"
    assert 305_000 not in [at for at, _ in actions(prediction)], "five minutes after the call on Node1"


def test_the_reading_all_brings_everything_online() -> None:
    toml = 'target_online = "all"\n[dll."vm:1"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert "online Virtual Machine 3 on Node2" in [text for _, text in actions(prediction)]
    assert "FM-07" in decisions(prediction)
    assert state(prediction, "Virtual Machine 3") == ("Online", 1)
    assert group(prediction, "HyperV VMs") == ("Node2", "Online")


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
    found = actions(prediction)
    assert found[-3:] == [
        (5000, "failover SQL01 to Node2"),
        (8000, "online Configuration SQL01 on Node2"),
        (8000, "online Virtual Machine SQL01 on Node2"),
    ]
    assert found.count((5000, "offline Virtual Machine SQL01 on Node1")) == 1, "it is not told twice"
    assert group(prediction, "SQL01") == ("Node2", "Online")


def test_a_group_leaves_though_a_dll_has_no_offline() -> None:
    toml = '[dll."vm:1"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }\n[dll."vm:2"]\nlacks = ["Offline"]'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert actions(prediction)[-1] == (5000, "online Virtual Machine 2 on Node2")


def test_a_move_closes_on_the_source_and_opens_on_the_target() -> None:
    told = texts(run(ARTICLE_REG, "1s group:HyperV* move Node2"), "ResourceDLL")
    assert told.count("VM Close on Node1, VM Open on Node2") == 3


def test_a_dead_source_closes_nothing() -> None:
    told = texts(run(ARTICLE_REG, "1s node:Node1 down"), "ResourceDLL")
    assert told.count("VM Open on Node2") == 3
    assert not [text for text in told if "Close" in text]


def test_the_target_dies_while_the_group_is_on_its_way() -> None:
    toml = '[dll."vm:1"]\noffline_takes = "20s"\n'
    prediction = run(ARTICLE_REG, "1s group:HyperV* move Node2", "3s node:Node2 down", toml=toml)
    assert (21_000, "online Virtual Machine 1 on Node1") in actions(prediction)
    assert group(prediction, "HyperV VMs") == ("Node1", "PartialOnline")


def test_the_source_dies_while_the_group_is_on_its_way() -> None:
    toml = '[dll."vm:1"]\noffline_takes = "20s"\n'
    prediction = run(ARTICLE_REG, "1s group:HyperV* move Node3", "3s node:Node1 down", toml=toml)
    assert (8000, "online Virtual Machine 1 on Node2") in actions(prediction)
    assert prediction.downtime_ms == (("HyperV VMs", 7000),)


def test_quorum_is_lost_while_the_group_is_on_its_way() -> None:
    toml = '[dll."vm:1"]\noffline_takes = "20s"\n'
    words = ("1s group:HyperV* move Node2", "3s node:Node2 down", "3s node:Node3 down")
    prediction = run(ARTICLE_REG, *words, toml=toml)
    assert actions(prediction)[-1] == (8000, "quorum-lost")
    assert group(prediction, "HyperV VMs") == ("Node1", "Offline")


def test_groups_of_priority_0_are_not_started_where_they_arrive() -> None:
    """MSCS groups-priority."""
    reg = cluster_reg([G("G", (R("vm", {"PersistentState": 1}),), {"Priority": 0})])
    prediction = run(reg, "1s node:Node1 down")
    assert group(prediction, "G") == ("Node2", "Offline")
    assert "FM-10" in decisions(prediction)


def test_groups_are_placed_by_priority_then_as_stored() -> None:
    groups = [
        G(f"g{value}", (R(f"r{value}", {"PersistentState": 1}),), {"Priority": value}) for value in (1000, 2000, 3000)
    ]
    found = [text for _, text in actions(run(cluster_reg(groups), "1s node:Node1 down")) if text.startswith("failover")]
    assert found == ["failover g3000 to Node2", "failover g2000 to Node2", "failover g1000 to Node2"]


def test_a_cycle_of_dependencies_ends() -> None:
    ring = tuple(R(f"r{n}", {"PersistentState": 1}, needs=(f"r{(n + 1) % 3}",)) for n in range(3))
    own = R("self", {"PersistentState": 1}, needs=("self",))
    known = loaded(cluster_reg([G("G", (*ring, own), {"DefaultOwner": 1})])).database
    for word in ("group:G offline", "group:G move Node2", "node:Node1 down", "r0 reports Failed", "self offline"):
        prediction = run_on(known, f"1s {word}", "2h group:G online")
        assert len(prediction.trace) < 1000, word


def test_a_deep_chain_and_a_wide_group_move_in_time_that_grows_with_their_size() -> None:
    service, count = "Generic Service", 1500
    deep = tuple(R(f"r{n}", {"PersistentState": 1}, service, (f"r{n - 1}",) if n else ()) for n in range(count))
    wide = tuple(R(f"r{n}", {"PersistentState": 1}, service, ("r0",) if n else ()) for n in range(count))
    for resources in (deep, wide):
        known = loaded(cluster_reg([G("G", resources, {"DefaultOwner": 1})])).database
        start = time.process_time()
        prediction = run_on(known, "1s group:G move Node2", "2s group:G offline", "3s group:G online")
        assert group(prediction, "G") == ("Node2", "Online")
        assert time.process_time() - start < 5


def test_priority_0_stays_offline_only_where_nobody_commanded_the_move() -> None:
    """MS-CMRP 3.1.4.2.52: a move takes each resource to its persistent state; Priority 0 stops automatic starts."""
    reg = cluster_reg([G("A", (R("vm", {"PersistentState": 1}),), {"DefaultOwner": 1, "Priority": 0})])
    assert group(run(reg, "1s group:A move Node2"), "A") == ("Node2", "Online")
    assert group(run(reg, "1s node:Node1 down"), "A") == ("Node2", "Offline")


def test_a_group_whose_target_dies_on_the_way_is_placed_anew() -> None:
    reg = cluster_reg([G("A", (R("vm", {"PersistentState": 1}),), {"DefaultOwner": 1})])
    toml = '[dll."vm"]\noffline_takes = "30s"\n'
    prediction = run(reg, "1s group:A move Node2", "2s node:Node2 down", toml=toml)
    assert group(prediction, "A") == ("Node1", "Online")
    assert "FM-28" in decisions(prediction)
    assert "FM-08" not in decisions(prediction)


def test_what_goes_offline_already_is_waited_for() -> None:
    """MS-CMRP 3.1.4.2.19: a resource that is pending takes no other command."""
    toml = '[dll."vm:SQL01"]\noffline_takes = "10s"\n[dll."Configuration SQL01"]\nonline_takes = "1m"\n'
    prediction = run(cluster_reg([CHAIN]), "3s Configuration* reports Failed", "9s node:Node1 drained", toml=toml)
    found = [text for _, text in actions(prediction)]
    assert found.count("offline Virtual Machine SQL01 on Node1") == 1
    assert (15_000, "online Configuration SQL01 on Node2") in actions(prediction)
