from __future__ import annotations

from hivetool.engine.detection import By
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, run, state

SEPARATE = cluster_reg(article_groups(first={"SeparateMonitor": 1}))
WINDOWS = 'semantics = "windows"\n'


def test_a_crash_of_the_shared_process_hits_all_that_share_it() -> None:
    prediction = run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1")
    assert actions(prediction) == [
        (10_000, "restart Virtual Machine 1 on Node1"),
        (10_000, "restart Virtual Machine 2 on Node1"),
    ]
    assert "3 resources" in prediction.trace[0].text
    assert prediction.downtime_ms == (("HyperV VMs", 3000),)


def test_a_crash_of_a_separate_process_hits_only_its_own() -> None:
    prediction = run(SEPARATE, "7s rhs:Node1 crashes by vm:1")
    assert actions(prediction) == [(10_000, "restart Virtual Machine 1 on Node1")]
    others = run(SEPARATE, "7s rhs:Node1 crashes")
    assert actions(others) == [(10_000, "restart Virtual Machine 2 on Node1")]


def test_a_crash_on_a_node_that_owns_nothing() -> None:
    prediction = run(ARTICLE_REG, "7s rhs:Node2 crashes")
    assert actions(prediction) == []
    assert "0 resources" in prediction.trace[0].text


def test_a_crash_ends_what_was_being_taken_offline() -> None:
    toml = '[dll."Virtual Machine *"]\noffline_takes = "1h"\n[dll."vm:1"]\nonline = "fails"\n'
    toml += 'online_on = { Node2 = "succeeds" }'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", "12s rhs:Node1 crashes", toml=toml)
    assert actions(prediction)[-3:] == [
        (5000, "offline Virtual Machine 2 on Node1"),
        (12_000, "online Virtual Machine 1 on Node2"),
        (12_000, "online Virtual Machine 2 on Node2"),
    ]


def test_32_bit_dlls_have_a_process_of_their_own() -> None:
    toml = '[dll."vm:1"]\nbits = 32'
    assert actions(run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1", toml=toml)) == [
        (10_000, "restart Virtual Machine 1 on Node1")
    ]
    assert "RHS32.EXE" in run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1", toml=toml).trace[0].text


def test_under_windows_the_process_restarts_and_machines_are_attached_again() -> None:
    """RHS-REC: the process is restarted at once, and the resource that took it down runs apart from then on."""
    prediction = run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1", toml=WINDOWS)
    assert [text for _, text in actions(prediction)] == [
        "rhs-restart Node1",
        "separate-monitor Virtual Machine 1 on Node1",
    ]
    assert [(edit.name, edit.data) for edit in prediction.edits] == [("SeparateMonitor", b"\1\0\0\0")]
    assert prediction.downtime_ms == ()


def test_who_is_separated_takes_nobody_along_the_second_time() -> None:
    words = ("7s rhs:Node1 crashes by vm:1", "9s rhs:Node1 crashes by vm:1")
    prediction = run(ARTICLE_REG, *words, toml=WINDOWS)
    crashes = [entry.text for entry in prediction.trace if entry.component == "EventLog"]
    assert ["3 resources" in text for text in crashes] == [True, False]
    assert len(prediction.edits) == 1


def test_under_windows_other_resources_are_restarted() -> None:
    groups = [G("G", (R("svc", {"PersistentState": 1}, "Generic Service"), R("vm", {"PersistentState": 1})))]
    prediction = run(cluster_reg(groups), "7s rhs:Node1 crashes", toml=WINDOWS)
    assert [text for _, text in actions(prediction)][1:] == ["restart svc on Node1"]
    assert state(prediction, "svc") == ("Online", 1)


CONFIGURED = G(
    "SQL01",
    (
        R("vm", {"PersistentState": 1}, needs=("config",)),
        R("config", {"PersistentState": 1, "RestartThreshold": 0}, CONFIG),
    ),
)


def test_a_machine_outlives_the_process_though_its_configuration_is_restarted() -> None:
    """RHS-REC: attached again without downtime; every machine depends on its configuration."""
    toml = WINDOWS + "[dll.config]\nonline_takes = 2000\n"
    prediction = run(cluster_reg([CONFIGURED]), "7s rhs:Node1 crashes", toml=toml)
    assert [text for _, text in actions(prediction)] == ["rhs-restart Node1", "restart config on Node1"]
    assert prediction.downtime_ms == (("SQL01", 2000),)


def test_a_machine_goes_offline_if_its_configuration_does_not_come_back() -> None:
    """MS-CMRP 3.1.1.1.2.1: it cannot remain online then."""
    toml = WINDOWS + '[dll.config]\nonline = "fails"\nonline_takes = 2000\n'
    prediction = run(cluster_reg([CONFIGURED]), "7s rhs:Node1 crashes", toml=toml)
    assert (9000, "offline vm on Node1") in actions(prediction)
    assert (9000, "failover SQL01 to Node2") in actions(prediction)


SERVICES = G(
    "S",
    (
        R("top", {"PersistentState": 1}, "Generic Service", needs=("low",)),
        R("low", {"PersistentState": 1}, "Generic Service"),
    ),
)


def test_what_was_to_go_offline_anyway_does_not_come_back_with_the_process() -> None:
    """MS-CMRP 3.1.4.2.19: what is persistently offline is not recovered."""
    toml = WINDOWS + "[dll.top]\noffline_takes = 5000\n"
    words = ("1s group:S offline", "2s rhs:Node1 crashes")
    assert [text for _, text in actions(run(cluster_reg([SERVICES]), *words, toml=toml))] == [
        "offline top on Node1",
        "rhs-restart Node1",
    ]


def test_a_group_that_leaves_goes_on_where_it_arrives() -> None:
    toml = WINDOWS + "[dll.top]\noffline_takes = 5000\n"
    prediction = run(cluster_reg([SERVICES]), "1s group:S move Node2", "2s rhs:Node1 crashes", toml=toml)
    assert actions(prediction)[2:] == [
        (2000, "rhs-restart Node1"),
        (2000, "online low on Node2"),
        (2000, "online top on Node2"),
    ]


def test_who_is_to_be_tried_again_later_is_so_after_a_crash_too() -> None:
    group = G("S", (R("svc", {"PersistentState": 1, "RestartAction": 1, "RestartThreshold": 0}, "Generic Service"),))
    words = ("1s svc reports Failed", "30m rhs:Node1 crashes")
    prediction = run(cluster_reg([group]), *words, toml=WINDOWS + 'until = "2h"\n')
    assert (3_605_000, "restart svc on Node1") in actions(prediction)
    assert "svc" not in [found.label for found in prediction.detection_ms if found.by is By.TOLD]


def test_a_call_that_does_not_return_ends_its_process() -> None:
    """MSCS resources-deadlocktimeout: 300 s."""
    toml = WINDOWS + '[dll."vm:1"]\nonline = ["blocks", "succeeds"]\n'
    prediction = run(ARTICLE_REG, "1s vm:1 offline", "2s vm:1 online", toml=toml)
    wait = [at for at, text in actions(prediction) if text.startswith("rhs-restart")]
    assert wait == [182_000], "PendingTimeout, the shorter of the two"
    assert "RHS-35" in decisions(prediction)
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)


def test_no_process_crashes_where_none_runs() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node2 down", "2s rhs:Node2 crashes")
    assert "but no RHS runs there" in prediction.trace[2].text
