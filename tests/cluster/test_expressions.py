from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.expressions import (
    MOST_BRACKETS,
    AllOf,
    AnyOf,
    Expression,
    Needs,
    Parsed,
    all_of,
    any_of,
    holds,
    parsed,
    resources_of,
    words,
)
from tests.trees import patient

IDS = {"a": "a", "b": "b", "c": "c", "d": "d", "ip address 1 (x)": "a", "name ] with [ all": "b"}
A, B, C, D = (Needs(name) for name in "abcd")


def resolve(name: str) -> str | None:
    return IDS.get(name.lower())


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("a", A),
        ("{A}", A),
        ("[a]", A),
        (" [ {a} ] ", A),
        ("[a] AND [b]", AllOf((A, B))),
        ("[a] and ([b] or [c])", AllOf((A, AnyOf((B, C))))),
        ("[a] or [b] and [c]", AnyOf((A, AllOf((B, C))))),
        ("([a] or [b]) and [c]", AllOf((AnyOf((A, B)), C))),
        ("(([a]))", A),
        ("([a] and [b]) and [c]", AllOf((A, B, C))),
        ("[a] and [a]", A),
        ("[a]and[b]or[c]", AnyOf((AllOf((A, B)), C))),
        ("a and b", AllOf((A, B))),
        ("a\0b\0", AllOf((A, B))),
        ("[a] or [b]\0c", AllOf((AnyOf((A, B)), C))),
        ("[IP Address 1 (x)] or [c]", AnyOf((A, C))),
        ("IP Address 1 (x)", A),
        ("[name ] with [ all] and [c]", AllOf((B, C))),
        ("", None),
        (" \0 ", None),
    ],
)
def test_texts_and_their_expressions(text: str, expression: Expression | None) -> None:
    assert parsed(text, resolve) == Parsed(expression)


@pytest.mark.parametrize(
    ("text", "expression", "missing"),
    [
        ("[x]", None, ("x",)),
        ("x", None, ("x",)),
        ("[a] and [x]", A, ("x",)),
        ("[a] or [x]", A, ("x",)),
        ("[x] or ([y] and [a])", A, ("x", "y")),
        ("[x] and [y]", None, ("x", "y")),
        ("a\0x", A, ("x",)),
    ],
)
def test_names_that_are_nobodys(text: str, expression: Expression | None, missing: tuple[str, ...]) -> None:
    assert parsed(text, resolve) == Parsed(expression, missing)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[a] [b]", "two resources without AND or OR between them"),
        ("[a][b]", "two resources without AND or OR between them"),
        ("a, b", "two resources without AND or OR between them"),
        ("[a] (b)", "two resources without AND or OR between them"),
        ("and a b", "AND without a resource before it"),
        ("a or or b", "OR without a resource before it"),
        ("a b and", "two resources"),
        ("(a and b", "a bracket that is not closed"),
        ("a) and b", "a bracket that closes nothing"),
        ("() a b", "a bracket that closes nothing"),
        ("a and [b", "a [ without ]"),
        ("[a] and b and", "it ends without a resource"),
        ("(" * (MOST_BRACKETS + 1) + "a and b" + ")" * (MOST_BRACKETS + 1), "more than 100 brackets within each other"),
    ],
)
def test_what_is_no_expression_asks_for_everything_it_mentions(text: str, fault: str) -> None:
    found = parsed(text, resolve)
    assert found.fault.startswith(fault)
    assert set(resources_of(found.expression)) == set(re.findall(r"\b[abc]\b", text))


def test_as_many_brackets_as_are_allowed() -> None:
    text = "(" * MOST_BRACKETS + "a or b" + ")" * MOST_BRACKETS
    assert parsed(text, resolve) == Parsed(AnyOf((A, B)))


def test_long_texts_take_no_long_time() -> None:
    assert parsed(" and ".join(["[a]", "[b]"] * 20_000), resolve) == Parsed(AllOf((A, B)))
    assert parsed("[" * 100_000, resolve).fault == "a [ without ]"
    assert parsed("(" * 100_000, resolve).fault.startswith("more than")
    assert parsed("a" * 500_000 + " b", resolve).fault.startswith("two resources")
    assert parsed("[a] " * 50_000, resolve).expression == A
    assert parsed("] " * 100_000, resolve).fault == "a [ without ]"


def expressions() -> st.SearchStrategy[Expression]:
    some = st.sampled_from((A, B, C, D))

    def joined(inner: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
        parts = st.lists(inner, min_size=1, max_size=4)
        made = st.one_of(parts.map(all_of), parts.map(any_of))
        return made.filter(lambda each: each is not None)  # type: ignore[return-value]

    return st.recursive(some, joined, max_leaves=12)


@patient
@given(expressions())
def test_words_mean_the_expression_they_came_from(expression: Expression) -> None:
    text = words(expression, lambda identity: identity)
    assert parsed(text, resolve) == Parsed(expression)
    assert set(resources_of(expression)) == set(re.findall(r"\[(.)\]", text))


@patient
@given(expressions(), st.sets(st.sampled_from("abcd")))
def test_an_expression_holds_as_its_words_do(expression: Expression, online: set[str]) -> None:
    """The brackets that are left out change nothing: Python reads the words in the same way."""

    def holds(each: Expression) -> bool:
        if isinstance(each, Needs):
            return each.resource in online
        return (all if isinstance(each, AllOf) else any)(map(holds, each.parts))

    text = words(expression, lambda identity: f"{identity!r} in online").replace("[", "(").replace("]", ")")
    assert holds(expression) is eval(text, {"online": online})


@patient
@given(st.text(st.sampled_from("ab []()andorANDOR{},;\0x")))
def test_any_text_is_read(text: str) -> None:
    found = parsed(text, resolve)
    assert set(resources_of(found.expression)) <= set("abcd")


def test_parts_of_one_kind_are_opened() -> None:
    assert all_of([AllOf((A, B)), C, A]) == AllOf((A, B, C))
    assert any_of([AnyOf((A, B)), AllOf((C, D))]) == AnyOf((A, B, AllOf((C, D))))
    assert (all_of([]), any_of([A])) == (None, A)
    assert resources_of(None) == ()


@pytest.mark.parametrize(
    ("expression", "online", "holding"),
    [
        (None, "", True),
        (A, "a", True),
        (A, "b", False),
        (AllOf((A, B)), "ab", True),
        (AllOf((A, B)), "a", False),
        (AnyOf((A, B)), "b", True),
        (AnyOf((A, B)), "c", False),
        (AllOf((A, AnyOf((B, C)))), "ac", True),
        (AllOf((A, AnyOf((B, C)))), "bc", False),
    ],
)
def test_what_is_needed_is_there(expression: Expression | None, online: str, holding: bool) -> None:
    """MS-CMRP 3.1.1.1.2: of a simple dependency all must be online, of an OR at least one."""
    assert holds(expression, lambda each: each in online) is holding


def test_as_many_brackets_as_are_allowed_hold() -> None:
    deep = "[a]"
    for _ in range(MOST_BRACKETS // 2):
        deep = f"([b] or ({deep} and [c]))"
    expression = parsed(deep, resolve).expression
    assert holds(expression, lambda each: each in "ac")
    assert not holds(expression, lambda each: each == "c")
