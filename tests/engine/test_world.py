from __future__ import annotations

from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.ground import ground_of
from hivetool.engine.messages import BringOnline, CameOnline, Failed
from hivetool.engine.states import CONSEQUENCE, EVENT, QUICK_CHECK
from hivetool.engine.world import World
from hivetool.scenario.model import Scenario, State, Status
from tests.clusters import article_groups, cluster_reg, database, group_id, resource_id

VM1 = resource_id("Virtual Machine 1")


def world() -> World:
    return World(ground_of(database(cluster_reg(article_groups())), ARTICLE), Scenario())


def test_the_queue_goes_by_time_then_rank_then_order() -> None:
    here = world()
    here.post(Failed("late"), 9)
    here.post(Failed("poll"), 5, QUICK_CHECK)
    here.post(Failed("first"), 5, CONSEQUENCE)
    here.post(BringOnline("second"), 5, CONSEQUENCE)
    here.post(CameOnline("event"), 5, EVENT)
    assert [getattr(here.take(8), "resource", None) for _ in range(5)] == ["event", "first", "second", "poll", None]
    assert here.now_ms == 5
    assert here.take(9) == Failed("late")


def test_an_assumption_is_written_down_once() -> None:
    here = world()
    here.assume("x", "1", "because")
    here.assume("x", "2", "because")
    assert here.assumed == {"x": ("1", "because")}


def test_only_changes_make_history() -> None:
    here = world()
    state = here.resources[VM1]
    here.set_state(state, State.ONLINE)
    assert here.history == []
    here.now_ms = 7
    here.set_state(state, State.FAILED)
    here.set_owner(here.groups[group_id("HyperV VMs")], "2")
    assert [(change.at_ms, change.value) for change in here.history] == [(7, "Failed"), (7, "2")]


def test_downtime_runs_until_all_that_stopped_is_online() -> None:
    here = world()
    group = here.groups[group_id("HyperV VMs")]
    one, two = here.resources[VM1], here.resources[resource_id("Virtual Machine 2")]
    for at_ms, state, status in (
        (10, one, Status.FAILED),
        (20, two, Status.STOPPED),
        (30, one, Status.ONLINE),
        (50, two, Status.ONLINE),
        (60, one, Status.FAILED),
        (61, one, Status.ONLINE),
    ):
        here.now_ms = at_ms
        here.set_state(state, state.state, status)
    assert (group.down.parts().total_ms, group.down.phase) == (41, None)


def test_what_is_recorded_is_read_from_the_hive_until_something_else_is_recorded() -> None:
    here = world()
    state = here.resources[resource_id("Virtual Machine 3")]
    assert here.expected(state) is Status.OFFLINE
    state.recorded = 1
    assert here.expected(state) is Status.ONLINE


def test_no_node_hosts_a_group_that_is_leaving() -> None:
    here = world()
    state = here.resources[VM1]
    assert here.host(state) == "1"
    here.groups[group_id("HyperV VMs")].target = "2"
    assert here.host(state) is None
