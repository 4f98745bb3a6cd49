from __future__ import annotations

import pytest

from tests.engine.runs import ARTICLE_REG, run

MOVES = """
[dll."vm:1"]
online = "fails"
online_takes = "1s"
online_on = { Node2 = "succeeds" }
"""


def failed(expect: str) -> tuple[str, ...]:
    prediction = run(ARTICLE_REG, "3s vm:1 reports Failed", toml=f"{MOVES}\n[expect]\n{expect}\n")
    assert prediction.expect is not None
    assert prediction.expect.met is not bool(prediction.expect.failed)
    return prediction.expect.failed


@pytest.mark.parametrize(
    "expect",
    [
        'owner = { "HyperV VMs" = "Node2" }',
        'state = { "vm:1" = "Online", "vm:3" = "Offline" }',
        'actions = ["restart Virtual Machine 1 on Node1", "failover HyperV VMs to Node2"]',
        'actions = ["restart Virtual Machine 1 on Node1", "restart Virtual Machine 1 on Node1"]',
        'never = ["give-up", "failover HyperV VMs to Node3"]',
        "quorum = true",
        'owner = { "HyperV VMs" = "Node2" }\nwithin = "8s"',
        'state = { "vm:1" = "Online" }\nwithin = "9s"',
        'actions = ["failover HyperV VMs to Node2"]\nwithin = "8s"',
    ],
)
def test_met(expect: str) -> None:
    assert failed(expect) == ()


@pytest.mark.parametrize(
    ("expect", "sentence"),
    [
        ('owner = { "HyperV VMs" = "Node1" }', "owner of HyperV VMs at the end: expected Node1, predicted Node2"),
        ('state = { "vm:1" = "Failed" }', "state of Virtual Machine 1 at the end: expected Failed, predicted Online"),
        ('actions = ["failover HyperV VMs to Node3"]', "action 'failover HyperV VMs to Node3': it did not happen"),
        (
            'actions = ["failover HyperV VMs to Node2", "restart Virtual Machine 1 on Node1"]',
            "action 'restart Virtual Machine 1 on Node1': it did not happen, or not in this order",
        ),
        ('never = ["failover"]', "never 'failover': it happened at 8 s: failover HyperV VMs to Node2"),
        ("quorum = false", "quorum: expected False, predicted True"),
        (
            'owner = { "HyperV VMs" = "Node2" }\nwithin = "7s"',
            "owner of HyperV VMs from 7 s on: expected Node2, predicted Node1",
        ),
        (
            'state = { "vm:1" = "Online" }\nwithin = "8s"',
            "state of Virtual Machine 1 from 8 s on: expected Online, predicted OnlinePending",
        ),
        (
            'actions = ["failover HyperV VMs to Node2"]\nwithin = "7s"',
            "action 'failover HyperV VMs to Node2': within 7 s, predicted at 8 s",
        ),
    ],
)
def test_not_met(expect: str, sentence: str) -> None:
    (found,) = failed(expect)
    assert found.startswith(sentence)


def test_without_expectations_there_is_no_verdict() -> None:
    assert run(ARTICLE_REG).expect is None
