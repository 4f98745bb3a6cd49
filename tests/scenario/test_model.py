from __future__ import annotations

from hivetool.scenario.model import DllScript, Outcome, Scenario, State, Status


def test_the_articles_six_statuses_and_no_answer() -> None:
    assert [status.value for status in Status] == [
        "Online",
        "Offline",
        "OnlinePending",
        "OfflinePending",
        "Failed",
        "Stopped",
        "NoResponse",
    ]


def test_the_states_of_a_resource_are_the_articles_five() -> None:
    """Section RCM of the article: Online, Offline, Failed, Online Pending, and Offline Pending."""
    assert {state.value for state in State} == {"Online", "Offline", "Failed", "OnlinePending", "OfflinePending"}


def test_a_dll_without_a_script_behaves() -> None:
    script = DllScript()
    assert (script.online, script.offline) == ((Outcome.SUCCEEDS,), Outcome.SUCCEEDS)
    assert (script.online_takes_ms, script.lacks, script.tells_vmms) == (0, frozenset(), None)
    assert script.event_handle is False


def test_an_empty_scenario_expects_nothing() -> None:
    assert Scenario().expect is None
