from __future__ import annotations

from collections import Counter

import pytest

from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import Assume, Becomes, NodeBecomes, NodeState, RhsCrash
from hivetool.scenario.trials import (
    Odds,
    Trial,
    able,
    drawn,
    each_node,
    each_pair,
    each_process,
    rates,
    site_meant,
    together,
)
from tests.clusters import article_groups, cluster_reg, database

KNOWN = database(cluster_reg(article_groups()))
NODES = able(KNOWN, Assume())


def whats(trials: object) -> list[str]:
    return [trial.what for trial in trials]  # type: ignore[attr-defined]


def fate(trial: Trial) -> list[tuple[int, str, Becomes]]:
    return [(event.at_ms, event.what.node, event.what.becomes) for event in trial.events]  # type: ignore[union-attr]


def test_together_is_one_moment() -> None:
    trial = together(KNOWN, ["1", "2", "1"], ["3"])
    assert trial.what == "Node1 + Node2 down, Node3 drained"
    assert fate(trial) == [(1, "1", Becomes.DOWN), (1, "2", Becomes.DOWN), (1, "3", Becomes.DRAINED)]
    assert together(KNOWN, ["1"], site="Berlin").what == "site Berlin: Node1 down"


def test_each_node_and_each_pair() -> None:
    assert whats(each_node(KNOWN, NODES)) == ["Node1 down", "Node2 down", "Node3 down"]
    assert whats(each_pair(KNOWN, NODES)) == ["Node1 + Node2 down", "Node1 + Node3 down", "Node2 + Node3 down"]
    assert [trial.events[0].what for trial in each_process(KNOWN, NODES)] == [
        RhsCrash("1"),
        RhsCrash("2"),
        RhsCrash("3"),
    ]


def test_a_node_that_is_down_cannot_fail() -> None:
    assert [node.name for node in able(KNOWN, Assume(nodes={"2": NodeState.DOWN}))] == ["Node1", "Node3"]


def test_draws_are_the_same_for_the_same_seed() -> None:
    odds = Odds(failures=2)
    first = list(drawn(KNOWN, NODES, 20, 7, odds))
    assert first == list(drawn(KNOWN, NODES, 20, 7, odds))
    assert first != list(drawn(KNOWN, NODES, 20, 8, odds))
    assert first[:5] == list(drawn(KNOWN, NODES, 5, 7, odds)), "more draws do not change those before"


def test_a_draw_fails_nodes_and_brings_them_back() -> None:
    for trial in drawn(KNOWN, NODES, 50, 1, Odds(failures=2, repair_ms=60_000)):
        events = fate(trial)
        falls = {node: at for at, node, becomes in events if becomes is Becomes.DOWN}
        backs = {node: at for at, node, becomes in events if becomes is Becomes.UP}
        assert len(falls) == 2
        assert backs == {node: at + 60_000 for node, at in falls.items()}
        assert min(falls.values()) == 1
        assert max(falls.values()) < min(backs.values()), "they overlap, or it would not be one outage"
        assert trial.until_ms is not None
        assert trial.until_ms > max(backs.values())


def test_nodes_fail_as_often_as_their_rates_say() -> None:
    odds = Odds({"1": 6.0, "2": 3.0, "3": 0.0})
    nodes = Counter(fate(trial)[0][1] for trial in drawn(KNOWN, NODES, 3000, 3, odds))
    assert nodes.keys() == {"1", "2"}
    assert nodes["1"] / 3000 == pytest.approx(2 / 3, abs=0.04)


def test_who_cannot_fail_cannot_be_drawn() -> None:
    with pytest.raises(BadScenario, match="3 of 2 nodes that can fail"):
        drawn(KNOWN, NODES, 1, 0, Odds({"1": 0.0}, failures=3))


def test_rates() -> None:
    assert rates(KNOWN, ["Node1=2.5", "node:Node3=0"]) == {"1": 2.5, "3": 0.0}


@pytest.mark.parametrize("words", ["Node1", "Node1=", "Node1=often", "Node1=-1", "Node1=nan", "Node1=inf", "Node1=1e9"])
def test_rates_that_mean_nothing(words: str) -> None:
    with pytest.raises(BadScenario, match="write NODE=PER_YEAR"):
        rates(KNOWN, [words])


SITES = """
[HKEY_LOCAL_MACHINE\\Cluster\\FaultDomains]
[HKEY_LOCAL_MACHINE\\Cluster\\FaultDomains\\a]
"FaultDomainName"="Berlin"
"FaultDomainType"=dword:000003e8
[HKEY_LOCAL_MACHINE\\Cluster\\FaultDomains\\b]
"FaultDomainName"="Bonn"
"FaultDomainType"=dword:000003e8
"""


def test_sites() -> None:
    groups = cluster_reg(
        article_groups(), node_values={"Node1": {"FaultDomainId": "a"}, "Node3": {"FaultDomainId": "a"}}
    )
    known = database(groups + SITES)
    assert site_meant(known, "berlin") == ("Berlin", ("1", "3"))
    assert site_meant(known, "Site:Berlin") == ("Berlin", ("1", "3"))
    with pytest.raises(BadScenario, match="no node stands in the site 'Bonn'"):
        site_meant(known, "Bonn")
    with pytest.raises(BadScenario, match="'Bern' is no site; there is Ber"):
        site_meant(known, "Bern")
    with pytest.raises(BadScenario, match="has no sites"):
        site_meant(KNOWN, "Berlin")


def test_events_name_nodes_by_id() -> None:
    assert together(KNOWN, ["2"]).events[0].what == NodeBecomes("2", Becomes.DOWN)
