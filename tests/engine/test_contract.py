"""What ``docs/scenarios.md`` says under "What a scenario means", sentence by sentence."""

from __future__ import annotations

import pytest

from hivetool.engine.outcome import Prediction
from hivetool.scenario.model import Status
from tests.clusters import EXCHANGE, G, R, Values, cluster_reg, resource_id
from tests.engine.runs import actions, decisions, group, run, state

WINDOWS_TOML = 'semantics = "windows"\n'
SEMANTICS = ("article", "windows")
FIVE = ("Node1", "Node2", "Node3", "Node4", "Node5")
TAKES = '[dll."Virtual Machine {name}"]\nonline_takes = "{online}"\noffline_takes = "{offline}"\n'


def machine(name: str, stored: Values | None = None, *, owner: int = 1, of_group: Values | None = None) -> G:
    resource = R(f"Virtual Machine {name}", {"PersistentState": 1, **(stored or {})})
    return G(name, (resource,), {"DefaultOwner": owner, **(of_group or {})})


def service(name: str, kind: str = "Generic Service", *, owner: int = 1) -> G:
    return G(name, (R(f"{name} Service", {"PersistentState": 1}, type=kind),), {"DefaultOwner": owner})


def takes(name: str = "SQL01", online: str = "0s", offline: str = "0s") -> str:
    return TAKES.format(name=name, online=online, offline=offline)


def with_witness(reg: str) -> str:
    """The cluster with the resource Witness Service as its witness."""
    return reg.replace('"Resource"=""', f'"Resource"="{resource_id("Witness Service")}"')


def times(prediction: Prediction, begin: str) -> list[int]:
    """When actions that begin so happen, in milliseconds."""
    return [at_ms for at_ms, text in actions(prediction) if text.startswith(begin)]


def asked(prediction: Prediction, check: str) -> list[int]:
    """When the DLL answers this check, in milliseconds."""
    return [entry.at_ms for entry in prediction.trace if entry.text.startswith(f"VM {check}: ")]


ONE = cluster_reg((machine("SQL01"),))
FAILED = "vm:SQL01 reports Failed"


# 1. Reports.


@pytest.mark.parametrize("semantics", SEMANTICS)
@pytest.mark.parametrize("word", [status.value for status in Status])
def test_a_report_changes_nothing_in_the_database(semantics: str, word: str) -> None:
    found = run(ONE, f"3s vm:SQL01 reports {word}", toml=f'semantics = "{semantics}"\nuntil = "60s"\n')
    assert found.edits == ()
    assert state(found, "Virtual Machine SQL01")[1] == 1


def test_a_report_is_the_answer_to_either_check() -> None:
    """Where the quick check is discarded the thorough one gives the same answer, at its own interval."""
    quick = run(ONE, f"3s {FAILED}", toml=WINDOWS_TOML)
    thorough = run(ONE, f"3s {FAILED}", toml=WINDOWS_TOML + '[dll."vm:SQL01"]\nlacks = ["LooksAlive"]\n')
    assert (times(quick, "restart"), times(thorough, "restart")) == ([5000], [60_000])


def test_a_report_lasts_until_the_next_report() -> None:
    assert actions(run(ONE, f"3s {FAILED}", "4s vm:SQL01 reports Online")) == []
    assert len(times(run(ONE, f"3s {FAILED}", "4s vm:SQL01 reports Offline"), "online")) == 1


def test_a_report_lasts_until_an_online_ends_which_achieves_another_state() -> None:
    expect = '\n[expect]\nstate = { "vm:SQL01" = "Online" }\nwithin = "12s"\n'
    found = run(ONE, f"3s {FAILED}", toml=takes(online="7s") + expect)
    assert times(found, "restart") == [5000]
    assert found.expect is not None
    assert found.expect.met


def test_a_report_lasts_until_an_offline_ends() -> None:
    found = run(ONE, "3s vm:SQL01 reports OnlinePending", "4s vm:SQL01 offline", toml=takes(offline="2s"))
    assert state(found, "Virtual Machine SQL01") == ("Offline", 0)
    assert "RHS-11" not in decisions(found)


def test_a_report_lasts_until_a_terminate_ends() -> None:
    """Silent for PendingTimeout it is terminated; from then on it reports Failed, and the restart follows."""
    found = run(ONE, "3s vm:SQL01 reports OfflinePending")
    assert times(found, "terminate") == times(found, "restart") == [183_000]


@pytest.mark.parametrize(("word", "recorded"), [("Online", 1), ("Offline", 0), ("Failed", 0)])
def test_a_report_ends_a_running_offline_with_its_state(word: str, recorded: int) -> None:
    """What is recorded offline and reports Online is recorded online by the next check (RHS-09)."""
    expect = f'\n[expect]\nstate = {{ "vm:SQL01" = "{word}" }}\nwithin = "4s"\n'
    events = ("3s vm:SQL01 offline", f"4s vm:SQL01 reports {word}")
    found = run(ONE, *events, toml=takes(offline="60s") + expect)
    assert found.expect is not None
    assert found.expect.met
    assert state(found, "Virtual Machine SQL01") == (word, recorded)


def test_a_report_ends_a_running_online_with_its_state() -> None:
    reg = cluster_reg((machine("SQL01", {"PersistentState": 0}),))
    for word, told in (("Online", "succeeds"), ("Offline", "ends Offline"), ("Failed", "fails")):
        events = ("3s vm:SQL01 online", f"4s vm:SQL01 reports {word}")
        found = run(reg, *events, toml='until = "4s"\n' + takes(online="60s"))
        assert f"VM Online: {told}" in [entry.text for entry in found.trace if entry.at_ms == 4000]


def test_a_pending_report_in_a_running_call_starts_its_pending_timeout_afresh() -> None:
    reg = cluster_reg((machine("SQL01", {"PersistentState": 0, "PendingTimeout": 30_000, "RestartAction": 0}),))
    toml = '[dll."vm:SQL01"]\nonline = "hangs"\n'
    assert times(run(reg, "10s vm:SQL01 online", toml=toml), "terminate") == [40_000]
    afresh = run(reg, "10s vm:SQL01 online", "35s vm:SQL01 reports OnlinePending", toml=toml)
    assert times(afresh, "terminate") == [65_000]


def test_a_report_of_a_resource_that_is_not_polled_waits_until_it_is() -> None:
    """Nobody polls on an isolated node."""
    events = ("10s node:Node1 isolated", f"20s {FAILED}", "63s node:Node1 up")
    assert times(run(ONE, *events), "restart") == [65_000]
    assert times(run(ONE, *events, toml=WINDOWS_TOML), "restart") == [65_000]


# 2. Checks.


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_timers_start_at_0(semantics: str) -> None:
    found = run(ONE, f"1ms {FAILED}", toml=f'semantics = "{semantics}"\n')
    assert times(found, "restart") == [5000]


def test_timers_start_when_a_resource_comes_online_or_never_again() -> None:
    """A restart that ends at 8 s, and a failure at 9 s."""
    events = (f"3s {FAILED}", f"9s {FAILED}")
    reg = cluster_reg((machine("SQL01", {"RestartThreshold": 3, "RestartDelay": 0}),))
    article, windows = (run(reg, *events, toml=words + takes(online="3s")) for words in ("", WINDOWS_TOML))
    assert times(article, "restart") == [5000, 10_000]
    assert times(windows, "restart") == [5000, 13_000]


def test_windows_polls_only_what_is_online_and_the_article_everything() -> None:
    reg = cluster_reg((machine("SQL01", {"PersistentState": 0}),))
    assert asked(run(reg, f"3s {FAILED}"), "IsAlive") == [5000]
    assert asked(run(reg, f"3s {FAILED}", toml=WINDOWS_TOML), "LooksAlive") == []


@pytest.mark.parametrize("semantics", SEMANTICS)
@pytest.mark.parametrize("word", ["Offline", "Failed"])
def test_what_is_not_as_commanded_at_0_is_recovered_at_its_first_interval(semantics: str, word: str) -> None:
    toml = f'semantics = "{semantics}"\n[assume]\nstates = {{ "vm:SQL01" = "{word}" }}\n'
    found = run(ONE, toml=toml)
    assert [at_ms for at_ms, _ in actions(found)][:1] == [5000]
    assert state(found, "Virtual Machine SQL01") == ("Online", 1)


# 3. At one time.


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_events_of_one_time_happen_together_before_the_check_of_that_time(semantics: str) -> None:
    words = f'semantics = "{semantics}"\n'
    assert times(run(ONE, f"5s {FAILED}", toml=words), "restart") == [5000]
    assert actions(run(ONE, f"5s {FAILED}", "5s vm:SQL01 reports Online", toml=words)) == []


def test_events_happen_before_a_timer_of_the_same_time() -> None:
    events = ("3s vm:SQL01 reports OnlinePending", "183s vm:SQL01 reports Online")
    assert times(run(ONE, *events), "terminate") == []


# 4. A node dies.


def test_resources_stop_at_once_and_the_others_notice_after_delay_times_threshold() -> None:
    reg = cluster_reg((machine("SQL01"),), root={"SameSubnetDelay": 2000, "SameSubnetThreshold": 4})
    found = run(reg, "10s node:Node1 down")
    assert times(found, "node-down") == times(found, "failover") == [18_000]
    assert found.downtime_ms == (("SQL01", 8000),)
    assert not {"MEM-08", "MEM-09"} & set(decisions(found)), "no isolation follows"


@pytest.mark.parametrize(("third", "quorum"), [("14s", False), ("16s", True)])
def test_losses_noticed_within_one_span_are_one_loss(third: str, quorum: bool) -> None:
    """Five votes: three losses at once are too many; two leave three votes, of which a third takes one."""
    reg = cluster_reg((machine("SQL01", owner=5),), nodes=FIVE)
    found = run(reg, "10s node:Node1 down", "12s node:Node2 down", f"{third} node:Node3 down")
    assert found.after.quorum is quorum
    assert group(found, "SQL01") == ("Node5", "Online" if quorum else "Offline")


def test_votes_are_not_balanced_by_those_who_have_no_quorum() -> None:
    """Four nodes hold three votes (the fourth has none); two die together, and one vote of three is left for good."""
    reg = cluster_reg((machine("SQL01", owner=3),), nodes=FIVE[:4])
    found = run(reg, "10s node:Node1 down", "10s node:Node2 down")
    assert times(found, "quorum-lost") == [15_000]
    assert "MEM-16" not in decisions(found)


def test_survivors_arbitrate_the_witness_wherever_it_was_owned() -> None:
    for owner in (1, 2):
        reg = with_witness(cluster_reg((service("Witness", owner=owner), machine("SQL01")), nodes=("Node1", "Node2")))
        found = run(reg, "10s node:Node2 down")
        assert times(found, "arbitrate Witness Service on Node1") == [15_000]
        assert found.after.quorum


def test_quorum_once_lost_stays_lost_until_nodes_come_up() -> None:
    reg = cluster_reg((machine("SQL01", owner=3),))
    lost = ("10s node:Node1 down", "10s node:Node2 down")
    stays = run(reg, *lost, "1h group:SQL01 online", "2h node:Node3 resumed")
    assert not stays.after.quorum
    assert [at_ms for at_ms, _ in actions(stays)][-1] == 15_000
    assert run(reg, *lost, "1h node:Node1 up").after.quorum


# 5. A node is isolated.


@pytest.mark.parametrize(
    ("of_group", "of_cluster", "over"),
    [({}, {}, 250_000), ({}, {"ResiliencyDefaultPeriod": 60}, 70_000), ({"ResiliencyPeriod": 30}, {}, 40_000)],
)
def test_machines_stay_for_the_period_and_others_go_at_once(of_group: Values, of_cluster: Values, over: int) -> None:
    reg = cluster_reg((machine("SQL01", of_group=of_group), service("Backup")), root=of_cluster)
    found = run(reg, "10s node:Node1 isolated")
    assert times(found, "failover Backup to Node2") == [10_000]
    assert times(found, "failover SQL01 to Node2") == [over]
    assert len(times(found, "node-down Node1")) == 1


def test_a_resiliency_period_of_0_is_the_clusters() -> None:
    """RESIL: 0 is the default period."""
    found = run(cluster_reg((machine("SQL01", of_group={"ResiliencyPeriod": 0}),)), "10s node:Node1 isolated")
    assert times(found, "failover") == [250_000]


def test_coming_up_before_that_ends_the_isolation() -> None:
    found = run(ONE, "10s node:Node1 isolated", "249s node:Node1 up")
    assert [text for _, text in actions(found)] == ["node-up Node1"]
    assert group(found, "SQL01") == ("Node1", "Online")
    assert found.downtime_ms == ()


# 6. Commands.


@pytest.mark.parametrize("word", ["online", "offline"])
def test_a_command_to_a_group_is_recorded_in_it_and_in_each_of_its_resources(word: str) -> None:
    pair = (R("One", {"PersistentState": 1}), R("Two", {"PersistentState": 0}))
    found = run(cluster_reg((G("Pair", pair, {"DefaultOwner": 1}),)), f"10s group:Pair {word}")
    value = int(word == "online")
    assert {(edit.key.split("\\")[0], edit.name, edit.data[0]) for edit in found.edits} == {
        ("Groups", "PersistentState", value),
        ("Resources", "PersistentState", value),
    }
    assert [state(found, name)[1] for name in ("One", "Two")] == [value, value]


def test_a_command_to_a_resource_is_recorded_in_it_alone() -> None:
    found = run(ONE, "10s vm:SQL01 offline")
    assert [edit.key for edit in found.edits] == [f"Resources\\{resource_id('Virtual Machine SQL01')}"]


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_move_failover_and_failback_record_nothing(semantics: str) -> None:
    back: Values = {"AutoFailbackType": 1, "PreferredOwners": ("1", "2", "3")}
    reg = cluster_reg((machine("SQL01", of_group=back),), nodes=FIVE)
    events = ("10s group:SQL01 move Node2", "60s node:Node2 down", "5m node:Node1 down", "10m node:Node1 up")
    found = run(reg, *events, toml=f'semantics = "{semantics}"\n')
    assert {text.split()[0] for _, text in actions(found)} >= {"move", "failover", "failback"}
    assert found.edits == ()


def test_a_command_where_no_node_runs_the_group_is_recorded_and_executed_by_nobody() -> None:
    """It is brought online when it is placed again, or left offline."""
    only: Values = {"PersistentState": 0, "PossibleOwners": ("1",)}
    reg = cluster_reg((machine("SQL01", only), machine("WEB01")))
    events = ("10s node:Node1 down", "12s vm:WEB01 offline", "60s vm:SQL01 online", "2m node:Node1 up")
    found = run(reg, *events)
    assert times(found, "offline") == []
    assert times(found, "online") == [120_000]
    assert (state(found, "Virtual Machine SQL01"), state(found, "Virtual Machine WEB01")) == (
        ("Online", 1),
        ("Offline", 0),
    )


def test_without_quorum_there_is_nobody_to_command() -> None:
    reg = cluster_reg((machine("SQL01", owner=3),))
    found = run(reg, "10s node:Node1 down", "10s node:Node2 down", "60s group:SQL01 offline", "70s vm:SQL01 offline")
    assert found.edits == ()
    assert decisions(found)[-2:] == ["RCM-21", "RCM-21"]


# 7. Stopped inside.


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_a_machine_stopped_inside_is_recorded_offline_at_once(semantics: str) -> None:
    found = run(ONE, "3s vm:SQL01 stopped inside", toml=f'semantics = "{semantics}"\n')
    assert [entry.at_ms for entry in found.trace if entry.text == "records PersistentState 0"] == [3000]
    assert state(found, "Virtual Machine SQL01") == ("Offline", 0)
    assert actions(found) == []


def test_a_stop_that_is_not_told_is_found_by_the_thorough_check() -> None:
    reg = cluster_reg((service("Mail", EXCHANGE),))
    article = run(reg, "3s res:Mail Service stopped inside")
    assert ("RHS-22" in decisions(article), state(article, "Mail Service")) == (True, ("Offline", 0))
    assert [entry.at_ms for entry in article.trace if entry.text == "records PersistentState 0"] == [60_000]
    assert actions(article) == []
    windows = run(reg, "3s res:Mail Service stopped inside", toml=WINDOWS_TOML)
    assert times(windows, "terminate Mail Service") == times(windows, "restart Mail Service") == [60_000]
    assert state(windows, "Mail Service") == ("Online", 1)


# 8. An RHS process crashes.


def test_article_a_crash_is_no_answer_until_the_next_check() -> None:
    reg = cluster_reg((machine("SQL01"), service("Backup")))
    found = run(reg, "3s rhs:Node1 crashes")
    assert [entry.at_ms for entry in found.trace if entry.text.endswith("IsAlive: does not answer")] == [5000, 5000]
    assert times(found, "restart Virtual Machine SQL01") == times(found, "restart Backup Service") == [5000]


def test_windows_a_process_comes_back_at_once() -> None:
    reg = cluster_reg((machine("SQL01"), service("Backup")))
    found = run(reg, "3s rhs:Node1 crashes", toml=WINDOWS_TOML)
    assert actions(found) == [(3000, "rhs-restart Node1"), (3000, "restart Backup Service on Node1")]
    assert found.edits == (), "nobody is the culprit"
    assert "SQL01" not in dict(found.downtime_ms)
    culprit = run(reg, "3s rhs:Node1 crashes by vm:SQL01", toml=WINDOWS_TOML)
    assert [(edit.name, edit.data[0]) for edit in culprit.edits] == [("SeparateMonitor", 1)]


# 9. No node.


@pytest.mark.parametrize("semantics", SEMANTICS)
def test_without_a_candidate_the_group_stays_with_its_last_owner_and_is_not_online(semantics: str) -> None:
    reg = cluster_reg((machine("SQL01", {"PossibleOwners": ("1", "2")}),))
    events = ("10s node:Node1 down", "20s node:Node2 down", "60s node:Node2 up")
    words = f'semantics = "{semantics}"\nuntil = "%s"\n'
    assert group(run(reg, *events, toml=words % "55s"), "SQL01") == ("Node2", "Offline")
    assert group(run(reg, *events, toml=words % "70s"), "SQL01") == ("Node2", "Online")


def test_a_group_without_a_node_at_the_beginning_is_placed_when_one_comes_up() -> None:
    only: Values = {"PossibleOwners": ("1",)}
    reg = cluster_reg((machine("SQL01", only), machine("WEB01", {"PersistentState": 0, **only})))
    found = run(reg, "60s node:Node1 up", toml='[assume]\nnodes = { Node1 = "down" }\n')
    assert group(found, "SQL01") == ("Node1", "Online")
    assert group(found, "WEB01") == ("Node1", "Offline"), "to its persistent state"
