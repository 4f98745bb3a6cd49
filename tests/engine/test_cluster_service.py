from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.cluster.semantics import NoSuchSemantics, semantics_named
from hivetool.engine import cluster_service
from hivetool.engine.cluster_service import replay
from hivetool.scenario.model import Scenario, Status
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, database
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, actions, run, run_on

KNOWN = database(ARTICLE_REG)


def test_the_horizon() -> None:
    assert run(ARTICLE_REG).horizon_ms == 86_400_000
    short = run(ARTICLE_REG, "3s vm:1 reports Failed", toml='until = "4s"')
    assert short.horizon_ms == 4000
    assert [entry.at_ms for entry in short.trace] == [3000]
    assert len(run(ARTICLE_REG, "3s vm:1 reports Failed", toml='until = "5s"').actions) == 1


def test_an_event_repeats_until_the_horizon() -> None:
    toml = 'until = "49h"\n[[event]]\nat = "12h"\nresource = "vm:1"\nreports = "Failed"\nevery = "24h"'
    hour = 3_600_000
    assert [at for at, _ in actions(run(ARTICLE_REG, toml=toml))] == [12 * hour, 36 * hour]


def test_a_replay_that_would_never_end_is_stopped_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_service, "MOST_STEPS", 1000)
    toml = '[[event]]\nat = "1ms"\nresource = "vm:1"\nreports = "Failed"\nevery = "1ms"'
    prediction = run(ARTICLE_REG, toml=toml)
    assert "stopped after 13" in {item.what: item.basis for item in prediction.assumed}["the end of the replay"]


def test_an_event_that_the_replay_never_reaches_is_named() -> None:
    toml = 'until = "5m"\n[[event]]\nat = "10m"\nresource = "vm:1"\nreports = "Failed"'
    prediction = run(ARTICLE_REG, toml=toml)
    told = {item.what: (item.value, item.basis) for item in prediction.assumed}
    assert told["the event at 10 m"] == ("left out", "the replay ends before, see `until`")
    assert not prediction.actions
    told = {item.what: (item.value, "") for item in run(ARTICLE_REG, toml=toml.replace("5m", "10m")).assumed}
    assert "the event at 10 m" not in told


def test_a_replay_that_goes_on_after_the_longest_horizon_says_so() -> None:
    toml = '[[event]]\nat = "1h"\nresource = "vm:1"\nreports = "Failed"\nevery = "24h"'
    told = {item.what: (item.value, item.basis) for item in run(ARTICLE_REG, toml=toml).assumed}
    assert told["the end of the replay"] == ("1 d", "more would follow, see `until`")
    assert "the end of the replay" not in {item.what for item in run(ARTICLE_REG, toml='until = "2h"\n' + toml).assumed}


def test_restarts_and_failovers_of_one_millisecond_count_even_where_their_period_is_0() -> None:
    reg = cluster_reg(article_groups(first={"RestartPeriod": 0}, group={"FailoverPeriod": 0, "FailoverThreshold": 2}))
    found = [text for _, text in actions(run(reg, "3s vm:1 reports Failed", toml=ALWAYS_FAILS))]
    assert found.count("restart Virtual Machine 1 on Node1") == 3
    assert found[-1] == "give-up HyperV VMs on Node3"


def test_events_of_one_millisecond_happen_together_before_its_checks() -> None:
    prediction = run(ARTICLE_REG, "5s vm:2 reports Failed", "5s vm:1 reports Failed", "5s vm:2 reports Online")
    assert actions(prediction) == [(5000, "restart Virtual Machine 1 on Node1")]
    assert [entry.component for entry in prediction.trace[:3]] == ["EventLog"] * 3


def test_semantics_are_the_callers_else_the_scenarios_else_the_articles() -> None:
    assert replay(KNOWN).semantics == "article"
    assert replay(KNOWN, read_scenario('semantics = "article"', KNOWN)).semantics == "article"
    assert replay(KNOWN, read_scenario('semantics = "windows"', KNOWN)).semantics == "windows"
    with pytest.raises(NoSuchSemantics):
        replay(KNOWN, Scenario(semantics="none such"))
    given = semantics_named("article")
    assert replay(KNOWN, read_scenario('semantics = "windows"', KNOWN), given).semantics == "article"


def test_the_same_input_gives_the_same_prediction() -> None:
    one, other = (run(ARTICLE_REG, "3s vm:1 reports Failed", toml=ALWAYS_FAILS) for _ in range(2))
    assert one == other


@pytest.mark.parametrize("nodes", [[], ["Node1"], [f"N{number}" for number in range(64)]])
def test_clusters_of_any_size(nodes: list[str]) -> None:
    run(cluster_reg(article_groups(), nodes), "3s vm:1 reports Failed", toml=ALWAYS_FAILS)
    assert run(cluster_reg([], nodes)).trace == ()


def test_quiet_checks_cost_nothing() -> None:
    """500 machines polled every 10 ms for a day would be 4.3 billion checks."""
    machines = tuple(R(f"vm{number}", {"PersistentState": 1, "IsAlivePollInterval": 10}) for number in range(500))
    known = database(cluster_reg([G("G", machines, {"DefaultOwner": 1})]))
    start = time.perf_counter()
    prediction = run_on(known, "3s vm7 reports Failed", toml='until = "24h"')
    assert len(prediction.actions) == 1
    assert time.perf_counter() - start < 2


NAMES = ("Virtual Machine 1", "Virtual Machine 2", "Virtual Machine 3")
WORDS = st.one_of(
    st.builds(
        "{}ms {} reports {}".format,
        st.integers(0, 60_000),
        st.sampled_from(NAMES),
        st.sampled_from([status.value for status in Status]),
    ),
    st.builds("{}ms {} stopped inside".format, st.integers(0, 60_000), st.sampled_from(NAMES)),
    st.builds(
        "{}ms {} {}".format, st.integers(0, 60_000), st.sampled_from(NAMES), st.sampled_from(["online", "offline"])
    ),
    st.builds("{}ms group:HyperV VMs {}".format, st.integers(0, 60_000), st.sampled_from(["online", "offline"])),
    st.builds("{}ms rhs:Node{} crashes".format, st.integers(0, 60_000), st.integers(1, 3)),
)
OUTCOMES = st.lists(st.sampled_from(["succeeds", "fails", "hangs"]), min_size=1, max_size=4)
SCRIPTS = st.fixed_dictionaries(
    {
        "online": OUTCOMES,
        "offline": st.sampled_from(["succeeds", "fails", "hangs"]),
        "online_takes": st.integers(0, 9000),
        "offline_takes": st.integers(0, 9000),
    }
)


def as_toml(script: dict[str, object]) -> str:
    lines = [f"{name} = {json.dumps(value)}" for name, value in script.items()]
    return '[dll."Virtual Machine 1"]\n' + "\n".join(lines)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=6), SCRIPTS, st.integers(0, 3), st.booleans())
def test_what_holds_in_every_replay(words: list[str], script: dict[str, object], threshold: int, chained: bool) -> None:
    groups = article_groups(first={"RestartThreshold": threshold, "PendingTimeout": 5000})
    if chained:
        chain = (R("cfg", {"PersistentState": 1}, CONFIG), R("top", {"PersistentState": 1}, needs=("cfg",)))
        groups = (*groups, G("Chain", chain, {"DefaultOwner": 2}))
    known = database(cluster_reg(groups))
    scenario = with_events(read_scenario(as_toml(script), known), words, known)
    prediction = replay(known, scenario)
    assert replay(known, scenario) == prediction
    times = [entry.at_ms for entry in prediction.trace]
    assert times == sorted(times)
    owner = "Node1"
    for entry in (entry for entry in prediction.trace if entry.group == "HyperV VMs"):
        if entry.component == "FailoverManager" and entry.step == "F2":
            owner = entry.node or ""
        if entry.action is not None and entry.resource is not None:
            assert entry.node == owner, "a group is on one node at a time"
        if entry.action == "failover":
            assert entry.target not in (None, owner)
    moves = sum(entry.action == "failover" for entry in prediction.actions)
    arrivals = sum(entry.component == "FailoverManager" and entry.step == "F2" for entry in prediction.trace)
    assert arrivals == moves, "a group that leaves arrives"
    for group in known.groups:
        moved = [item for item in prediction.actions if item.action == "failover" and item.group == group.name]
        failovers = [item.at_ms for item in moved]
        for first, third in zip(failovers, failovers[2:], strict=False):
            assert third - first >= 6 * 3_600_000, "FailoverThreshold: nodes - 1 in six hours"
    for item in prediction.after.resources:
        assert item.state.value in ("Online", "Offline", "Failed", "OnlinePending", "OfflinePending")
    assert all(entry.decision is not None for entry in prediction.actions)


def test_an_empty_scenario_of_an_empty_cluster() -> None:
    assert replay(database(cluster_reg([], [])), Scenario()).after.quorum is False
