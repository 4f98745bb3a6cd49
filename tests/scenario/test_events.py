from __future__ import annotations

from typing import Any

import pytest

from hivetool.scenario.errors import BadScenario
from hivetool.scenario.events import SUBJECTS, read_event
from hivetool.scenario.model import (
    Becomes,
    ColdStart,
    Command,
    Event,
    FailsInside,
    Move,
    NodeBecomes,
    Reports,
    RhsCrash,
    Status,
    StoppedInside,
    What,
)
from tests.clusters import G, R, article_groups, cluster_reg, database, group_id, resource_id

KNOWN = database(cluster_reg(article_groups()))
VM1, VM2 = (resource_id(f"Virtual Machine {number}") for number in (1, 2))
GROUP = group_id("HyperV VMs")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"resource": "vm:1", "reports": "noresponse"}, Reports(VM1, Status.NO_RESPONSE)),
        ({"resource": "vm:1", "stopped": "inside"}, StoppedInside(VM1)),
        ({"resource": "vm:1", "fails": "inside"}, FailsInside(VM1)),
        ({"resource": "vm:1", "online": True}, Command("resource", VM1, online=True)),
        ({"resource": "vm:1", "offline": True}, Command("resource", VM1, online=False)),
        ({"group": "HyperV VMs", "online": True}, Command("group", GROUP, online=True)),
        ({"group": "HyperV VMs", "offline": True}, Command("group", GROUP, online=False)),
        ({"group": "HyperV VMs", "move": "node:Node3"}, Move(GROUP, "3")),
        ({"group": "HyperV VMs", "move": "best"}, Move(GROUP, None)),
        ({"group": "HyperV VMs", "move": "Best", "live": True}, Move(GROUP, None, live=True)),
        ({"group": "HyperV VMs", "move": "Node3", "live": True}, Move(GROUP, "3", live=True)),
        *(({"node": "Node2", "becomes": each.value}, NodeBecomes("2", each)) for each in Becomes),
        ({"rhs": "Node1"}, RhsCrash("1")),
        ({"rhs": "Node1", "crashes": True}, RhsCrash("1")),
        ({"rhs": "Node1", "by": "vm:2"}, RhsCrash("1", VM2)),
        ({"resource": "vm:1", "stopped": "Inside"}, StoppedInside(VM1)),
        ({"cluster": "start"}, ColdStart()),
    ],
)
def test_every_event(given: dict[str, Any], expected: What) -> None:
    assert read_event(KNOWN, {"at": "3s", **given}, "event 1") == Event(3000, expected)
    assert read_event(KNOWN, {"every": "24h", "at": 0, **given}, "event 1") == Event(0, expected, 86_400_000)


def test_a_node_that_is_called_best() -> None:
    known = database(cluster_reg([G("g", (R("a"),))], nodes=("Node1", "best")))
    for name, target in (("best", None), ("node:best", "2"), ('"best"', "2")):
        assert read_event(known, {"at": 0, "group": "g", "move": name}, "event 1").what == Move(group_id("g"), target)


@pytest.mark.parametrize(
    ("given", "place", "reason"),
    [
        ({}, "", "needs exactly one subject: resource, group, node, rhs, cluster"),
        (
            {"resource": "vm:1", "group": "x", "online": True},
            "",
            "needs exactly one subject: resource, group, node, rhs, cluster; here are resource and group",
        ),
        ({"resource": "vm:1"}, "", "needs exactly one of reports, stopped, fails, online, offline"),
        ({"group": "HyperV VMs"}, "", "needs exactly one of move, online, offline"),
        (
            {"group": "HyperV VMs", "move": "best", "offline": True},
            "",
            "needs exactly one of move, online, offline; here are move and offline",
        ),
        ({"node": "Node1"}, "", "needs exactly one of becomes"),
        ({"node": "Node1", "becoms": "up"}, "", "unknown field 'becoms'; did you mean becomes?"),
        ({"node": "Node1", "becomes": "dead"}, ": becomes", "'dead' is not one of down, shutdown, up, paused, drained"),
        ({"node": "Node9", "becomes": "up"}, ": node", "no node 'Node9'; did you mean"),
        ({"resource": "vm:1", "reports": "Dead"}, ": reports", "'Dead' is not one of Online"),
        ({"resource": "vm:9", "reports": "Failed"}, ": resource", "no virtual machine '9'"),
        ({"resource": "vm:1", "stopped": "outside"}, ": stopped", "'outside' is not 'inside'"),
        ({"resource": "vm:1", "online": False}, ": online", "can only be true"),
        ({"resource": "vm:1", "online": 1}, ": online", "must be true or false"),
        ({"resource": "vm:1", "move": "Node2"}, "", "unknown field 'move'"),
        ({"resource": ["vm:1"], "online": True}, ": resource", "must be a string"),
        ({"group": "HyperV VMs", "move": "Node9"}, ": move", "no node 'Node9'"),
        ({"group": "HyperV VMs", "move": 2}, ": move", "must be a string"),
        ({"group": "HyperV VMs", "move": "best", "live": False}, ": live", "can only be true"),
        ({"group": "HyperV VMs", "online": True, "live": True}, ": live", "goes with move only"),
        ({"group": "HyperV VMs", "live": True}, "", "needs exactly one of move, online, offline"),
        ({"rhs": "Node9"}, ": rhs", "no node 'Node9'"),
        ({"rhs": "Node1", "by": 5}, ": by", "must be a string"),
        ({"rhs": "Node1", "by": "vm:9"}, ": by", "no virtual machine '9'"),
        ({"rhs": "Node1", "crashes": False}, ": crashes", "can only be true"),
        ({"cluster": "stop"}, ": cluster", "'stop' is not 'start'"),
        ({"cluster": {}}, ": cluster", "a table is not 'start'"),
        ({"cluster": "start", "online": True}, "", "unknown field 'online'"),
        ({"resource": "vm:1", "online": True, "every": "0s"}, ": every", "longer than 0"),
        ({"resource": "vm:1", "online": True, "every": -1}, ": every", "-1 is not from 0 to"),
        ({"resource": "vm:1", "online": True, "at": "-3s"}, ": at", "is not a duration"),
        ({"resource": "vm:1", "online": True, "at": 16**6000}, ": at", "a number is not from 0 to"),
    ],
)
def test_what_means_nothing_says_where_and_why(given: dict[str, Any], place: str, reason: str) -> None:
    with pytest.raises(BadScenario) as caught:
        read_event(KNOWN, {"at": "1s", **given}, "event 7")
    assert caught.value.where == f"event 7{place}"
    assert reason in caught.value.reason


def test_an_event_needs_a_time() -> None:
    with pytest.raises(BadScenario, match='event 7: needs a time: at = "3s"'):
        read_event(KNOWN, {"cluster": "start"}, "event 7")


@pytest.mark.parametrize("name", SUBJECTS)
def test_fields_of_a_subject_are_its_verbs_and_what_goes_with_them(name: str) -> None:
    expected = {
        "resource": {"reports", "stopped", "fails", "online", "offline"},
        "group": {"move", "live", "online", "offline"},
        "node": {"becomes"},
        "rhs": {"crashes", "by"},
        "cluster": set(),
    }
    assert set(SUBJECTS[name].fields) == expected[name]
