from __future__ import annotations

import pytest

from hivetool.cluster.semantics import semantics_named
from hivetool.engine.cluster_service import replay
from hivetool.engine.detection import Span
from hivetool.engine.tuning import VALUES, Alternative, Knob, Tuning, tune
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import G, R, article_groups, cluster_reg, database
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG

CRASH = "7s rhs:Node1 crashes by vm:1"


def tuned(reg: str, *events: str, toml: str = "", name: str = "article") -> Tuning:
    known, semantics = database(reg), semantics_named(name)
    scenario = with_events(read_scenario(toml, known), events, known)
    return tune(known, scenario, semantics, replay(known, scenario, semantics))


def tried(tuning: Tuning, knob: Knob) -> dict[int, Alternative]:
    return {each.value: each for each in tuning.alternatives if each.knob is knob}


def test_each_other_value_is_tried_once() -> None:
    tuning = tuned(ARTICLE_REG, "3s vm:1 reports Failed")
    assert {knob: tuple(tried(tuning, knob)) for knob in Knob} == {
        Knob.INTERVAL: (1000, 2000, 10_000, 30_000),
        Knob.MONITOR: (1,),
        Knob.THRESHOLD: (0, 1),
    }
    assert {each.resources for each in tuning.alternatives} == {("Virtual Machine 1",)}
    assert len(tuning.alternatives) <= sum(map(len, VALUES.values()))


def test_an_interval_changes_detection_downtime_and_load() -> None:
    """Three machines with checks every 5 and 60 s make 0.65 calls a second; one every 10 s takes 0.1 of them away."""
    tuning = tuned(ARTICLE_REG, "3s vm:1 reports Failed")
    assert tuning.nodes == ("Node1",)
    assert tuning.now is not None
    assert (tuning.now.found, tuning.now.downtime_ms) == (Span(0, 2500, 5000), (("HyperV VMs", 2000),))
    assert tuning.now.calls == pytest.approx(3 * (1 / 5 + 1 / 60))
    slower = tried(tuning, Knob.INTERVAL)[10_000]
    assert (slower.property, slower.before) == ("IsAlivePollInterval", 5000)
    assert slower.measured.found == Span(0, 5000, 10_000)
    assert slower.measured.downtime_ms == (("HyperV VMs", 7000),)
    assert slower.measured.calls == pytest.approx(tuning.now.calls - 1 / 10)
    faster = tried(tuning, Knob.INTERVAL)[1000].measured
    assert faster.calls == pytest.approx(tuning.now.calls + 4 / 5)


def test_the_quick_check_is_the_one_of_the_semantics() -> None:
    tuning = tuned(ARTICLE_REG, "3s vm:1 reports Failed", name="windows")
    assert {each.property for each in tried(tuning, Knob.INTERVAL).values()} == {"LooksAlivePollInterval"}


def test_a_separate_monitor_spares_the_others() -> None:
    tuning = tuned(cluster_reg((*article_groups(), *_more(2))), CRASH)
    assert tuning.now is not None
    assert (tuning.now.taken, tuning.now.hit, tuning.now.processes) == (4, 4, 1)
    assert dict(tuning.now.downtime_ms) == {"HyperV VMs": 3000, "G0": 3000, "G1": 3000}
    alone = tried(tuning, Knob.MONITOR)[1]
    assert alone.resources == ("Virtual Machine 1",)
    assert (alone.measured.taken, alone.measured.hit, alone.measured.processes) == (0, 1, 2)
    assert dict(alone.measured.downtime_ms) == {"HyperV VMs": 3000}


def test_a_separate_monitor_is_tried_where_windows_restarts_the_process() -> None:
    reg = cluster_reg([G("A", tuple(R(name, {"PersistentState": 1}, "Generic Service") for name in ("a", "b")))])
    tuning = tuned(reg, "7s rhs:Node1 crashes by a", name="windows")
    assert {each.knob for each in tuning.alternatives} == {Knob.MONITOR}
    assert tuning.now is not None
    assert (tuning.now.hit, tried(tuning, Knob.MONITOR)[1].measured.hit) == (2, 1)


def test_what_has_its_own_monitor_could_share_one() -> None:
    tuning = tuned(cluster_reg(article_groups(first={"SeparateMonitor": 1})), "3s vm:1 reports Failed")
    assert tuning.now is not None
    shared = tried(tuning, Knob.MONITOR)[0].measured
    assert (tuning.now.taken, shared.taken) == (0, 2)


def test_a_threshold_changes_how_long_it_is_restarted() -> None:
    """Every restart takes 4 s and fails on Node1; on the other node it comes online in 4 s."""
    toml = ALWAYS_FAILS + 'online_on = { Node2 = "succeeds" }\nonline_takes = "4s"\n'
    tuning = tuned(ARTICLE_REG, "5s vm:1 reports Failed", toml=toml)
    assert tuning.now is not None
    assert tuning.now.downtime_ms == (("HyperV VMs", 16_000),)
    found = {value: each.measured.downtime_ms for value, each in tried(tuning, Knob.THRESHOLD).items()}
    assert found == {0: (("HyperV VMs", 4000),), 1: (("HyperV VMs", 8000),)}


def test_what_a_dead_node_held_is_not_tuned() -> None:
    tuning = tuned(ARTICLE_REG, "1ms node:Node1 down")
    assert (tuning.now, tuning.alternatives, tuning.unmoved) == (None, (), True)


def test_where_nothing_stops_nothing_is_tuned() -> None:
    tuning = tuned(ARTICLE_REG, "1ms vm:3 reports Failed")
    assert (tuning.now, tuning.alternatives, tuning.unmoved) == (None, (), False)


def test_what_nothing_finds_stays_so() -> None:
    reg = cluster_reg([G("A", (R("a", {"PersistentState": 1}, "Generic Service"),))])
    tuning = tuned(reg, "1ms a reports Failed", toml='[dll.a]\nlacks = ["IsAlive"]\n')
    assert tuning.now is not None
    assert (tuning.now.found, tuning.now.hit, tuning.now.downtime_ms) == (None, 1, (("A", None),))


def test_a_number_that_is_not_set_can_be() -> None:
    values = {"RestartThreshold": 0xFFFFFFFF, "IsAlivePollInterval": 0xFFFFFFFF}
    tuning = tuned(cluster_reg(article_groups(first=values)), "3s vm:1 reports Failed")
    assert tried(tuning, Knob.INTERVAL)[1000].measured.found == Span(0, 500, 1000)


def test_expectations_play_no_part() -> None:
    toml = '[expect]\nowner = { "HyperV VMs" = "Node3" }\n'
    assert tuned(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml).alternatives


def _more(count: int) -> tuple[G, ...]:
    """Groups on the same node, each with one virtual machine."""
    running = {"PersistentState": 1}
    return tuple(G(f"G{number}", (R(f"VM {number}", running),), {"DefaultOwner": 1}) for number in range(count))
