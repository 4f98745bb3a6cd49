from __future__ import annotations

import pytest

from tests.clusters import EXCHANGE, G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, run, state, texts


def polled(own: Values) -> str:
    return cluster_reg(article_groups(first=own))


@pytest.mark.parametrize(
    ("at", "check"), [("1ms", 5000), ("4999ms", 5000), ("5s", 5000), ("5001ms", 10_000), ("0s", 5000), ("62s", 65_000)]
)
def test_checks_fall_at_multiples_of_the_interval_and_after_events_of_the_same_millisecond(at: str, check: int) -> None:
    assert actions(run(ARTICLE_REG, f"{at} vm:1 reports Failed"))[0] == (check, "restart Virtual Machine 1 on Node1")


def test_an_own_interval_drives_the_check() -> None:
    assert actions(run(polled({"IsAlivePollInterval": 2000}), "3s vm:1 reports Failed"))[0][0] == 4000


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ("Online", ["RHS-01"]),
        ("Offline", ["RHS-02"]),
        ("Failed", ["RHS-03", "RCM-01", "RCM-06"]),
        ("Stopped", ["RHS-06"]),
        ("NoResponse", ["RHS-07", "RCM-01", "RCM-06"]),
    ],
)
def test_recorded_online(reports: str, expected: list[str]) -> None:
    prediction = run(ARTICLE_REG, f"3s vm:1 reports {reports}")
    assert decisions(prediction) == expected
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)


@pytest.mark.parametrize(
    ("reports", "expected", "after"),
    [
        ("Offline", "RHS-08", "Offline"),
        ("Failed", "RHS-10", "Failed"),
        ("OnlinePending", "RHS-11", "OnlinePending"),
        ("OfflinePending", "RHS-12", "OfflinePending"),
        ("Stopped", "RHS-13", "Offline"),
        ("NoResponse", "RHS-14", "Offline"),
    ],
)
def test_recorded_offline_nothing_is_done(reports: str, expected: str, after: str) -> None:
    prediction = run(ARTICLE_REG, f"3s vm:3 reports {reports}")
    assert decisions(prediction) == [expected]
    assert actions(prediction) == []
    assert state(prediction, "Virtual Machine 3") == (after, 0)


def test_recorded_offline_but_online_is_recorded_and_nothing_is_executed() -> None:
    prediction = run(ARTICLE_REG, toml='[assume]\nstates = { "Virtual Machine 3" = "Online" }')
    assert decisions(prediction) == ["RHS-09", "RHS-09"]
    assert actions(prediction) == []
    assert state(prediction, "Virtual Machine 3") == ("Online", 1)
    assert [(edit.name, edit.data) for edit in prediction.edits] == [("PersistentState", b"\1\0\0\0")]
    assert prediction.trace[0].at_ms == 5000


def test_a_check_that_could_change_nothing_is_not_made() -> None:
    assert run(ARTICLE_REG).trace == ()
    asked = texts(run(ARTICLE_REG, "3s vm:1 reports Online", toml='until = "2h"'), "ClusterService")
    assert len(asked) == 1


def test_four_entries_a_check_in_the_articles_order() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Online")
    steps = [(entry.component, entry.step) for entry in prediction.trace[1:]]
    assert steps == [("ClusterService", "1"), ("RHS", "2"), ("ResourceDLL", "3"), ("RHS", "10")]


def test_evidence_is_the_interval_and_the_recorded_state() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed")
    asked, handed = prediction.trace[1], prediction.trace[2]
    assert (asked.group, asked.resource) == ("HyperV VMs", None), "IsAlive is executed against the whole group"
    recorded, interval = handed.evidence
    assert (recorded.value, recorded.data) == ("PersistentState", b"\1\0\0\0")
    assert recorded.line is not None
    assert (interval.path, interval.value) == ("ResourceTypes\\Virtual Machine", "LooksAlivePollInterval")


def test_a_dll_without_isalive_is_asked_once_and_the_request_is_discarded() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml='[dll."vm:1"]\nlacks = ["IsAlive"]\nonline="fails"')
    assert decisions(prediction) == ["RHS-20"]
    assert actions(prediction) == []


def test_the_exchange_case() -> None:
    """The article: unseen by IsAlive, found by LooksAlive at 60 s, recorded, not restarted."""
    store = G("Mail", (R("Store", {"PersistentState": 1}, EXCHANGE),), {"DefaultOwner": 1})
    prediction = run(cluster_reg([store]), "3s Store stopped inside")
    assert [(entry.at_ms, entry.decision.id) for entry in prediction.trace if entry.decision] == [
        (5000, "RHS-22"),
        (5000, "RHS-01"),
        (60_000, "RHS-23"),
        (60_000, "RHS-23"),
    ]
    assert actions(prediction) == []
    assert state(prediction, "Store") == ("Offline", 0)
    assert prediction.detection_ms == (("Store", 60_000),)


def test_a_crash_of_the_shared_process_hits_all_that_share_it() -> None:
    prediction = run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1")
    assert actions(prediction) == [
        (10_000, "restart Virtual Machine 1 on Node1"),
        (10_000, "restart Virtual Machine 2 on Node1"),
    ]
    assert "3 resources" in prediction.trace[0].text
    assert prediction.downtime_ms == (("HyperV VMs", 3000),)


def test_a_crash_of_a_separate_process_hits_only_its_own() -> None:
    prediction = run(polled({"SeparateMonitor": 1}), "7s rhs:Node1 crashes by vm:1")
    assert actions(prediction) == [(10_000, "restart Virtual Machine 1 on Node1")]
    others = run(polled({"SeparateMonitor": 1}), "7s rhs:Node1 crashes")
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


def test_a_dll_without_offline_stays_online_and_the_record_is_corrected() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 offline", toml='[dll."vm:1"]\nlacks = ["Offline"]')
    assert decisions(prediction) == ["RCM-08", "RCM-08", "RHS-20", "RHS-09", "RHS-09"]
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)


def test_a_group_leaves_though_a_dll_has_no_offline() -> None:
    toml = '[dll."vm:1"]\nonline = "fails"\nonline_on = { Node2 = "succeeds" }\n[dll."vm:2"]\nlacks = ["Offline"]'
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)
    assert actions(prediction)[-1] == (5000, "online Virtual Machine 2 on Node2")


def test_32_bit_dlls_have_a_process_of_their_own() -> None:
    toml = '[dll."vm:1"]\nbits = 32'
    assert actions(run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1", toml=toml)) == [
        (10_000, "restart Virtual Machine 1 on Node1")
    ]
    assert "RHS32.EXE" in run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1", toml=toml).trace[0].text
