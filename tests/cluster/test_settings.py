from __future__ import annotations

import pytest

from hivetool.cluster.semantics import ARTICLE
from hivetool.cluster.settings import persistent_state, polls, resource_setting
from tests.clusters import VM, G, R, Stored, Values, cluster_reg, database

IS, LOOKS = "IsAlivePollInterval", "LooksAlivePollInterval"
UNSET = 0xFFFFFFFF


def intervals(own: Values, inherited: Values) -> tuple[tuple[int, str], tuple[int, str]]:
    known = database(cluster_reg([G("A", (R("x", own),))], type_values={VM: inherited}))
    found = polls(known, known.resources[0], ARTICLE)
    return (found.is_alive.value, found.is_alive.origin), (found.looks_alive.value, found.looks_alive.origin)


@pytest.mark.parametrize(
    ("own", "inherited", "is_alive", "looks_alive"),
    [
        # the type's values as Windows stores them count by role: the shorter is the article's IsAlive
        ({}, {IS: 60000, LOOKS: 5000}, (5000, "resource type"), (60000, "resource type")),
        ({}, {IS: 5000, LOOKS: 60000}, (5000, "resource type"), (60000, "resource type")),
        # own values count by name
        ({IS: 2000}, {IS: 60000, LOOKS: 5000}, (2000, "resource"), (60000, "resource type")),
        ({LOOKS: 30000}, {IS: 60000, LOOKS: 5000}, (5000, "resource type"), (30000, "resource")),
        ({IS: 70000, LOOKS: 1000}, {}, (70000, "resource"), (1000, "resource")),
        # "use the type's value"
        ({IS: UNSET, LOOKS: UNSET}, {IS: 60000, LOOKS: 4000}, (4000, "resource type"), (60000, "resource type")),
        # nothing usable is stored: 5 s and 60 s
        ({IS: 0}, {IS: 0, LOOKS: UNSET}, (5000, "default"), (60000, "default")),
        ({IS: 9}, {IS: 0, LOOKS: 0}, (5000, "default"), (60000, "default")),
        # one of the type's two: its role is the nearer one
        ({}, {IS: 0, LOOKS: 7000}, (7000, "resource type"), (60000, "default")),
        ({}, {IS: 50000, LOOKS: 0}, (5000, "default"), (50000, "resource type")),
    ],
)
def test_poll_intervals(
    own: Values, inherited: Values, is_alive: tuple[int, str], looks_alive: tuple[int, str]
) -> None:
    assert intervals(own, inherited) == (is_alive, looks_alive)


def test_an_interval_says_which_stored_value_it_is() -> None:
    known = database(cluster_reg([G("A", (R("x"),))]))
    found = polls(known, known.resources[0], ARTICLE)
    assert found.is_alive.fact is not None
    assert (found.is_alive.fact.at.path, found.is_alive.fact.at.value) == ("ResourceTypes\\Virtual Machine", LOOKS)
    assert "LooksAlivePollInterval, by its role" in found.is_alive.why
    assert found.looks_alive.fact is not None
    assert found.looks_alive.fact.at.value == IS


def test_a_type_that_does_not_exist_has_the_defaults() -> None:
    known = database(cluster_reg([G("A", (R("x", type="Nothing"),))]))
    found = polls(known, known.resources[0], ARTICLE)
    assert (found.is_alive.value, found.looks_alive.value) == (5000, 60000)


@pytest.mark.parametrize(
    ("own", "group", "value", "origin"),
    [
        (1, 0, 1, "resource"),
        (0, 1, 0, "resource"),
        (None, 1, 1, "group"),
        (UNSET, 1, 1, "group"),
        (UNSET, UNSET, 0, "default"),
        (None, None, 0, "default"),
        (7, 1, 1, "group"),
    ],
)
def test_persistent_state_is_own_then_the_groups_then_0(
    own: int | None, group: int | None, value: int, origin: str
) -> None:
    def stored(number: int | None) -> dict[str, Stored]:
        return {} if number is None else {"PersistentState": number}

    known = database(cluster_reg([G("A", (R("x", stored(own)),), stored(group))]))
    found = persistent_state(known, known.resources[0], ARTICLE)
    assert (found.value, found.origin) == (value, origin)


def test_a_timeout_is_own_then_the_types_then_the_default() -> None:
    def timeout(own: Values, inherited: Values) -> tuple[int, str]:
        known = database(cluster_reg([G("A", (R("x", own),))], type_values={VM: inherited}))
        found = resource_setting(known, known.resources[0], "PendingTimeout", ARTICLE.pending_timeout_ms)
        return found.value, found.origin

    assert timeout({"PendingTimeout": 1000}, {"PendingTimeout": 2000}) == (1000, "resource")
    assert timeout({}, {"PendingTimeout": 2000}) == (2000, "resource type")
    assert timeout({"PendingTimeout": 3}, {}) == (180_000, "default"), "at least 10 ms"
