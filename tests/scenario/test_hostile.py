"""Whatever is said, a scenario or a :class:`BadScenario` comes of it, and no other exception."""

from __future__ import annotations

import contextlib
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, time
from itertools import islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.scenario.dlls import KEYS as DLL_KEYS
from hivetool.scenario.errors import BadScenario, BadToml
from hivetool.scenario.events import SUBJECTS
from hivetool.scenario.model import FUNCTION_NAMES, Becomes, NodeState, Outcome, Scenario, State, Status
from hivetool.scenario.reading import ASSUME_KEYS, EXPECT_KEYS, KEYS, read_scenario, scenario_of, with_events
from tests.scenario.test_reading import KNOWN, WHOLE

SILLY: tuple[Any, ...] = (
    16**6000,
    -(16**6000),
    -1,
    0,
    1.5,
    float("nan"),
    True,
    "",
    "x" * 5000,
    [],
    [[]],
    {},
    {"": {}},
    date(2026, 1, 1),
    time(1),
)


def with_one_replaced(fields: Any, value: Any) -> Iterator[Any]:
    """Copies of the fields, in each of which one part at any depth is ``value``."""
    yield value
    for key, part in (
        fields.items() if isinstance(fields, dict) else enumerate(fields) if isinstance(fields, list) else ()
    ):
        for other in with_one_replaced(part, value):
            copied = fields.copy()
            copied[key] = other
            yield copied


def reason_against(fields: Any) -> str | None:
    """Why the fields are no scenario; None if they are one."""
    try:
        scenario_of(fields, KNOWN)
    except BadScenario as error:
        return str(error)
    return None


@pytest.mark.parametrize("number", range(len(SILLY)))
def test_a_silly_value_at_any_place_is_read_or_refused(number: int) -> None:
    refused = 0
    for fields in islice(with_one_replaced(tomllib.loads(WHOLE), SILLY[number]), 1, None):
        refused += reason_against(fields) is not None
    assert refused > 30


FIELDS = sorted({*KEYS, *ASSUME_KEYS, *EXPECT_KEYS, *DLL_KEYS, *SUBJECTS, "at", "every", "live", "by"})
NODES, GROUPS = ["Node1", "node:Node2", "3", "node*3"], ["HyperV VMs", "group:*"]
RESOURCES = ["vm:1", "Virtual Machine 2", "res:*3"]
OBJECTS = [*NODES, *GROUPS, *RESOURCES, "vm:*", "*", "", "res:", "x"]
LEAVES = (
    st.sampled_from([*FIELDS, *OBJECTS, *Becomes, *Status, *Outcome, "best", "start", "inside", "5s"])
    | st.text(max_size=8)
    | st.booleans()
    | st.integers(-3, 2**70)
    | st.floats()
    | st.datetimes()
    | st.datetimes(timezones=st.just(UTC))
    | st.sampled_from([date(2026, 1, 1), time(12)])
)
NAMES = st.sampled_from(FIELDS + OBJECTS) | st.text(max_size=5)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4))


def mostly(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """One time in sixteen anything else."""
    return st.integers(0, 15).flatmap(lambda number: good if number else VALUES)


def one_of(words: Iterable[Any]) -> st.SearchStrategy[Any]:
    return mostly(st.sampled_from([*words]))


def table(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return mostly(st.fixed_dictionaries({}, optional=fields))


def named(names: list[str], values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return mostly(st.dictionaries(st.sampled_from(names), values, max_size=2))


TIMES = one_of(["5s", 0, "1.5h", "-1s"])
TRUTHS = one_of([True, True, False])
VERBS = {
    "reports": one_of(Status),
    "stopped": one_of(["inside"]),
    "fails": one_of(["inside"]),
    "online": TRUTHS,
    "offline": TRUTHS,
    "move": one_of([*NODES, "best"]),
    "live": TRUTHS,
    "becomes": one_of(Becomes),
    "by": one_of(RESOURCES),
    "crashes": TRUTHS,
}
HAPPENS = {
    "resource": (RESOURCES, ("reports", "stopped", "fails", "online", "offline")),
    "group": (GROUPS, ("move", "online", "offline")),
    "node": (NODES, ("becomes",)),
    "rhs": (NODES, ("crashes", "by")),
    "cluster": (["start"], ("live",)),
}


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """Mostly one subject with one verb, and sometimes more fields."""
    subject = draw(st.sampled_from(sorted(HAPPENS)))
    names, verbs = HAPPENS[subject]
    verb = draw(st.sampled_from(verbs))
    more = draw(table(every=TIMES, **(VERBS if draw(st.booleans()) else {})))
    told = {"at": draw(TIMES), subject: draw(one_of(names)), verb: draw(VERBS[verb])}
    return {**(more if isinstance(more, dict) else {}), **told}


OUTCOMES = one_of(Outcome) | st.lists(one_of(Outcome), max_size=3)
DLL = table(
    online=OUTCOMES,
    online_on=named(NODES, OUTCOMES),
    online_takes=TIMES,
    offline=one_of(Outcome),
    offline_takes=TIMES,
    lacks=mostly(st.lists(one_of(FUNCTION_NAMES), max_size=2)),
    bits=one_of([32, 64]),
    tells_vmms=TRUTHS,
    event_handle=TRUTHS,
)
ASSUME = table(
    nodes=named(NODES, one_of(NodeState)),
    owners=named(GROUPS, one_of(NODES)),
    states=named(RESOURCES, one_of(Status)),
    starts_at=mostly(st.datetimes()),
    capacity=named(NODES + GROUPS, mostly(st.integers(0, 10**6))),
)
EXPECT = table(
    owner=named(GROUPS, one_of(NODES)),
    state=named(RESOURCES, one_of(State)),
    actions=mostly(st.lists(st.text(), max_size=2)),
    never=mostly(st.lists(st.text(), max_size=2)),
    quorum=TRUTHS,
    within=TIMES,
)
FILES = st.fixed_dictionaries(
    {},
    optional={
        "semantics": one_of(["article", "windows"]),
        "set_semantics": table(restart_window=one_of(["fixed"]), seed=mostly(st.integers(0, 9)), move_counts=TRUTHS),
        "target_online": one_of(["all", "flagged"]),
        "until": TIMES,
        "assume": ASSUME,
        "dll": named([*RESOURCES, "*", "vm:*"], DLL),
        "event": mostly(st.lists(mostly(events()), max_size=3)),
        "expect": EXPECT,
    },
)


def test_the_strategies_know_every_key() -> None:
    assert set(VERBS) == {name for subject in SUBJECTS.values() for name in subject.fields}
    assert set(HAPPENS) == set(SUBJECTS)


@given(FILES)
def test_any_fields_are_a_scenario_or_a_bad_one(fields: dict[str, Any]) -> None:
    with contextlib.suppress(BadScenario):
        scenario = scenario_of(fields, KNOWN)
        assert all(event.at_ms >= 0 and event.every_ms != 0 for event in scenario.events)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(BadScenario, BadToml):
        read_scenario(text, KNOWN)
    with contextlib.suppress(BadScenario):
        with_events(Scenario(), [text], KNOWN)


@given(
    st.lists(
        st.sampled_from(
            [
                "3s",
                "vm:1",
                "node:Node2",
                "group:HyperV VMs",
                "rhs:Node1",
                "reports",
                "move",
                "live",
                "by",
                "crashes",
                "Failed",
                "every",
                "online",
                "down",
                "cluster",
                "start",
                '"',
                "'",
            ]
        )
        | st.text(max_size=5),
        max_size=9,
    )
)
def test_any_words_are_an_event_or_refused(parts: list[str]) -> None:
    with contextlib.suppress(BadScenario):
        with_events(Scenario(), [" ".join(parts)], KNOWN)
