from __future__ import annotations

import re

import pytest

from hivetool.report.graph import MOST, NOWHERE, UNGROUPED, Arrow, Box, Graph, Leaf, TooManyToDraw, graph_of
from tests.clusters import ROOT, G, R, cluster_reg, resource_id
from tests.report.looking import EMPTY, look


def needing(reg: str, expression: str) -> str:
    """The cluster with what r0 needs, in names of resources."""
    text = re.sub(r"\[(\w+)\]", lambda found: f"[{resource_id(found[1])}]", expression)
    return (
        reg
        + f"\n[{ROOT}\\Dependencies\\{resource_id('d')}]\n"
        + f'"dependent"="{resource_id("r0")}"\n"dependency"="{text}"\n'
    )


def drawn(reg: str, *names: str) -> Graph:
    seen = look(reg)
    groups = [group for group in seen.database.groups if group.name in names]
    return graph_of(seen, groups if names else None)


def leaves(graph: Graph) -> dict[str, tuple[str, str]]:
    """Label and kind by id, of all."""
    found = list(graph.leaves)
    waiting = list(graph.boxes)
    while waiting:
        box = waiting.pop()
        waiting.extend(box.boxes)
        found.extend(box.leaves)
    ids = [leaf.id for leaf in found]
    assert len(set(ids)) == len(ids)
    return {leaf.id: (leaf.label, leaf.what) for leaf in found}


def arrows(graph: Graph) -> set[tuple[str, str, bool]]:
    """By labels; joints keep their ids."""
    known = leaves(graph)
    name = {identity: identity if what in ("and", "or") else label for identity, (label, what) in known.items()}
    return {(name[arrow.source], name[arrow.target], arrow.either) for arrow in graph.arrows}


def test_groups_are_in_the_node_where_they_are_expected() -> None:
    groups = (
        G("b", (R("x", {"PersistentState": 1}, needs=("y",)), R("y")), {"DefaultOwner": 2}),
        G("a", (), {"DefaultOwner": 2}),
        G("c", (R("z", {"PossibleOwners": ["7"]}),)),
    )
    reg = cluster_reg(groups) + f'\n[{ROOT}\\Resources\\lone]\n"Name"="lone"\n'
    assert drawn(reg) == Graph(
        "HVCLUSTER",
        (
            Box(
                "n2",
                "Node2",
                (
                    Box("g1", "b", (), (Leaf("r1", "x", "resource"), Leaf("r2", "y", "offline"))),
                    Box("g2", "a"),
                ),
            ),
            Box("n4", NOWHERE, (Box("g3", "c", (), (Leaf("r3", "z", "offline"),)),)),
            Box("u", UNGROUPED, (), (Leaf("r4", "lone", "offline"),)),
        ),
        (),
        (Arrow("r1", "r2"),),
    )


FIVE = cluster_reg((G("A", tuple(R(f"r{n}") for n in range(6))),))


def test_all_of_several_are_arrows() -> None:
    assert arrows(drawn(needing(FIVE, "[r1] and [r2]"))) == {("r0", "r1", False), ("r0", "r2", False)}


def test_one_of_several_hangs_on_a_joint() -> None:
    graph = drawn(needing(FIVE, "[r1] or [r2]"))
    assert graph.leaves == (Leaf("j1", "or", "or"),)
    assert arrows(graph) == {("r0", "j1", False), ("j1", "r1", True), ("j1", "r2", True)}


def test_expressions_within_each_other() -> None:
    graph = drawn(needing(FIVE, "[r1] and ([r2] or ([r3] and [r4]))"))
    assert arrows(graph) == {
        ("r0", "r1", False),
        ("r0", "j1", False),
        ("j1", "r2", True),
        ("j1", "j2", True),
        ("j2", "r3", False),
        ("j2", "r4", False),
    }
    assert [leaf.what for leaf in graph.leaves] == ["or", "and"]


def test_a_group_alone_shows_what_it_needs_elsewhere() -> None:
    groups = (G("A", (R("r0"),)), G("B", (R("r1"), R("r2"))))
    reg = needing(cluster_reg(groups), "[r1]")
    graph = drawn(reg, "A")
    assert [box.boxes[0].label for box in graph.boxes] == ["A"]
    assert list(leaves(graph).values()) == [("r1 (B)", "elsewhere"), ("r0", "offline")]
    assert arrows(graph) == {("r0", "r1 (B)", False)}


def test_a_group_is_drawn_once() -> None:
    seen = look(cluster_reg((G("A", (R("a"),)),)))
    (group,) = seen.database.groups
    assert graph_of(seen, [group, group]) == graph_of(seen)


def test_too_many_are_refused_and_some_of_them_are_not() -> None:
    groups = (G("big", tuple(R(f"r{n}") for n in range(MOST))), G("small", (R("s"),)))
    with pytest.raises(TooManyToDraw, match=f"{MOST + 1} resources .* --group NAME"):
        drawn(cluster_reg(groups))
    assert len(leaves(drawn(cluster_reg(groups), "big"))) == MOST
    with pytest.raises(TooManyToDraw):
        drawn(cluster_reg([G(f"g{n}") for n in range(MOST + 1)]))


def test_an_empty_cluster() -> None:
    assert drawn(EMPTY) == Graph("", (), (), ())
