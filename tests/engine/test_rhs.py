from __future__ import annotations

import pytest

from hivetool.engine.detection import Span
from tests.clusters import EXCHANGE, G, R, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, decisions, group, run, state


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
    assert [(item.label, item.span) for item in prediction.detection_ms] == [("Store", Span(0, 30_000, 60_000))]


def test_a_dll_without_offline_stays_online_and_the_record_is_corrected() -> None:
    prediction = run(ARTICLE_REG, "3s vm:1 offline", toml='[dll."vm:1"]\nlacks = ["Offline"]')
    assert decisions(prediction) == ["RCM-08", "RCM-08", "RHS-20", "RHS-09", "RHS-09"]
    assert state(prediction, "Virtual Machine 1") == ("Online", 1)


@pytest.mark.parametrize("semantics", ["article", "windows"])
def test_an_event_handle_is_signaled_for_failures_alone(semantics: str) -> None:
    """No answer is no signal: the thorough check finds it, and LooksAlive (the quick one) is never called."""
    toml = f'semantics = "{semantics}"\n[dll."vm:1"]\nevent_handle = true\n'
    assert actions(run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml))[0][0] == 3000
    silent = run(ARTICLE_REG, "3s vm:1 reports NoResponse", toml=toml)
    assert [entry.at_ms for entry in silent.trace if entry.text.endswith("does not answer")] == [3000, 60_000]


def test_a_resource_that_cannot_be_opened_is_failed_wherever_it_goes() -> None:
    machines = R("Service", {"PersistentState": 1}, type="Generic Service")
    reg = cluster_reg((G("Group", (machines,), {"DefaultOwner": 1}),), type_values={"Generic Service": {"DllName": ""}})
    for words in ("10s group:Group move Node2", "10s node:Node1 down"):
        found = run(reg, words)
        assert "RHS-30" in decisions(found)
        assert state(found, "Service") == ("Failed", 1)
        assert group(found, "Group") == ("Node2", "Failed")
