from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

import hivetool
from hivetool.cluster.semantics import (
    ARTICLE,
    SEMANTICS,
    WINDOWS,
    BadOverride,
    Basis,
    Choice,
    NoSuchSemantics,
    Point,
    Semantics,
    overridden,
    points,
    semantics_named,
    value_words,
)

POINTS = {point.name: point for point in points()}
READERS = [
    path.read_text(encoding="utf-8")
    for folder in ("cluster", "engine")
    for path in (Path(hivetool.__file__).parent / folder).rglob("*.py")
    if path.name != "semantics.py"
]


@pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda semantics: semantics.name)
@pytest.mark.parametrize("name", POINTS)
def test_every_open_point_has_a_value_a_basis_and_a_source(semantics: Semantics, name: str) -> None:
    choice = getattr(semantics, name)
    assert isinstance(choice, Choice)
    assert isinstance(choice.basis, Basis)
    assert choice.source


@pytest.mark.parametrize("semantics", SEMANTICS, ids=lambda semantics: semantics.name)
@pytest.mark.parametrize("point", points(), ids=lambda point: point.name)
def test_every_value_is_one_that_the_point_can_have(semantics: Semantics, point: Point) -> None:
    value = getattr(semantics, point.name).value
    same = overridden(semantics, [f"{point.name}={value_words(value)}"])
    assert getattr(same, point.name).value == value


@pytest.mark.parametrize("name", POINTS)
def test_every_point_is_read_somewhere(name: str) -> None:
    """A point that nothing reads would be a choice without an effect."""
    assert any(re.search(rf"semantics\.{name}\b", text) for text in READERS)


def test_the_points_are_the_fields_but_the_name() -> None:
    assert set(POINTS) == set(Semantics.__dataclass_fields__) - {"name"}
    assert POINTS["terminates_failed"].options == ("true", "false")
    assert POINTS["retry_period_ms"].options == ("a number",)
    assert POINTS["restart_window"].options == ("sliding", "fixed")
    assert all(point.meaning for point in points())


def test_what_the_article_says() -> None:
    assert (ARTICLE.is_alive_ms.value, ARTICLE.looks_alive_ms.value) == (5000, 60000)
    assert ARTICLE.is_alive_ms.basis is ARTICLE.looks_alive_ms.basis is Basis.STATED
    assert ARTICLE.quick_check.value == "IsAlive"
    assert ARTICLE.restart_threshold.value == 3
    assert ARTICLE.target.value == "first of the list"


def test_what_microsoft_says() -> None:
    """MSCS resourcetypes-*pollinterval; KB947712: one restart in 15 minutes; RHS-REC: LooksAlive is the quick check."""
    assert (WINDOWS.is_alive_ms.value, WINDOWS.looks_alive_ms.value) == (60000, 5000)
    assert WINDOWS.quick_check.value == "LooksAlive"
    assert (WINDOWS.restart_threshold.value, WINDOWS.restart_period_ms.value) == (1, 900_000)
    assert WINDOWS.target.value == "next after the owner"


def test_by_name() -> None:
    assert semantics_named("article") is ARTICLE
    assert semantics_named("windows") is WINDOWS
    assert semantics_named("article", ["target_online=all"]).target_online.value == "all"
    assert ARTICLE.target_online.value == "flagged"
    with pytest.raises(NoSuchSemantics, match="'x' does not exist; there is: article, windows"):
        semantics_named("x")


def test_a_name_that_does_not_exist() -> None:
    with pytest.raises(NoSuchSemantics, match="'x' does not exist; there is: article, windows"):
        semantics_named("x")


@pytest.mark.parametrize(
    ("word", "name", "value"),
    [
        ("restart_window=fixed", "restart_window", "fixed"),
        ("restart-window=FIXED", "restart_window", "fixed"),
        (" Restart-Window = fixed ", "restart_window", "fixed"),
        ("restart-counter=fresh-on-each-node", "restart_counter", "fresh on each node"),
        ("terminates_failed=true", "terminates_failed", True),
        ("takes-dependents-down=False", "takes_dependents_down", False),
        ("retry_period_ms=1000", "retry_period_ms", 1000),
        ("restart_delay_ms=0", "restart_delay_ms", 0),
        ("restart_threshold=0", "restart_threshold", 0),
        ("quick_check=looksalive", "quick_check", "LooksAlive"),
    ],
)
def test_points_are_changed_by_words(word: str, name: str, value: object) -> None:
    changed = overridden(ARTICLE, [word])
    assert getattr(changed, name) == Choice(value, Basis.ASSUMED, "chosen by the user")
    assert replace(changed, **{name: getattr(ARTICLE, name)}) == ARTICLE


def test_the_last_of_several_words_counts() -> None:
    assert overridden(ARTICLE, ["seed=1", "seed=2"]).seed.value == 2
    assert overridden(ARTICLE, []) is ARTICLE


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("restart_windw=fixed", "with a point such as restart_window"),
        ("restart_window", "write POINT=VALUE"),
        ("", "write POINT=VALUE"),
        ("name=x", "write POINT=VALUE"),
        ("restart_window=round", "restart_window can be sliding or fixed"),
        ("terminates_failed=1", "terminates_failed can be true or false"),
        ("seed=true", "seed can be a number from 0 to 999999999999"),
        ("seed=-1", "seed can be a number"),
        ("seed=1.5", "seed can be a number"),
        ("seed=²", "seed can be a number"),
        ("seed=1" + "0" * 12, "seed can be a number"),
        ("restart_action=3", "restart_action can be a number from 0 to 2"),
        ("persistent_state=2", "persistent_state can be a number from 0 to 1"),
    ],
)
def test_words_that_change_nothing(word: str, reason: str) -> None:
    with pytest.raises(BadOverride, match=re.escape(reason)):
        overridden(ARTICLE, [word])


@pytest.mark.parametrize(
    "name",
    [
        "is_alive_ms",
        "looks_alive_ms",
        "pending_timeout_ms",
        "deadlock_timeout_ms",
        "restart_period_ms",
        "retry_period_ms",
        "failover_period_hours",
        "starts_at_once",
    ],
)
def test_what_must_be_positive_is_not_0(name: str) -> None:
    """A timer of 0 would be due for ever, and without a slot no machine would ever start."""
    with pytest.raises(BadOverride, match=f"{name} can be a number from 1 to"):
        overridden(WINDOWS, [f"{name}=0"])
