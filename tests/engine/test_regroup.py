from __future__ import annotations

import pytest

from tests.clusters import G, R, Values, article_groups, cluster_reg, loaded, resource_id
from tests.engine.runs import ARTICLE_REG, actions, decisions, group, run, run_on

NODES = ("Node1", "Node2", "Node3")


def at(text: str, *words: str, root: Values | None = None) -> list[int]:
    """When this action happens."""
    prediction = run(cluster_reg(article_groups(), NODES, root=root), *words)
    return [at_ms for at_ms, action in actions(prediction) if action == text]


def test_a_death_is_noticed_after_so_many_lost_heartbeats() -> None:
    """MSCS clusters-samesubnetthreshold: SameSubnetDelay x SameSubnetThreshold."""
    noticed = "node-down Node1"
    assert at(noticed, "1s node:Node1 down", root={"SameSubnetDelay": 1000, "SameSubnetThreshold": 10}) == [11_000]
    assert at(noticed, "1s node:Node1 down", root={"SameSubnetDelay": 2000, "SameSubnetThreshold": 3}) == [7000]


def test_losses_within_one_span_are_one_loss() -> None:
    """Two of five at once leave a majority; of three, they do not, though one after the other they would."""
    together = run(ARTICLE_REG, "1s node:Node2 down", "3s node:Node3 down")
    assert together.after.quorum is False
    apart = run(ARTICLE_REG, "1s node:Node2 down", "60s node:Node3 down", toml="")
    assert ("MEM-15" in decisions(together), "MEM-15" in decisions(apart)) == (True, False)


def test_quorum_lost_stays_lost_until_nodes_come_up() -> None:
    words = ("1s node:Node2 down", "1s node:Node3 down")
    prediction = run(ARTICLE_REG, *words, "5m node:Node2 up")
    assert [text for _, text in actions(prediction)][:3] == ["node-down Node2", "node-down Node3", "quorum-lost"]
    assert (300_000, "node-up Node1") in actions(prediction), "its machine never stopped"
    assert prediction.after.quorum is True
    assert group(prediction, "HyperV VMs") == ("Node1", "PartialOnline")


def test_who_has_died_unnoticed_arbitrates_nothing() -> None:
    groups = [*article_groups(), G("Core", (R("disk", {"PersistentState": 1}, "Physical Disk"),))]
    reg = cluster_reg(groups, [f"N{number}" for number in range(1, 5)])
    reg = reg.replace('"Resource"=""', f'"Resource"="{resource_id("disk")}"')
    prediction = run(reg, "1s node:N1 down", "5s node:N4 down", "6s node:N4 up")
    assert (6000, "arbitrate disk on N2") in actions(prediction), "N1 is missed at 11 s"


def test_64_nodes_die_one_after_the_other() -> None:
    nodes = [f"N{number}" for number in range(1, 65)]
    words = [f"{number}m node:N{number} down" for number in range(1, 63)]
    prediction = run(cluster_reg(article_groups(), nodes), *words)
    assert group(prediction, "HyperV VMs")[0] == "N63"
    assert prediction.after.quorum is True, "dynamic quorum: down to two nodes, one at a time"


def test_a_witness_that_does_not_exist_has_no_vote() -> None:
    reg = cluster_reg(article_groups(), ["Node1", "Node2"]).replace('"Resource"=""', '"Resource"="no-such-resource"')
    prediction = run_on(loaded(reg).database, "1s node:Node1 down")
    assert "MEM-17" not in decisions(prediction)


@pytest.mark.parametrize(
    "values", [{"SameSubnetDelay": 0}, {"SameSubnetThreshold": 0}, {"SameSubnetDelay": 0xFFFFFFFF}]
)
def test_silly_heartbeats_do_not_hang(values: Values) -> None:
    prediction = run(cluster_reg(article_groups(), NODES, root=values), "1s node:Node1 down")
    assert len(prediction.trace) < 100
