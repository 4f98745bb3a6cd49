from __future__ import annotations

import pytest

from hivetool.cluster.semantics import ARTICLE, overridden
from hivetool.engine.ground import ground_of
from hivetool.engine.whatif import Answer, Difference, Outage, what_if
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import VM, G, R, Values, cluster_reg, database
from tests.engine.runs import run


def machine(name: str, owner: int, values: Values | None = None, group: Values | None = None) -> G:
    vm = R(f"Virtual Machine {name}", {"PersistentState": 1, **(values or {})}, VM)
    return G(name, (vm,), {"PersistentState": 1, "DefaultOwner": owner, **(group or {})})


HEARTBEATS = {"SameSubnetDelay": 2000, "SameSubnetThreshold": 4}


def outage(*groups: G, event: str = "node:Node1 down", toml: str = "", points: tuple[str, ...] = ()) -> Outage:
    known = database(cluster_reg(groups, root=HEARTBEATS))
    scenario = with_events(read_scenario(toml, known), [event] if event else [], known)
    return what_if(ground_of(known, overridden(ARTICLE, points), scenario.assume), scenario)


def test_groups_of_a_dead_node_move_to_the_top_of_the_list() -> None:
    """Article: 'the first available node at the top of the list will be selected'; others are left alone."""
    found = outage(machine("A", 1), machine("B", 2), machine("C", 1))
    assert (found.down, found.drained, found.quorum) == (("Node1",), (), True)
    assert [(move.group, move.source, move.target, move.live) for move in found.moves] == [
        ("A", "Node1", "Node2", False),
        ("C", "Node1", "Node2", False),
    ]
    assert {move.decision for move in found.moves} == {"FM-08"}
    assert {move.why for move in found.moves} == {"the first available node at the top of the list"}
    assert (found.not_online, found.stays) == ((), ())
    assert found.votes.startswith("2 of 3 votes")


def test_downtime_begins_with_the_death_of_the_node() -> None:
    """It is noticed after SameSubnetDelay times SameSubnetThreshold (interfaces, What a scenario means, 4)."""
    assert outage(machine("A", 1)).downtime_ms == (("A", 8000),)


def test_why_other_nodes_were_passed_over() -> None:
    (move,) = outage(machine("A", 1, {"PossibleOwners": ["1", "3"]})).moves
    assert move.target == "Node3"
    assert move.why == (
        "the first available node at the top of the list (Node2: it is no possible owner of Virtual Machine A)"
    )


def test_a_group_that_no_node_can_take_is_not_online() -> None:
    found = outage(machine("A", 1, {"PossibleOwners": ["1"]}), machine("B", 1))
    assert [move.group for move in found.moves] == ["B"]
    (lost,) = found.not_online
    assert (lost.group, lost.decision) == ("A", "FM-03")
    assert lost.why.startswith("no node can take the group")
    assert lost.why.endswith("; Node2, Node3: it is no possible owner of Virtual Machine A")
    assert dict(found.downtime_ms)["A"] is None


def test_a_group_that_was_offline_moves_and_is_not_missed() -> None:
    found = outage(machine("A", 1, {"PersistentState": 0}, {"PersistentState": 0}))
    assert [(move.group, move.target) for move in found.moves] == [("A", "Node2")]
    assert found.not_online == ()
    assert found.downtime_ms == ()


def test_priority_0_is_not_started() -> None:
    """MSCS groups-priority: 0 is not started automatically."""
    found = outage(machine("A", 1, group={"Priority": 0}))
    assert [(move.group, move.target) for move in found.moves] == [("A", "Node2")]
    assert [(each.group, each.decision) for each in found.not_online] == [("A", "FM-10")]


def test_without_quorum_everything_is_down() -> None:
    found = outage(machine("A", 1), machine("B", 3), event="node:Node1 down", toml=_event("Node2"))
    assert not found.quorum
    assert found.down == ("Node2", "Node1")
    assert [each.group for each in found.not_online] == ["A", "B"]
    assert {each.why for each in found.not_online} == {found.votes}
    assert found.votes.startswith("1 of 3 votes")
    assert found.moves == ()


def _event(node: str, becomes: str = "down") -> str:
    return f'[[event]]\nat = "1ms"\nnode = "{node}"\nbecomes = "{becomes}"\n'


def test_memory_decides_where_it_is_considered() -> None:
    toml = "[assume.capacity]\nNode2 = 8\nNode3 = 8\nA = 16\n"
    assert outage(machine("A", 1), toml=toml).not_online == ()
    (lost,) = outage(machine("A", 1), toml=toml, points=("considers_capacity=true",)).not_online
    assert "; Node2, Node3: it lacks the memory: 16 MB are needed, 8 of 8 MB are free" in lost.why


def test_a_machine_that_fails_everywhere_is_not_online() -> None:
    found = outage(machine("A", 1), toml='[dll."Virtual Machine A"]\nonline = "fails"\n')
    assert [each.group for each in found.not_online] == ["A"]
    assert found.not_online[0].decision.startswith(("FM-", "RCM-"))


def test_a_drain_migrates_machines_live() -> None:
    found = outage(machine("A", 1), machine("B", 1, {"PossibleOwners": ["1"]}), event="node:Node1 drained")
    assert (found.down, found.drained) == ((), ("Node1",))
    assert [(move.group, move.target, move.live) for move in found.moves] == [("A", "Node2", True)]
    assert [(each.group, each.node) for each in found.stays] == [("B", "Node1")]
    assert found.stays[0].why == "Node2, Node3: it is no possible owner of Virtual Machine B"
    assert (found.not_online, found.downtime_ms) == ((), ())


@pytest.mark.parametrize("becomes", ["down", "drained", "isolated", "shutdown"])
def test_it_is_what_a_whole_prediction_says(becomes: str) -> None:
    groups = (machine("A", 1), machine("B", 1, {"PossibleOwners": ["1"]}), machine("C", 2), machine("D", 1))
    found = outage(*groups, event=f"node:Node1 {becomes}")
    prediction = run(cluster_reg(groups, root=HEARTBEATS), f"node:Node1 {becomes}")
    owners = {group.label: group.owner for group in prediction.after.groups}
    first = {"A": "Node1", "B": "Node1", "C": "Node2", "D": "Node1"}
    assert {move.group: move.target for move in found.moves} == {
        group: owner for group, owner in owners.items() if owner != first[group]
    }
    assert {each.group for each in found.not_online} == {
        group.label for group in prediction.after.groups if group.state != "Online"
    }
    assert dict(found.downtime_ms) == dict(prediction.downtime_ms)
    assert found.quorum == prediction.after.quorum


def test_nothing_else_is_looked_at() -> None:
    """It must cost what fails: the ground learns of no resource that has nothing to do with it."""
    known = database(cluster_reg([machine("A", 1), *(machine(f"B{number}", 2) for number in range(20))]))
    ground = ground_of(known, ARTICLE)
    what_if(ground, with_events(read_scenario("", known), ["node:Node1 down"], known))
    assert len(ground._commanded) == 1


def test_assumptions_name_the_reason_and_not_every_group() -> None:
    found = outage(machine("A", 1), machine("B", 1))
    assert [(each.what, each.value) for each in found.assumed if "owner" in each.what] == [
        ("owners at 0", "DefaultOwner")
    ]


def test_what_a_change_changes() -> None:
    before = outage(machine("A", 1), machine("B", 1))
    after = outage(machine("A", 1, {"PossibleOwners": ["1", "3"]}), machine("B", 1))
    answer = Answer("Node1 down", before, after)
    assert answer.changes == (Difference("group", "A", "moves to Node2, down for 8 s", "moves to Node3, down for 8 s"),)
    assert answer.differs
    assert not Answer("Node1 down", before, before).differs
    assert Answer("Node1 down", before).changes == ()


def test_a_separate_monitor_saves_a_resource() -> None:
    shared = outage(machine("A", 1), event="rhs:Node1 crashes")
    separate = outage(machine("A", 1, {"SeparateMonitor": 1}), event="rhs:Node1 crashes")
    assert [label for label, _ in shared.hit] == ["Virtual Machine A"]
    assert separate.hit == ()
    changes = Answer("", shared, separate).changes
    assert ("resource", "is hit, noticed within 5 s", "nothing happens to it") in [
        (each.kind, each.before, each.after) for each in changes
    ]
