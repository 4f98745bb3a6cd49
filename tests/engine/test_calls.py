from __future__ import annotations

from tests.clusters import article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, run, state, texts

SLOW = '[dll."vm:1"]\nonline_takes = "20s"\n'


def test_an_online_call_takes_its_time() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Offline", toml=SLOW)
    assert actions(prediction) == [(5000, "online Virtual Machine 1 on Node1")]
    assert [(entry.at_ms, entry.text) for entry in prediction.trace if entry.component == "ResourceDLL"][1:] == [
        (5000, "VM Online: OnlinePending"),
        (25_000, "VM Online: succeeds"),
    ]
    assert prediction.downtime_ms == (("HyperV VMs", 22_000),)


def test_a_report_ends_the_running_call() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Offline", "11s vm:1 reports Failed", toml=SLOW)
    assert actions(prediction) == [
        (5000, "online Virtual Machine 1 on Node1"),
        (11_000, "restart Virtual Machine 1 on Node1"),
    ]
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)


def test_a_hanging_online_is_terminated_after_pending_timeout_and_counts_as_a_failure() -> None:
    reg = cluster_reg(article_groups(first={"PendingTimeout": 30_000}))
    toml = '[dll."vm:1"]\nonline = ["hangs", "succeeds"]\n'
    prediction = run(reg, "3s vm:1 reports Failed", toml=toml)
    assert actions(prediction) == [
        (5000, "restart Virtual Machine 1 on Node1"),
        (35_000, "terminate Virtual Machine 1 on Node1"),
        (35_000, "restart Virtual Machine 1 on Node1"),
    ]
    assert decisions(prediction)[2] == "RCM-05"


def test_a_silent_online_longer_than_pending_timeout_is_terminated_too() -> None:
    reg = cluster_reg(article_groups(first={"PendingTimeout": 10_000}))
    toml = '[dll."vm:1"]\nonline_takes = "10001ms"\nonline = ["succeeds"]\n'
    assert (15_000, "terminate Virtual Machine 1 on Node1") in actions(run(reg, "3s vm:1 reports Offline", toml=toml))
    on_time = toml.replace("10001", "10000")
    assert actions(run(reg, "3s vm:1 reports Offline", toml=on_time)) == [(5000, "online Virtual Machine 1 on Node1")]


def test_pending_reports_start_the_timeout_afresh() -> None:
    """R13: a DLL that reports in time is pending for as long as it likes (MSCS resources-pendingtimeout)."""
    reg = cluster_reg(article_groups(first={"PendingTimeout": 10_000}))
    signs = [f"{second}s vm:1 reports OnlinePending" for second in (14, 23, 32)]
    prediction = run(
        reg, "3s vm:1 reports Offline", *signs, toml='[dll."vm:1"]\nonline = "hangs"\nonline_takes = "0"\n'
    )
    terminated = [at for at, action in actions(prediction) if action.startswith("terminate")]
    assert terminated[0] == 42_000


def test_a_pending_report_of_an_online_resource_is_timed_from_the_report() -> None:
    reg = cluster_reg(article_groups(first={"PendingTimeout": 10_000}))
    prediction = run(reg, "3s vm:1 reports OfflinePending")
    assert decisions(prediction) == ["RHS-05", "RCM-05", "RCM-01", "RCM-06"]
    assert actions(prediction) == [
        (13_000, "terminate Virtual Machine 1 on Node1"),
        (13_000, "restart Virtual Machine 1 on Node1"),
    ]


def test_a_pending_report_that_ends_in_time_is_no_failure() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports OnlinePending", "60s vm:1 reports Online")
    assert decisions(prediction) == ["RHS-04", "RHS-01"]
    assert actions(prediction) == []


def test_a_dll_without_online_discards_the_request() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Offline", toml='[dll."vm:1"]\nlacks = ["Online"]')
    assert decisions(prediction) == ["RHS-02", "RHS-20"]
    assert state(prediction, "Virtual Machine 1") == ("Offline", 1)
    assert actions(prediction) == [], "'no operation is carried out' (article)"


def test_vmms_is_told_of_every_function_of_a_machine() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", "20s vm:2 offline")
    assert texts(prediction, "VMMS") == ["is told: VM Online succeeded", "is told: VM Offline succeeded"]


def test_what_was_given_up_and_hangs_while_it_goes_offline_is_cut_off_too() -> None:
    toml = '[dll."vm:1"]\nonline = "fails"\noffline = "hangs"\n[assume]\nnodes = { Node2 = "down", Node3 = "down" }\n'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", "10s node:Node1 shutdown", toml=toml)
    assert (190_000, "terminate Virtual Machine 1 on Node1") in actions(prediction)
    assert dict(prediction.after.nodes)["Node1"] == "Down"
