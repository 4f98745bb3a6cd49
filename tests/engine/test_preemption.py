from __future__ import annotations

import pytest

from hivetool.engine.outcome import Prediction
from tests.clusters import G, R, Values, cluster_reg
from tests.engine.runs import actions, group, run, state

DOWN = "1m node:A down"
NOTICED = 65_000


def cluster(*priorities: int, root: Values | None = None) -> str:
    """Groups G1, G2, … with the resources R1, R2, …: the first on A, the others on B."""
    groups = [
        G(
            f"G{number}",
            (R(f"R{number}", {"PersistentState": 1}, "Generic Service"),),
            {"Priority": priority, "DefaultOwner": 1 if number == 1 else 2},
        )
        for number, priority in enumerate(priorities, 1)
    ]
    return cluster_reg(groups, ("A", "B", "C"), root=root)


def scenario(memory: str, more: str = "", semantics: str = "windows") -> str:
    return f'semantics = "{semantics}"\n[assume]\nnodes = {{ C = "paused" }}\ncapacity = {{ {memory} }}\n{more}'


def preempted(prediction: Prediction) -> list[str]:
    return [text.split()[1] for _, text in actions(prediction) if text.startswith("queue ")]


def test_the_lowest_priority_goes_first_and_nobody_more_than_needed() -> None:
    memory = "B = 300, C = 0, G1 = 150, G2 = 100, G3 = 100, G4 = 100"
    prediction = run(cluster(3000, 2000, 1000, 500), DOWN, toml=scenario(memory))
    assert preempted(prediction) == ["G4", "G3"]
    assert [group(prediction, f"G{number}") for number in (1, 2, 3, 4)] == [
        ("B", "Online"),
        ("B", "Online"),
        ("B", "Offline"),
        ("B", "Offline"),
    ]
    assert state(prediction, "R3") == ("Offline", 1)


@pytest.mark.parametrize(
    ("priorities", "root", "memory"),
    [
        ((1000, 1000), {}, "B = 100, C = 0, G1 = 100, G2 = 100"),
        ((2000, 1000), {"MinimumPreemptorPriority": 3000}, "B = 100, C = 0, G1 = 100, G2 = 100"),
        ((3000, 1000), {"MinimumNeverPreemptPriority": 1000}, "B = 100, C = 0, G1 = 100, G2 = 100"),
        ((3000, 1000), {}, "B = 100, C = 0, G1 = 101, G2 = 100"),
        ((0, 1000), {}, "B = 100, C = 0, G1 = 100, G2 = 100"),
    ],
    ids=["equal", "may not preempt", "never preempted", "not enough", "no auto start"],
)
def test_who_preempts_nobody(priorities: tuple[int, ...], root: Values, memory: str) -> None:
    prediction = run(cluster(*priorities, root=root), DOWN, toml=scenario(memory))
    assert preempted(prediction) == []
    assert "give-up G1 on A" in [text for _, text in actions(prediction)]
    assert state(prediction, "R2") == ("Online", 1)


def test_the_group_waits_until_there_is_room() -> None:
    """What goes offline has its memory until it is offline, and nobody else gets what it leaves."""
    memory, slow = "B = 100, C = 0, G1 = 100, G2 = 100", '[dll.R2]\noffline_takes = "20s"\n'
    found = actions(run(cluster(2000, 1000), DOWN, toml=scenario(memory, slow)))
    assert found[1:] == [
        (NOTICED, "queue G2 on B"),
        (NOTICED, "offline R2 on B"),
        (NOTICED + 20_000, "failover G1 to B"),
        (NOTICED + 20_000, "online R1 on B"),
    ]


def two_of_each(*priorities: int) -> str:
    """G1 and G2 on A, G3 and G4 on B."""
    groups = [
        G(
            f"G{number}",
            (R(f"R{number}", {"PersistentState": 1}, "Generic Service"),),
            {"Priority": priority, "DefaultOwner": 1 if number < 3 else 2},
        )
        for number, priority in enumerate(priorities, 1)
    ]
    return cluster_reg(groups, ("A", "B", "C"))


def test_what_makes_room_for_one_group_makes_none_for_another() -> None:
    """Event 1251: each of two takes the memory of a group of its own, however long those take to go."""
    memory = "B = 200, C = 0, G1 = 100, G2 = 100, G3 = 100, G4 = 100"
    slow = '[dll.R3]\noffline_takes = "20s"\n[dll.R4]\noffline_takes = "10s"\n'
    found = actions(run(two_of_each(3000, 2000, 1000, 1000), DOWN, toml=scenario(memory, slow)))
    assert found[1:] == [
        (NOTICED, "queue G3 on B"),
        (NOTICED, "offline R3 on B"),
        (NOTICED, "queue G4 on B"),
        (NOTICED, "offline R4 on B"),
        (NOTICED + 20_000, "failover G1 to B"),
        (NOTICED + 20_000, "online R1 on B"),
        (NOTICED + 20_000, "failover G2 to B"),
        (NOTICED + 20_000, "online R2 on B"),
    ]


def test_room_for_two_is_made_once() -> None:
    """One large group makes room for both: the second waits for it, and preempts nobody else."""
    memory = "B = 300, C = 0, G1 = 100, G2 = 100, G3 = 200, G4 = 100"
    prediction = run(two_of_each(3000, 2000, 500, 1000), DOWN, toml=scenario(memory))
    assert preempted(prediction) == ["G3"]
    assert [group(prediction, f"G{number}") for number in (1, 2, 4)] == [("B", "Online")] * 3


def test_a_group_that_is_to_stay_offline_needs_no_room() -> None:
    memory = "B = 100, C = 0, G1 = 100, G2 = 100"
    prediction = run(cluster(3000, 1000), DOWN, "61s group:G1 offline", toml=scenario(memory))
    assert preempted(prediction) == []
    assert group(prediction, "G1") == ("B", "Offline")
    assert state(prediction, "R2") == ("Online", 1)


def test_who_is_preempted_before_anything_of_it_is_online_makes_room_all_the_same() -> None:
    """G2 arrives on A in the moment in which G1 finds that it cannot go to C."""
    groups = [
        G(f"G{number}", (R(f"R{number}", {"PersistentState": 1}, "Generic Service"),), values)
        for number, values in ((1, {"Priority": 3000, "DefaultOwner": 2}), (2, {"Priority": 1000, "DefaultOwner": 2}))
    ]
    toml = 'semantics = "windows"\n[assume]\ncapacity = { A = 100, C = 100, G1 = 100, G2 = 100 }\n'
    toml += '[dll."*"]\noffline_takes = "5s"\nonline_takes = "1s"\n'
    prediction = run(cluster_reg(groups, ("A", "B", "C")), "1s node:B drained", "2s node:C paused", toml=toml)
    assert actions(prediction)[-4:] == [
        (6000, "online R2 on A"),
        (6000, "queue G2 on A"),
        (6000, "failover G1 to A"),
        (6000, "online R1 on A"),
    ]
    assert (state(prediction, "R1")[0], state(prediction, "R2")[0]) == ("Online", "Offline")


def test_a_group_that_cannot_go_offline_is_preempted_once() -> None:
    memory, stuck = "B = 100, C = 0, G1 = 100, G2 = 100", '[dll.R2]\noffline = "fails"\n'
    prediction = run(cluster(2000, 1000), DOWN, toml=scenario(memory, stuck))
    assert preempted(prediction) == ["G2"]


def test_the_preempted_group_comes_back_when_a_node_does() -> None:
    memory = "A = 100, B = 100, C = 0, G1 = 100, G2 = 100"
    prediction = run(cluster(2000, 1000), DOWN, "10m node:A up", toml=scenario(memory))
    assert actions(prediction)[-2:] == [(600_000, "failover G2 to A"), (600_000, "online R2 on A")]


@pytest.mark.parametrize("becomes", ["shutdown", "down"])
def test_the_node_goes_while_room_is_made(becomes: str) -> None:
    """The group does not wait for room on a node that is gone: it is placed when there is another one."""
    memory, slow = "A = 100, B = 100, C = 0, G1 = 100, G2 = 100", '[dll.R2]\noffline_takes = "20s"\n'
    events = (DOWN, f"75s node:B {becomes}", "10m node:A up", "20m node:B up")
    prediction = run(cluster(2000, 1000, root={"LowerQuorumPriorityNodeId": 2}), *events, toml=scenario(memory, slow))
    assert group(prediction, "G1") == ("A", "Online")
    assert group(prediction, "G2") == ("B", "Online")


def test_an_idle_group_has_no_memory() -> None:
    first, second = (
        G(f"G{number}", (R(f"R{number}", {"PersistentState": on}, "Generic Service"),), {"DefaultOwner": number})
        for number, on in ((1, 1), (2, 0))
    )
    prediction = run(
        cluster_reg([first, second], ("A", "B", "C")), DOWN, toml=scenario("B = 100, C = 0, G1 = 100, G2 = 100")
    )
    assert preempted(prediction) == []
    assert group(prediction, "G1") == ("B", "Online")


def test_the_article_knows_no_memory() -> None:
    memory = "B = 100, C = 0, G1 = 100, G2 = 100"
    prediction = run(cluster(3000, 1000), DOWN, toml=scenario(memory, semantics="article"))
    assert preempted(prediction) == []
    assert group(prediction, "G1") == ("B", "Online")
