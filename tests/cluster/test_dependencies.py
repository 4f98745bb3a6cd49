from __future__ import annotations

import pytest

from hivetool.cluster.dependencies import in_cycles
from hivetool.cluster.expressions import AllOf, AnyOf, Expression, Needs
from hivetool.cluster.model import Database
from hivetool.hive.decode import multi_text_data, text_data
from tests.trees import PlainKey, PlainValue, hive_of

B, C = Needs("b-2"), Needs("c-3")


@pytest.mark.parametrize(
    ("pairs", "cyclic"),
    [
        ((), ()),
        (("ab", "bc"), ()),
        (("ab", "ba"), ("ab", "ba")),
        (("aa",), ("aa",)),
        (("ab", "bc", "cb", "cd", "ea"), ("bc", "cb")),
        (("abc", "bd", "cd"), ()),
        (("ab", "bc", "ca", "xa", "cx"), ("ab", "bc", "ca", "xa", "cx")),
    ],
)
def test_cycles_are_taken_out_and_the_rest_stays(pairs: tuple[str, ...], cyclic: tuple[str, ...]) -> None:
    """``ab``: a depends on b."""
    found = in_cycles([(pair[0], tuple(pair[1:])) for pair in pairs])
    assert [pair for pair, is_cyclic in zip(pairs, found, strict=True) if is_cyclic] == list(cyclic)


def test_a_long_chain_takes_no_long_time() -> None:
    assert not any(in_cycles([(str(number), (str(number + 1),)) for number in range(20_000)]))


def database(*entries: dict[str, str | list[str]], own: dict[str, list[str]] | None = None) -> Database:
    """Three resources named Ann, Ben and Cid, and these keys below Dependencies; ``own`` are lists of 2003."""
    names = {"a-1": "Ann", "b-2": "Ben", "c-3": "Cid"}
    resources = [
        PlainKey(
            identity,
            (
                PlainValue("Name", 1, text_data(name)),
                *(PlainValue("Dependencies", 7, multi_text_data(each)) for each in [(own or {}).get(identity)] if each),
            ),
        )
        for identity, name in names.items()
    ]
    keys = [PlainKey(f"d{place}", tuple(value(*item) for item in entry.items())) for place, entry in enumerate(entries)]
    folders = (PlainKey("Dependencies", (), tuple(keys)), PlainKey("Resources", (), tuple(resources)))
    return Database(hive_of(PlainKey("root", (), folders)))


def value(name: str, stored: str | list[str]) -> PlainValue:
    if isinstance(stored, str):
        return PlainValue(name, 1, text_data(stored))
    return PlainValue(name, 7, multi_text_data(stored))


Stored = dict[str, str | list[str]]


@pytest.mark.parametrize(
    ("entries", "own", "expression"),
    [
        (({"dependent": "a-1", "dependency": "b-2"},), {}, B),
        (({"dependent": "A-1", "dependency": "[B-2] and [c-3]"},), {}, AllOf((B, C))),
        (({"dependent": "{a-1}", "dependency": "[Ben] or [cid]"},), {}, AnyOf((B, C))),
        (({"Dependent": "a-1", "DEPENDENCY": ["b-2", "c-3"]},), {}, AllOf((B, C))),
        (({"dependent": "a-1", "provider": "b-2"},), {}, B),
        (({"dependent": "a-1", "x": ["{b-2}"], "y": "[c-3]", "z": "nothing"},), {}, AllOf((B, C))),
        (({"dependent": "a-1", "dependency": "b-2"}, {"dependent": "a-1", "dependency": "c-3"}), {}, AllOf((B, C))),
        (({"dependent": "a-1", "dependency": "[b-2] or [c-3]"}, {"dependent": "a-1", "p": "b-2"}), {}, None),
        ((), {"a-1": ["b-2", "Cid"]}, AllOf((B, C))),
        (({"dependent": "a-1", "dependency": "b-2"},), {"a-1": ["c-3"]}, AllOf((B, C))),
        (({"dependent": "a-1", "dependency": "gone"},), {}, ()),
        (({"dependent": "gone", "dependency": "a-1"},), {}, ()),
        (({"dependent": "", "dependency": "a-1"},), {}, ()),
        (({"dependency": "a-1"},), {}, ()),
        (({"dependent": "a-1", "dependency": ""},), {}, ()),
    ],
)
def test_every_way_to_store_a_dependency(
    entries: tuple[Stored, ...], own: dict[str, list[str]], expression: Expression | tuple[()] | None
) -> None:
    found = database(*entries, own=own)
    ann = found.resource("a-1")
    assert ann is not None
    if expression is None:
        expression = AllOf((AnyOf((B, C)), B))
    assert found.expression(ann) == (expression or None)


def test_who_needs_whom_both_ways() -> None:
    found = database(
        {"dependent": "a-1", "dependency": "[b-2] or [c-3]"}, {"dependent": "b-2", "dependency": "c-3"}, {"x": "y"}
    )
    ann, ben, cid = found.resources
    assert (found.providers(ann), found.providers(ben), found.providers(cid)) == (("b-2", "c-3"), ("c-3",), ())
    assert (found.dependents(ann), found.dependents(ben), found.dependents(cid)) == ((), ("a-1",), ("a-1", "b-2"))
    assert [item.at.path for item in found.dependencies] == ["Dependencies\\d0", "Dependencies\\d1"]
    assert len(found.graph.odd) == len(found.dependency_entries) == 3
    assert [entry.dependent for entry in found.graph.odd] == ["a-1", "b-2", None]


def test_a_dependency_is_the_same_whether_its_entry_is_plain_or_not() -> None:
    """The second one says the same with a value more that mentions no resource."""
    plain: Stored = {"dependent": "A-1", "dependency": "[b-2]"}
    found = database(plain, {**plain, "comment": "none"}, {**plain, "dependency": "[gone]"})
    first, second = found.dependencies
    assert (first.dependent, first.providers, first.expression) == ("a-1", ("b-2",), B)
    assert (second.dependent, second.providers, second.expression) == ("a-1", ("b-2",), B)
    assert [each.at.path for each in (first, second)] == ["Dependencies\\d0", "Dependencies\\d1"]
    same, third = found.graph.odd
    assert (same.dependent, same.expression, same.at.path) == ("a-1", B, "Dependencies\\d1")
    assert third.parsed[0].missing == ("gone",)


def test_what_is_in_a_cycle_counts_for_nothing() -> None:
    found = database({"dependent": "a-1", "dependency": "b-2"}, {"dependent": "b-2", "dependency": "[a-1] or [c-3]"})
    assert found.dependencies == ()
    assert [item.dependent for item in found.graph.cyclic] == ["a-1", "b-2"]
