from __future__ import annotations

import pytest

from hivetool.scenario.model import Becomes, NodeState
from tests.clusters import G, R, Values, article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, actions, group, run, texts

NODES = ("Node1", "Node2", "Node3")


def at(text: str, *words: str, root: Values | None = None) -> list[int]:
    """When this action happens."""
    prediction = run(cluster_reg(article_groups(), NODES, root=root), *words)
    return [at_ms for at_ms, action in actions(prediction) if action == text]


def test_until_it_is_noticed_nothing_is_known_of_it() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node1 down", toml='until = "3s"')
    assert dict(prediction.after.nodes)["Node1"] == "Up"
    assert group(prediction, "HyperV VMs") == ("Node1", "PartialOnline")
    assert prediction.downtime_ms == (("HyperV VMs", None),)


def test_who_comes_up_before_its_death_is_noticed_has_left_all_the_same() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node1 down", "2s node:Node1 up")
    assert actions(prediction)[:2] == [(2000, "node-down Node1"), (2000, "failover HyperV VMs to Node2")]
    assert dict(prediction.after.nodes)["Node1"] == "Up"


def test_every_node_is_shut_down_and_the_last_one_forms_the_cluster_again() -> None:
    """QUORUM: down to the last node, whose vote is the only one; the others wait for it."""
    down = [f"{10 * number}s node:Node{number} shutdown" for number in (1, 2, 3)]
    prediction = run(ARTICLE_REG, *down, "60s node:Node1 up", "70s node:Node3 up")
    assert (70_000, "node-up Node1") in actions(prediction)
    assert (70_000, "node-up Node3") in actions(prediction)
    assert group(prediction, "HyperV VMs") == ("Node3", "PartialOnline")


def test_a_clean_stop_moves_everything_first() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node1 shutdown", toml='[dll."vm:*"]\noffline_takes = "5s"\n')
    found = [text for _, text in actions(prediction)]
    assert found.index("move HyperV VMs to Node2") < found.index("node-down Node1")
    assert "failover HyperV VMs to Node2" not in found


def test_a_paused_node_keeps_its_groups_and_takes_none() -> None:
    """MS-CMRP 3.1.4.2.70."""
    prediction = run(ARTICLE_REG, "1s node:Node1 paused", "2s node:Node2 paused", "3s group:HyperV* move best")
    assert group(prediction, "HyperV VMs") == ("Node3", "PartialOnline")


def test_only_paused_nodes_are_left() -> None:
    """T10: the group goes there and stays offline."""
    prediction = run(ARTICLE_REG, "1s node:Node2 paused", "1s node:Node3 paused", "2s node:Node1 down")
    assert group(prediction, "HyperV VMs") == ("Node2", "Offline")


def test_who_was_paused_is_paused_when_it_comes_back() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node2 paused", "2s node:Node2 down", "1m node:Node2 up")
    assert dict(prediction.after.nodes)["Node2"] == "Paused"


@pytest.mark.parametrize("becomes", Becomes)
@pytest.mark.parametrize("state", NodeState)
def test_everything_can_happen_to_a_node_in_every_state(becomes: Becomes, state: NodeState) -> None:
    """It happens or it is said that it cannot; a node that is up in the end runs, and one group is on one node."""
    toml = f'[assume]\nnodes = {{ Node2 = "{state.value}" }}'
    prediction = run(ARTICLE_REG, f"1s node:Node2 {becomes.value}", "3h node:Node1 down", toml=toml)
    told = texts(prediction, "EventLog")[0]
    assert told.startswith("event: ")
    quiet = "cannot be that now" in told
    assert (
        quiet
        or any(entry.at_ms == 1000 and entry.component == "Membership" for entry in prediction.trace)
        or (becomes is Becomes.DOWN or (becomes, state) == (Becomes.DRAINED, NodeState.PAUSED))
    )


@pytest.mark.parametrize("becomes", [each for each in Becomes if each is not Becomes.UP])
def test_nothing_more_happens_to_a_dead_node(becomes: Becomes) -> None:
    """Whether the others have noticed or not."""
    for second in (2, 60):
        prediction = run(ARTICLE_REG, "1s node:Node1 down", f"{second}s node:Node1 {becomes.value}")
        assert "but it is down already" in [*texts(prediction, "EventLog")][-1]
        assert dict(prediction.after.nodes)["Node1"] == "Down"


def test_up_twice_is_up_once() -> None:
    prediction = run(ARTICLE_REG, "1s node:Node1 down", "1m node:Node1 up", "2m node:Node1 up")
    assert [at_ms for at_ms, text in actions(prediction) if text == "node-up Node1"] == [60_000]


def test_a_cluster_of_one_node_and_of_none() -> None:
    alone = run(cluster_reg([G("G", (R("vm", {"PersistentState": 1}),))], ["N"]), "1s node:N down", "9s node:N up")
    assert group(alone, "G") == ("N", "Online")
    assert run(cluster_reg([G("G", (R("vm", {"PersistentState": 1}),))], []), "1s vm offline").after.quorum is False
