"""The engine beside its twin: the same actions at the same times, on random machines and events."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given, settings
from hypothesis import strategies as st

from hivetool.engine.cluster_service import replay
from hivetool.scenario.model import Status
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import G, R, cluster_reg, database
from tests.engine.runs import actions
from tests.engine.twin import STEP_MS, Machine, Twin

UNTIL_MS = 40_000
WHAT = [*(status.value for status in Status), "online", "offline", "stopped", "crash"]


def times(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most // STEP_MS).map(lambda steps: steps * STEP_MS)


MACHINES = st.builds(
    Machine,
    name=st.just(""),
    recorded=st.sampled_from([1, 1, 1, 0]),
    interval=st.sampled_from([500, 700, 1000, 5000]),
    threshold=st.integers(0, 3),
    period=st.sampled_from([1000, 3000, 10_000]),
    action=st.sampled_from([2, 2, 2, 1, 0]),
    pending_timeout=st.sampled_from([1000, 3000, 20_000]),
    outcomes=st.lists(st.sampled_from(["succeeds", "fails", "hangs"]), min_size=1, max_size=4).map(tuple),
    online_takes=times(4000),
    offline_takes=times(4000),
    delay=st.sampled_from([0, 0, 300]),
)
EVENTS = st.lists(st.tuples(times(20_000), st.integers(0, 2), st.sampled_from(WHAT)), max_size=8)


def engine(
    machines: list[Machine], nodes: int, limit: int, events: list[tuple[int, int, str]]
) -> list[tuple[int, str]]:
    resources = tuple(
        R(
            machine.name,
            {
                "PersistentState": machine.recorded,
                "IsAlivePollInterval": machine.interval,
                "RestartThreshold": machine.threshold,
                "RestartPeriod": machine.period,
                "RestartAction": machine.action,
                "PendingTimeout": machine.pending_timeout,
                "RestartDelay": machine.delay,
            },
        )
        for machine in machines
    )
    group = G("G", resources, {"DefaultOwner": 1, "FailoverThreshold": limit})
    known = database(cluster_reg([group], [str(number) for number in range(1, nodes + 1)]))
    scripts = [
        f'[dll."{machine.name}"]\nonline = {list(machine.outcomes)}\nonline_takes = {machine.online_takes}\n'
        f"offline_takes = {machine.offline_takes}\n"
        for machine in machines
    ]
    words = [f"{at}ms {in_words(machines, number, what)}" for at, number, what in events]
    scenario = with_events(read_scenario(f"until = {UNTIL_MS}\n" + "".join(scripts), known), words, known)
    return actions(replay(known, scenario))


def in_words(machines: list[Machine], number: int, what: str) -> str:
    name = machines[number].name if what != "crash" else f"rhs:{number}"
    return {
        "online": f"{name} online",
        "offline": f"{name} offline",
        "stopped": f"{name} stopped inside",
        "crash": f"{name} crashes",
    }.get(what, f"{name} reports {what}")


def at_each_time(found: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """What happens in one millisecond has no order of its own."""
    return sorted(found)


def plain(threshold: int = 0, online_takes: int = 0, offline_takes: int = 0) -> Machine:
    """A machine that is checked every 500 ms and starts when it is told to, if that takes less than a second."""
    return Machine("", 1, 500, threshold, 1000, 2, 1000, ("succeeds",), online_takes, offline_takes)


@settings(max_examples=200)
@example([plain(online_takes=100)], 1, 0, [(0, 0, "Offline"), (600, 0, "Offline")])
@example([plain(0, 1100), plain(1, 1100)], 2, 3, [(0, 0, "Offline")])
@example(
    [plain(offline_takes=100)], 1, 0, [(0, 0, "offline"), (0, 0, "Online"), (0, 0, "NoResponse"), (600, 0, "online")]
)
@example([plain(online_takes=100)], 1, 0, [(0, 0, "Offline"), (600, 0, "Online"), (600, 0, "offline")])
@example([plain()], 1, 0, [(0, 0, "offline"), (0, 0, "OnlinePending"), (0, 0, "offline"), (600, 0, "offline")])
@given(st.lists(MACHINES, min_size=1, max_size=3), st.integers(1, 4), st.integers(0, 4), EVENTS)
def test_both_do_the_same(
    drawn: list[Machine], nodes: int, limit: int, drawn_events: list[tuple[int, int, str]]
) -> None:
    machines = [replace(machine, name=f"m{number}") for number, machine in enumerate(drawn)]
    events = sorted(
        (
            (at, 1 + number % nodes if what == "crash" else number % len(machines), what)
            for at, number, what in drawn_events
        ),
        key=lambda event: event[0],
    )
    predicted = engine(machines, nodes, limit, events)
    assert at_each_time(predicted) == at_each_time(Twin(machines, nodes, limit).run(events, UNTIL_MS))


def test_the_twin_sees_what_it_should() -> None:
    """The twin is not empty-handed: a machine that never starts again goes round until the limit."""
    machine = Machine("m0", 1, 1000, 1, 10_000, 2, 3000, ("fails",), 100, 0)
    found = Twin([machine], 3, 1).run([(300, 0, "Failed")], 5000)
    assert found == [
        (1000, "restart m0 on 1"),
        (1100, "fail m0 on 1"),
        (1100, "failover G to 2"),
        (1100, "online m0 on 2"),
        (1200, "restart m0 on 2"),
        (1300, "fail m0 on 2"),
        (1300, "give-up G on 2"),
    ]
