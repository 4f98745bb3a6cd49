from __future__ import annotations

import pytest

from hivetool.scenario.errors import BadScenario
from tests.clusters import article_groups, cluster_reg
from tests.engine.runs import ARTICLE_REG, group, run, state


def test_what_is_commanded_is_what_is_there() -> None:
    prediction = run(ARTICLE_REG)
    assert [state(prediction, f"Virtual Machine {number}")[0] for number in (1, 2, 3)] == [
        "Online",
        "Online",
        "Offline",
    ]
    assert group(prediction, "HyperV VMs") == ("Node1", "PartialOnline")


def test_assumed_states_and_owners() -> None:
    toml = '[assume]\nstates = { "vm:2" = "Offline" }\nowners = { "HyperV VMs" = "Node3" }'
    prediction = run(ARTICLE_REG, toml=toml)
    assert prediction.actions[0].action_string == "online Virtual Machine 2 on Node3"
    assert ("owner of HyperV VMs", "Node3", "scenario") in [
        (item.what, item.value, item.basis) for item in prediction.assumed
    ]


def test_an_assumed_owner_must_run() -> None:
    with pytest.raises(BadScenario, match="assume: owners: HyperV VMs: 3 is down"):
        run(ARTICLE_REG, toml='[assume]\nowners = { "HyperV VMs" = "Node3" }\nnodes = { Node3 = "down" }')


def test_an_assumed_owner_that_is_not_possible_is_named() -> None:
    reg = cluster_reg(article_groups(first={"PossibleOwners": ["1"]}))
    prediction = run(reg, toml='[assume]\nowners = { "HyperV VMs" = "Node3" }')
    basis = next(item.basis for item in prediction.assumed if item.what == "owner of HyperV VMs")
    assert basis == "scenario, though it is no possible owner of Virtual Machine 1"


def test_without_a_node_nothing_is_online() -> None:
    down = ", ".join(f'Node{number} = "down"' for number in (1, 2, 3))
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=f"[assume]\nnodes = {{ {down} }}")
    assert group(prediction, "HyperV VMs") == (None, "Offline")
    assert prediction.after.quorum is False
    assert prediction.actions == ()


def test_a_state_needs_a_node() -> None:
    down = ", ".join(f'Node{number} = "down"' for number in (1, 2, 3))
    toml = f'[assume]\nnodes = {{ {down} }}\nstates = {{ "vm:1" = "Online" }}'
    with pytest.raises(BadScenario, match="no node hosts it"):
        run(ARTICLE_REG, toml=toml)


def test_a_node_that_is_stored_as_paused_is_paused() -> None:
    reg = cluster_reg(article_groups(), node_values={"Node2": {"Paused": 1}})
    assert dict(run(reg).after.nodes) == {"Node1": "Up", "Node2": "Paused", "Node3": "Up"}
    up = run(reg, toml='[assume]\nnodes = { Node2 = "up" }')
    assert dict(up.after.nodes)["Node2"] == "Up"
