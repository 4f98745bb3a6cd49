from __future__ import annotations

import pytest

from hivetool.report.comparison import Aspect, Verdict
from tests.clusters import CONFIG, VM, G, R, cluster_reg, database
from tests.report.observing import compared, saw, told

GROUPS = (
    G(
        "g",
        (R("vm", {"PossibleOwners": ["1", "3"]}, VM, ("cfg",)), R("cfg", {}, CONFIG)),
        {"DefaultOwner": 1, "PreferredOwners": ["3", "1"]},
    ),
    G("empty", (), {"DefaultOwner": 0xFFFFFFFF}),
    G("free", (R("x"),), {}),
)
KNOWN = database(cluster_reg(GROUPS, node_values={"Node3": {"Paused": 1}}))


@pytest.mark.parametrize(
    ("machine", "config", "shown", "verdict", "derived"),
    [
        ("Online", "Online", "Online", "agrees", "Online"),
        ("Online", "Offline", "Online", "agrees", "Online"),
        ("Failed", "OnlinePending", "Failed", "agrees", "Failed"),
        ("Online", "OfflinePending", "Pending", "agrees", "Pending"),
        ("Offline", "Online", "Online", "differs", "Offline"),
        ("Offline", "Online", "PartialOnline", "differs", "Offline"),
        ("Online", "Failed", "Online", "differs", "Failed"),
        ("Online", "Unknown", "Online", "not compared", "not known"),
        ("Online", "Online", "Unknown", "not compared", "not known"),
    ],
)
def test_the_state_its_resources_make(machine: str, config: str, shown: str, verdict: str, derived: str) -> None:
    """MS-CMRP 3.1.4.2.46: the machine is the only top-level resource."""
    seen = (saw("resource", "vm", machine), saw("resource", "cfg", config), saw("group", "g", shown))
    assert told(compared(KNOWN, *seen), Aspect.GROUP_STATE) == [("g", verdict, derived, shown)]


def test_an_empty_group_is_offline() -> None:
    assert told(compared(KNOWN, saw("group", "empty", "Offline"))) == [("empty", "agrees", "Offline", "Offline")]


def test_not_all_resources_were_seen() -> None:
    comparison = compared(KNOWN, saw("resource", "vm", "Failed"), saw("group", "g", "Online"))
    (check,) = (check for check in comparison.checks if check.aspect is Aspect.GROUP_STATE)
    assert check.verdict is Verdict.OPEN
    assert check.why == "1 of its 2 resources were observed in a state that counts"


def test_a_state_that_changes() -> None:
    seen = [
        saw("resource", "x", "Online", at_ms=1),
        saw("group", "free", "Online", at_ms=2),
        saw("resource", "x", "NoResponse", reports=True, at_ms=3),
        saw("group", "free", "Online", at_ms=4),
        saw("vm", "x", "Failed", reports=True, at_ms=5),
        saw("group", "free", "Online", at_ms=6),
    ]
    verdicts = [verdict for _, verdict, *_ in told(compared(KNOWN, *seen), Aspect.GROUP_STATE)]
    assert verdicts == ["agrees", "not compared", "differs"]


@pytest.mark.parametrize(
    ("owner", "last", "possible", "preferred"),
    [
        ("Node1", ("agrees", "Node1"), ("agrees", "any of its nodes"), ("agrees", "Node3, Node1")),
        ("NODE3", ("differs", "Node1"), ("agrees", "any of its nodes"), ("agrees", "Node3, Node1")),
        ("Node2", ("differs", "Node1"), ("differs", "Node1, Node3"), ("noted", "Node3, Node1")),
    ],
)
def test_owners(owner: str, last: tuple[str, str], possible: tuple[str, str], preferred: tuple[str, str]) -> None:
    comparison = compared(KNOWN, saw("group", "g", owner=owner))
    assert told(comparison) == [("g", *pair, owner) for pair in (last, possible, preferred)]
    aspects = [check.aspect for check in comparison.checks]
    assert aspects == [Aspect.DEFAULT_OWNER, Aspect.POSSIBLE_OWNERS, Aspect.PREFERRED_OWNERS]
    assert [check.evidence[0].value for check in comparison.checks if check.evidence] == [
        "DefaultOwner",
        *(["PossibleOwners"] if possible[0] == "differs" else []),
        "PreferredOwners",
    ]
    assert comparison.agrees == (last[0] == "agrees")


def test_an_owner_is_seen_with_the_resources_too() -> None:
    assert told(compared(KNOWN, saw("resource", "cfg", owner="Node2")), Aspect.DEFAULT_OWNER) == [
        ("g", "differs", "Node1", "Node2")
    ]


def test_no_last_owner_is_stored() -> None:
    for name in ("free", "empty"):
        first, *_ = told(compared(KNOWN, saw("group", name, owner="Node2")), Aspect.DEFAULT_OWNER)
        assert first == (name, "not compared", "not stored", "Node2")


def test_a_node_that_the_database_does_not_have() -> None:
    assert told(compared(KNOWN, saw("group", "g", owner="Node9"))) == [("g", "differs", "Node1", "Node9")]


@pytest.mark.parametrize(
    ("node", "state", "verdict", "stored"),
    [
        ("Node1", "Up", "agrees", "not paused"),
        ("Node1", "Paused", "differs", "not paused"),
        ("Node3", "Paused", "agrees", "Paused"),
        ("Node3", "Up", "differs", "Paused"),
        ("Node1", "Down", "noted", "not paused"),
        ("Node3", "Joining", "noted", "Paused"),
        ("Node1", "Isolated", "noted", "not paused"),
        ("Node1", "Quarantined", "noted", "not paused"),
        ("Node1", "Unknown", "noted", "not paused"),
    ],
)
def test_nodes(node: str, state: str, verdict: str, stored: str) -> None:
    comparison = compared(KNOWN, saw("node", node, state))
    assert told(comparison) == [(node, verdict, stored, state)]
    assert [each.value for each in comparison.checks[0].evidence] == (["Paused"] if node == "Node3" else [])
