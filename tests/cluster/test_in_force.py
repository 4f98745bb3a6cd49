from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.cluster.in_force import calls_per_second, fact_of, in_force
from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.cluster.schema import SCHEMA, Kind
from hivetool.cluster.semantics import ARTICLE
from hivetool.cluster.settings import effective
from hivetool.hive.hive import Hive
from tests.cluster.damage import damaged
from tests.clusters import CONFIG, G, R, Values, cluster_reg, database, resource_id

NUMBERS = st.sampled_from([0, 1, 2, 3, 9, 10, 11, 5000, 60000, 0xFFFFFFFF])
NAMES: tuple[tuple[Kind, str], ...] = (
    ("resource", "PersistentState"),
    ("resource", "IsAlivePollInterval"),
    ("resource", "LooksAlivePollInterval"),
    ("resource", "PendingTimeout"),
    ("resource", "RestartAction"),
    ("group", "PersistentState"),
    ("group", "FailoverThreshold"),
    ("group", "ResiliencyPeriod"),
    ("resource type", "IsAlivePollInterval"),
    ("cluster", "DynamicQuorum"),
)


def stored(kind: Kind) -> st.SearchStrategy[Values]:
    names = [name for each, name in NAMES if each == kind]
    return st.dictionaries(st.sampled_from(names), NUMBERS)


@st.composite
def clusters(draw: st.DrawFn) -> Database:
    kinds = st.sampled_from(["Virtual Machine", CONFIG, "Unheard Of"])
    groups = []
    for number in range(draw(st.integers(0, 3))):
        resources = [
            R(f"r{number}.{place}", draw(stored("resource")), draw(kinds)) for place in range(draw(st.integers(0, 3)))
        ]
        groups.append(G(f"g{number}", tuple(resources), draw(stored("group"))))
    types = {"Virtual Machine": draw(stored("resource type")), CONFIG: draw(stored("resource type"))}
    return database(cluster_reg(groups, root=draw(stored("cluster")), type_values=types))


@given(clusters())
def test_it_is_what_effective_says_for_each(known: Database) -> None:
    for kind, name in NAMES:
        items = known.objects(kind)
        for item, found in zip(items, in_force(known, kind, name, ARTICLE), strict=True):
            one = effective(known, item, name, ARTICLE)
            assert (found.prop, found.value, found.origin, found.why) == (one.prop, one.value, one.origin, one.why)
            assert fact_of(known, item, found) == one.fact
            assert found.word == one.word


@settings(max_examples=40)
@given(damaged())
def test_nor_does_it_differ_in_a_damaged_cluster(hive: Hive) -> None:
    known = load_cluster(hive).database
    for kind in ("cluster", "node", "group", "resource", "resource type", "network"):
        for name in SCHEMA[kind]:
            for item, found in zip(known.objects(kind), in_force(known, kind, name, ARTICLE), strict=True):
                one = effective(known, item, name, ARTICLE)
                assert (found.value, found.origin, found.why) == (one.value, one.origin, one.why)
                assert fact_of(known, item, found) == one.fact


def test_equal_cases_are_worked_out_once() -> None:
    known = database(cluster_reg((G("A", tuple(R(f"r{n}") for n in range(5))),)))
    assert len({id(each) for each in in_force(known, "resource", "IsAlivePollInterval", ARTICLE)}) == 1


def test_a_fact_is_that_of_the_object_itself() -> None:
    known = database(cluster_reg((G("A", (R("a", {"PersistentState": 1}), R("b", {"PersistentState": 1}))),)))
    found = in_force(known, "resource", "PersistentState", ARTICLE)
    assert found[0] is found[1]
    paths = [fact.at.path for item in known.resources if (fact := fact_of(known, item, found[0])) is not None]
    assert sorted(paths, key=str) == sorted(f"Resources\\{resource_id(name)}" for name in ("a", "b"))


def test_what_is_no_number_has_none() -> None:
    known = database(cluster_reg((G("A", (), {"Description": "x"}),)))
    (found,) = in_force(known, "group", "Description", ARTICLE)
    assert (found.value, found.number, found.word) == ("x", None, None)


@pytest.mark.parametrize(("kind", "name"), NAMES)
def test_an_empty_cluster_has_nothing(kind: Kind, name: str) -> None:
    known = database("Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\Cluster\\Nodes]\n")
    assert name in SCHEMA[kind]
    assert len(in_force(known, kind, name, ARTICLE)) == (kind == "cluster")


def test_health_calls_add_up() -> None:
    known = database(cluster_reg([G("A", (R("a", {"IsAlivePollInterval": 2000, "LooksAlivePollInterval": 10_000}),))]))
    checks = ("IsAlivePollInterval", "LooksAlivePollInterval")
    (both,) = zip(*(in_force(known, "resource", name, ARTICLE) for name in checks), strict=True)
    assert calls_per_second(*both) == pytest.approx(0.6)
    assert calls_per_second() == 0
