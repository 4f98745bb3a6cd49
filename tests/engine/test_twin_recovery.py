"""The engine beside its twin for one group: checks, restarts, crashes and dependencies, under both semantics."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.engine.cluster_service import replay
from hivetool.engine.outcome import Prediction
from hivetool.scenario.model import Status
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import VM, G, R, Values, cluster_reg, database, resource_id
from tests.engine.runs import actions
from tests.engine.twins.items import STEP_MS, Item
from tests.engine.twins.recovery import RecoveryTwin

UNTIL_MS = 40_000
Event = tuple[int, int, str]
WHAT = [*(status.value for status in Status), "online", "offline", "stopped", "crash", "shared"]


@dataclass(frozen=True)
class Drawn:
    """A group and what happens to it."""

    items: tuple[Item, ...]
    windows: bool
    nodes: int
    limit: int
    events: tuple[Event, ...]


def times(most: int) -> st.SearchStrategy[int]:
    return st.integers(0, most // STEP_MS).map(lambda steps: steps * STEP_MS)


ITEMS = st.builds(
    Item,
    name=st.just(""),
    machine=st.booleans(),
    recorded=st.sampled_from([1, 1, 1, 0]),
    quick=st.sampled_from([500, 700, 1000]),
    thorough=st.sampled_from([1000, 3000, 5000]),
    threshold=st.sampled_from([None, 0, 1, 2]),
    period=st.sampled_from([1000, 3000, 10_000]),
    action=st.sampled_from([2, 2, 2, 1, 0]),
    pending_timeout=st.sampled_from([1000, 3000, 20_000]),
    deadlock=st.sampled_from([2000, 4000]),
    delay=st.sampled_from([None, 0, 300]),
    retry=st.sampled_from([5000, 15_000]),
    outcomes=st.lists(st.sampled_from(["succeeds", "succeeds", "fails", "hangs"]), min_size=1, max_size=4).map(tuple),
    online_takes=times(3000),
    offline_takes=times(3000),
    separate=st.booleans(),
)


@st.composite
def groups(draw: st.DrawFn, depends: bool) -> Drawn:
    items = []
    for number in range(draw(st.integers(1, 4 if depends else 2))):
        needs = draw(st.lists(st.integers(0, number - 1), unique=True).map(tuple)) if depends and number else ()
        item = replace(draw(ITEMS), name=f"r{number}", needs=needs, any=draw(st.booleans()))
        items.append(replace(item, recorded=1) if depends else item)
    nodes = draw(st.integers(1, 3))
    event = st.tuples(times(20_000), st.integers(0, 3), st.sampled_from(WHAT))
    drawn = [
        (at, 1 + number % nodes if what == "shared" else number % len(items), what)
        for at, number, what in draw(st.lists(event, max_size=6))
    ]
    events = sorted(drawn, key=lambda event: event[0])
    if draw(st.booleans()):
        events = draw(closer(events))
    return Drawn(tuple(items), draw(st.booleans()), nodes, draw(st.integers(0, 3)), tuple(events))


@st.composite
def closer(draw: st.DrawFn, happens: list[Event]) -> list[Event]:
    """The same events soon after one another, so that one falls into what another has begun."""
    gaps = st.lists(st.sampled_from([0, 100, 200, 500, 1000]), min_size=len(happens), max_size=len(happens))
    return [(at, number, what) for at, (_, number, what) in zip(accumulate(draw(gaps)), happens, strict=True)]


def resource(item: Item, items: Sequence[Item], windows: bool) -> R:
    quick, thorough = ("LooksAlive", "IsAlive") if windows else ("IsAlive", "LooksAlive")
    values: dict[str, int] = {
        "PersistentState": item.recorded,
        f"{quick}PollInterval": item.quick,
        f"{thorough}PollInterval": item.thorough,
        "RestartPeriod": item.period,
        "RestartAction": item.action,
        "PendingTimeout": item.pending_timeout,
        "DeadlockTimeout": item.deadlock,
        "RetryPeriodOnFailure": item.retry,
        "SeparateMonitor": int(item.separate),
    }
    if item.threshold is not None:
        values["RestartThreshold"] = item.threshold
    if item.delay is not None:
        values["RestartDelay"] = item.delay
    stored: Values = values
    return R(
        item.name, stored, VM if item.machine else "Generic Service", tuple(items[each].name for each in item.needs)
    )


def engine(drawn: Drawn) -> Prediction:
    items = drawn.items
    group = G("G", tuple(resource(item, items, drawn.windows) for item in items), {"FailoverThreshold": drawn.limit})
    text = cluster_reg([group], [str(number) for number in range(1, drawn.nodes + 1)])
    for item in items:
        together = [f"[{resource_id(items[each].name)}]" for each in item.needs]
        before = f'"dependent"="{resource_id(item.name)}"\n"dependency"="'
        if item.any:
            text = text.replace(before + " and ".join(together), before + " or ".join(together))
    known = database(text)
    scripts = [
        f'[dll."{item.name}"]\nonline = {list(item.outcomes)}\nonline_takes = {item.online_takes}\n'
        f"offline_takes = {item.offline_takes}\n"
        for item in items
    ]
    semantics = "windows" if drawn.windows else "article"
    toml = f'semantics = "{semantics}"\nuntil = {UNTIL_MS}\n' + "".join(scripts)
    words = [f"{at}ms {in_words(drawn, number, what)}" for at, number, what in drawn.events]
    return replay(known, with_events(read_scenario(toml, known), words, known))


def in_words(drawn: Drawn, number: int, what: str) -> str:
    if what == "shared":
        return f"rhs:{number} crashes"
    name = drawn.items[number].name
    if what == "crash":
        return f"rhs:1 crashes by {name}"
    told = {"online": "online", "offline": "offline", "stopped": "stopped inside"}
    return f"{name} {told.get(what, f'reports {what}')}"


def twin(drawn: Drawn) -> RecoveryTwin:
    found = RecoveryTwin(copy.deepcopy(list(drawn.items)), drawn.windows, drawn.nodes, drawn.limit)
    found.run(list(drawn.events), UNTIL_MS)
    return found


def states_of(prediction: Prediction) -> list[tuple[str, str, int | None]]:
    return [(each.label, each.state.value, each.persistent_state) for each in prediction.after.resources]


def states_of_twin(found: RecoveryTwin) -> list[tuple[str, str, int | None]]:
    return [(item.name, item.known, item.recorded) for item in found.items]


def compare(drawn: Drawn) -> None:
    predicted, expected = engine(drawn), twin(drawn)
    assert sorted(actions(predicted)) == sorted(expected.actions)
    assert states_of(predicted) == states_of_twin(expected)


def plain(number: int, needs: tuple[int, ...] = (), threshold: int | None = None, **changes: Any) -> Item:
    """A machine that is checked every 500 ms and does at once what it is told."""
    item = Item(
        f"r{number}", True, 1, 500, 1000, threshold, 1000, 2, 20_000, 4000, None, 15_000, ("succeeds",), 0, 0, False
    )
    return replace(item, needs=needs, **changes)


def small(*items: Item, events: Sequence[Event], nodes: int = 2) -> Drawn:
    return Drawn(items, False, nodes, 1, tuple(events))


EXAMPLES = {
    "it comes online in the millisecond of its next check": small(
        plain(0), events=[(100, 0, "OfflinePending"), (1000, 0, "Online"), (1000, 0, "NoResponse")]
    ),
    "a crash while it comes online without what it depends on": small(
        plain(0),
        plain(1, (0,), outcomes=("hangs",)),
        events=[(5400, 0, "stopped"), (7700, 0, "online"), (8600, 0, "stopped"), (8900, 1, "shared")],
    ),
    "one of two that it needs is lost while it comes online": small(
        plain(0, online_takes=300, offline_takes=100),
        plain(1, threshold=0),
        plain(2),
        plain(3, (2, 0), any=True, online_takes=500),
        events=[(100, 1, "crash"), (700, 2, "OnlinePending"), (700, 0, "Stopped")],
    ),
    "a restart fails while the group leaves": small(
        plain(0, outcomes=("fails",), online_takes=100),
        plain(1, (0,), offline_takes=200),
        plain(2, threshold=0),
        events=[(0, 0, "crash")],
    ),
    "commanded offline before its turn to come online": small(
        plain(0, online_takes=1000),
        plain(1, (0,)),
        plain(2, threshold=0),
        events=[(0, 2, "Failed"), (1000, 1, "offline")],
    ),
    "stopped inside while what depends on it goes offline before it": small(
        plain(0), plain(1, (0,)), plain(2, (1,), offline_takes=300), events=[(0, 0, "offline"), (0, 0, "stopped")]
    ),
    "a machine outlives its process, what it needs comes back later": small(
        plain(0, machine=False, online_takes=500), plain(1, (0,)), plain(2, (1,)), events=[(700, 1, "shared")]
    ),
    "a machine outlives its process, what it needs does not come back": small(
        plain(0, machine=False, threshold=1, outcomes=("fails",), online_takes=500, offline_takes=200),
        plain(1, (0,), machine=False),
        plain(2, (1,)),
        events=[(700, 1, "shared")],
    ),
    "a process is gone under a group that leaves": small(
        plain(0, machine=False),
        plain(1, (0,), machine=False, offline_takes=1000),
        plain(2, threshold=0),
        events=[(0, 2, "Failed"), (800, 1, "shared")],
    ),
    "a process is gone under what is commanded offline in its turn": small(
        plain(0, machine=False),
        plain(1, (0,), machine=False, offline_takes=1000),
        events=[(100, 0, "offline"), (800, 1, "shared"), (900, 0, "online")],
    ),
    "a process is gone, and what was given up is tried again all the same": small(
        plain(0, action=1, threshold=0, retry=2000),
        plain(1),
        events=[(100, 0, "Failed"), (1200, 1, "shared")],
    ),
    "a process is gone under what is pending": small(
        plain(0, machine=False), events=[(100, 0, "OnlinePending"), (1200, 1, "shared")]
    ),
}
"""What both have once not agreed upon, or were both wrong about."""


@pytest.mark.parametrize("windows", [False, True], ids=["article", "windows"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_both_agree_by_now(name: str, windows: bool) -> None:
    compare(replace(EXAMPLES[name], windows=windows))


@settings(max_examples=200, deadline=None)
@given(groups(depends=False))
def test_both_do_the_same_without_dependencies(drawn: Drawn) -> None:
    compare(drawn)


@settings(max_examples=200, deadline=None)
@given(groups(depends=True))
def test_both_do_the_same_with_dependencies(drawn: Drawn) -> None:
    compare(drawn)
