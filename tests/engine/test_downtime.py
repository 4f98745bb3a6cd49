from __future__ import annotations

from dataclasses import asdict

import pytest

from hivetool.engine.downtime import NEXT, Downtime, Mark, Parts, Phase
from hivetool.engine.outcome import Prediction
from hivetool.scenario.model import Status
from tests.clusters import CONFIG, EXCHANGE, G, R, article_groups, cluster_reg
from tests.engine.runs import ALWAYS_FAILS, ARTICLE_REG, run


def parts(prediction: Prediction) -> dict[str, tuple[int | None, ...]]:
    """By group: undetected, restarting, moving, starting."""
    for label, found in prediction.downtime_parts:
        assert found.total_ms == dict(prediction.downtime_ms)[label]
    return {label: tuple(asdict(found).values()) for label, found in prediction.downtime_parts}


def test_every_part_can_end_and_begin() -> None:
    assert {phase for phase, _ in NEXT} == {None, *Phase} == set(NEXT.values())


def test_nothing_is_down_where_nothing_was_online() -> None:
    down = Downtime()
    down.changed("a", Status.OFFLINE, Status.ONLINE, 5)
    down.mark(Mark.NOTICED, 6)
    down.mark(Mark.LEAVES, 7)
    down.mark(Mark.ARRIVES, 8)
    assert (down.affected, down.parts()) == (False, Parts())


def test_outages_add_up_part_by_part() -> None:
    down = Downtime()
    for start in (0, 100):
        down.changed("a", Status.ONLINE, Status.FAILED, start)
        down.mark(Mark.NOTICED, start + 1)
        down.mark(Mark.LEAVES, start + 3)
        down.mark(Mark.ARRIVES, start + 7)
        down.changed("a", Status.FAILED, Status.ONLINE, start + 15)
    assert down.parts() == Parts(2, 4, 8, 16)
    assert down.parts().total_ms == 30


def test_the_part_that_is_not_over_has_no_length() -> None:
    down = Downtime()
    down.changed("a", Status.ONLINE, Status.FAILED, 10)
    assert down.parts() == Parts(undetected=None)
    down.mark(Mark.NOTICED, 15)
    assert down.parts() == Parts(undetected=5, restarting=None)
    assert down.parts().total_ms is None


def test_a_restart_that_works() -> None:
    toml = '[dll."Virtual Machine 1"]\nonline_takes = "4s"\n'
    assert parts(run(ARTICLE_REG, "3s vm:1 reports Failed", toml=toml)) == {"HyperV VMs": (2000, 4000, 0, 0)}


def test_every_part_of_a_failover() -> None:
    """Noticed at 5 s; three restarts of 2 s each that fail; the others go offline in 3 s; online again after 7 s."""
    machine, other = {"PersistentState": 1, "RestartThreshold": 3}, {"PersistentState": 1}
    group = G("SQL", (R("Virtual Machine 1", machine), R("Files", other, "Generic Service")), {"DefaultOwner": 1})
    toml = (
        '[dll."Virtual Machine 1"]\nonline = ["fails", "fails", "fails", "succeeds"]\nonline_takes = "2s"\n'
        '[dll.Files]\noffline_takes = "3s"\nonline_takes = "7s"\n'
    )
    assert parts(run(cluster_reg([group]), "3s vm:1 reports Failed", toml=toml)) == {"SQL": (2000, 6000, 3000, 7000)}


def test_a_move_that_is_commanded_is_moving_and_starting() -> None:
    toml = '[dll."Virtual Machine 1"]\noffline_takes = "3s"\nonline_takes = "7s"\n'
    found = parts(run(ARTICLE_REG, "1s group:'HyperV VMs' move Node2", toml=toml))
    assert found == {"HyperV VMs": (0, 0, 3000, 7000)}


def test_a_live_migration_has_no_downtime() -> None:
    assert parts(run(ARTICLE_REG, "1s group:'HyperV VMs' move Node2 live")) == {}


def test_a_dead_node_is_undetected_until_its_heartbeats_are_missed() -> None:
    reg = cluster_reg(article_groups(), root={"SameSubnetDelay": 1000, "SameSubnetThreshold": 5})
    toml = '[dll."Virtual Machine 1"]\nonline_takes = "7s"\n'
    assert parts(run(reg, "1s node:Node1 down", toml=toml)) == {"HyperV VMs": (5000, 0, 0, 7000)}


def test_no_answer_is_undetected_until_the_check() -> None:
    assert parts(run(ARTICLE_REG, "7s rhs:Node1 crashes by vm:1")) == {"HyperV VMs": (3000, 0, 0, 0)}


def test_a_hanging_dll_is_undetected_until_the_deadlock() -> None:
    found = parts(run(ARTICLE_REG, "7s vm:1 reports NoResponse", toml='semantics = "windows"\n'))
    assert found == {"HyperV VMs": (3000 + 300_000, 0, 0, 0)}


def test_a_stop_that_nobody_is_told_of_is_undetected_until_the_thorough_check() -> None:
    store = G("Mail", (R("Store", {"PersistentState": 1}, EXCHANGE),), {"DefaultOwner": 1})
    assert parts(run(cluster_reg([store]), "3s Store stopped inside")) == {"Mail": (57_000, None, 0, 0)}


@pytest.mark.parametrize(("action", "expected"), [(0, (2000, None, 0, 0)), (1, (2000, None, 0, 0))])
def test_what_is_not_failed_over_stays_where_it_is(action: int, expected: tuple[int | None, ...]) -> None:
    reg = cluster_reg(article_groups(first={"RestartAction": action}))
    assert parts(run(reg, "3s vm:1 reports Failed", toml=ALWAYS_FAILS)) == {"HyperV VMs": expected}


def test_what_fails_on_every_node_ends_starting() -> None:
    reg = cluster_reg([G("SQL", (R("Virtual Machine 1", {"PersistentState": 1}), R("C", {}, CONFIG)))])
    (found,) = parts(run(reg, "3s vm:1 reports Failed", toml=ALWAYS_FAILS)).values()
    assert (found[0], found[3]) == (2000, None)


def test_a_failure_on_the_way_does_not_begin_anew() -> None:
    """While the group leaves, another of its resources fails: that is part of moving."""
    group = G("SQL", tuple(R(name, {"PersistentState": 1}, "Generic Service") for name in ("A", "B")))
    toml = '[dll.A]\noffline_takes = "10s"\n[dll.B]\noffline_takes = "10s"\n'
    found = parts(run(cluster_reg([group]), "1s group:SQL move Node2", "3s B reports Failed", toml=toml))
    assert found == {"SQL": (0, 0, 10_000, 0)}
