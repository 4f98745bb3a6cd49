from __future__ import annotations

from tests.clusters import G, R, cluster_reg
from tests.engine.runs import actions, decisions, run


def machines(count: int, kind: str = "Virtual Machine") -> str:
    groups = [G(f"g{n}", (R(f"vm{n}", {"PersistentState": 1}, kind),), {"DefaultOwner": 1}) for n in range(count)]
    return cluster_reg(groups, [f"Node{number}" for number in range(1, 6)])


def toml(slots: int | None = None) -> str:
    chosen = f"set_semantics = {{ starts_at_once = {slots} }}\n" if slots else ""
    return chosen + '[dll."vm*"]\nonline_takes = "10s"\n'


def test_only_so_many_machines_start_on_a_node_at_one_time() -> None:
    """VMFP: the others are queued, and start as the first ones are online."""
    prediction = run(machines(5), "1s node:Node1 down", toml=toml(2))
    assert [downtime for _, downtime in prediction.downtime_ms] == [15_000, 15_000, 25_000, 25_000, 35_000]
    assert [text for _, text in actions(prediction) if text.startswith("queue")] == [
        f"queue g{number} on Node2" for number in (2, 3, 4)
    ]


def test_32_at_one_time() -> None:
    prediction = run(machines(34), "1s node:Node1 down", toml=toml())
    assert decisions(prediction).count("FM-12") == 2
    assert {downtime for _, downtime in prediction.downtime_ms} == {15_000, 25_000}


def test_other_resources_need_no_slot() -> None:
    assert "FM-12" not in decisions(run(machines(5, "Generic Service"), "1s node:Node1 down", toml=toml(1)))


def test_who_fails_to_start_makes_room_too() -> None:
    failing = toml(1) + '[dll.vm0]\nonline = "fails"\nonline_takes = "1s"\n'
    prediction = run(machines(2), "1s node:Node1 down", toml=failing)
    assert dict(prediction.downtime_ms)["g1"] == 16_000


def test_who_is_taken_offline_while_it_starts_makes_room() -> None:
    words = ("1s node:Node1 down", "8s group:g0 move Node3")
    slow = toml(1).replace("10s", "100s") + '[dll.vm0]\nonline_takes = "100s"\noffline_takes = "50s"\n'
    prediction = run(machines(2), *words, "8s group:g0 move best", "9s node:Node2 shutdown", toml=slow)
    assert all(downtime is not None for _, downtime in prediction.downtime_ms)
    assert [text for _, text in actions(prediction) if text == "move g0 to Node3"]


def test_a_queue_of_a_node_that_dies_is_placed_elsewhere() -> None:
    words = ("1s node:Node1 down", "60s node:Node2 down")
    slow = toml(1).replace("10s", "100s")
    prediction = run(machines(3), *words, toml=slow)
    assert all(downtime is not None for _, downtime in prediction.downtime_ms)
    assert {item.owner for item in prediction.after.groups} == {"Node3"}


def test_one_machine_is_starting_and_two_are() -> None:
    for slots, told in ((1, "1 virtual machine is starting"), (2, "2 virtual machines are starting")):
        prediction = run(machines(3), "1s node:Node1 down", toml=toml(slots))
        queued = next(entry for entry in prediction.trace if entry.decision and entry.decision.id == "FM-12")
        assert queued.text.startswith(told)
