from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.hive.hive import Log, Source
from hivetool.report.inspection import Inspection
from hivetool.report.layout import Layout
from hivetool.report.plain import columns_of
from hivetool.report.table import Line, View
from hivetool.report.table_text import view_text
from hivetool.report.views.overview import FEW_MACHINES, at_a_glance, moment, view
from tests.clusters import CONFIG, ROOT, G, R, Values, article_groups, cluster_reg, guid
from tests.report.looking import EMPTY, look

SCREEN = 24
"""Lines of the smallest screen."""


def line(name: str, reg: str, source: Source | None = None) -> Line:
    seen = look(reg)
    seen = replace(seen, source=source) if source is not None else seen
    return next(each for each in view(seen).lines if each.name == name)


def text(name: str, reg: str, source: Source | None = None) -> str:
    return line(name, reg, source).text


def test_the_articles_example() -> None:
    groups = article_groups(first={"IsAlivePollInterval": 2000, "SeparateMonitor": 1})
    seen = look(cluster_reg(groups, nodes=("Node1", "Node2"), root={"ClusterFunctionalLevel": 10}))
    seen = Inspection(seen.database, Source("reg", "5.00", "line", size=1234), seen.semantics)
    assert view_text(view(seen), Layout(200), "brief").splitlines() == [
        f"Cluster    HVCLUSTER {guid('HVCLUSTER')}, functional level 10 (2019)",
        "Source     .reg file, version 5.00, 1,234 bytes, 13 keys, 29 values",
        "Nodes      2 with 2 votes: Node1, Node2",
        "Quorum     no witness",
        "Roles      1: 1 virtual machine",
        "Resources  3: 3 Virtual Machine",
        "Storage    0 shared volumes",
        "Networks   0",
        "Commanded  2 Online, 1 Offline",
        "Polling    1 not at the default, IsAlive 5000 ms and LooksAlive 60000 ms: Virtual Machine 1",
        "RHS        1 shared process, 1 separate: Virtual Machine 1; most on Node1: 0.95 health calls/s, "
        "one crash hits 1 other",
        "Placement  1 of 1 group at DefaultOwner, 1 without preferred owners",
    ]


def test_it_says_that_nothing_is_live_and_which_semantics() -> None:
    (note,) = view(look(cluster_reg(article_groups()))).notes
    assert "The hive holds no live state" in note
    assert "the semantics 'article'" in note


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (Source("regf", "1.5", "offset", 5), "registry hive, regf 1.5, 5 bytes, clean, "),
        (Source("regf", "1.3", "offset", 5, dirty=True), "5 bytes, dirty, its last changes are missing, "),
        (
            Source("regf", "1.5", "offset", 5, logs=(Log("A.LOG1", "new", True), Log("B", "old", False))),
            "with A.LOG1, ",
        ),
        (Source("regf", "1.5", "offset", 5, saved=132514164000000000), "clean, saved 2020-12-02 21:00:00Z, "),
        (Source("reg-query", "", "line", 5, lossy=True), "listing of reg query, not exact, 5 bytes, "),
    ],
)
def test_what_it_was_read_from(source: Source, shown: str) -> None:
    assert shown in text("source", cluster_reg(()), source)


def test_a_time_beyond_the_calendar_is_a_number() -> None:
    assert moment(2**63) == f"FILETIME {2**63}"


def test_nodes_say_who_is_paused_and_who_has_no_vote() -> None:
    values: dict[str, Values] = {"Node2": {"Paused": 1}, "Node3": {"NodeWeight": 0}}
    found = line("nodes", cluster_reg((), node_values=values))
    assert found.text == "3 with 2 votes: Node1, Node2 (paused), Node3 (no vote)"
    assert found.data == {"count": 3, "votes": 2, "paused": ["Node2"]}


WITNESS = "\n[{root}\\Resources\\{id}\\Parameters]\n{value}\n"


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        ("File Share Witness", '"SharePath"="\\\\\\\\fs9\\\\w"', "file share witness: W, \\\\fs9\\w"),
        ("Cloud Witness", '"AccountName"="acc"', "cloud witness: W, acc"),
        ("Physical Disk", "", "disk witness: W"),
        ("Generic Service", "", "witness: W"),
    ],
)
def test_the_witness_and_where_it_is(kind: str, value: str, shown: str) -> None:
    identity = guid("HVCLUSTER", "resource", "W")
    reg = cluster_reg((G("Cluster Group", (R("W", type=kind),)),)).replace('"Resource"=""', f'"Resource"="{identity}"')
    assert text("quorum", reg + WITNESS.format(root=ROOT, id=identity, value=value)) == shown


def test_a_witness_that_is_gone_and_dynamic_quorum() -> None:
    reg = cluster_reg((), root={"DynamicQuorum": 0}).replace('"Resource"=""', '"Resource"="6e39"')
    found = line("quorum", reg)
    assert found.text == "witness 6e39, which does not exist, dynamic quorum off"
    assert found.data == {"witness": "missing", "name": "6e39", "place": None, "dynamic": False}


def test_roles_by_type_apart_from_the_clusters_own_groups() -> None:
    groups = [
        *(G(f"vm{n}", (), {"GroupType": 111}) for n in range(3)),
        G("fs", (), {"GroupType": 100}),
        G("new", (), {"GroupType": 777}),
        G("old"),
        G("core", (), {"GroupType": 1}),
        G("csv", (R("Volume1", type="Physical Disk"), R("x")), {"GroupType": 4}),
    ]
    assert text("roles", cluster_reg(groups)) == (
        "6: 3 virtual machine, 1 file server, 1 type 777, 1 type not stored; 2 core groups: "
        "1 core cluster, 1 shared volume"
    )
    assert text("storage", cluster_reg(groups)) == "1 shared volume: Volume1"


def test_resources_without_a_type() -> None:
    assert text("resources", cluster_reg(()) + f'\n[{ROOT}\\Resources\\a]\n"Name"="a"\n') == "1: 1 (no type stored)"


def test_networks_by_role() -> None:
    keys = "".join(f'\n[{ROOT}\\Networks\\{n}]\n"Role"=dword:{role}\n' for n, role in enumerate((1, 3, 1, 0)))
    assert text("networks", cluster_reg(()) + keys) == (
        "4: 2 cluster only, 1 cluster and clients, 1 not used by the cluster"
    )


def test_who_commands_what() -> None:
    resources = (R("own", {"PersistentState": 1}), R("a"), R("b"))
    reg = cluster_reg((G("A", resources, {"PersistentState": 1}), G("B", (R("c"),))))
    assert text("commanded", reg) == (
        "3 Online, 1 Offline, 2 of them by the group's state, 1 of them as nothing is stored"
    )
    assert text("commanded", EMPTY) == "nothing"


def test_few_names_unless_all_are_wanted() -> None:
    resources = tuple(R(f"r{n}", {"IsAlivePollInterval": 99, "SeparateMonitor": 1}) for n in range(9))
    seen = look(cluster_reg((G("A", resources),)))
    cut, whole = view(seen), view(seen, whole=True)
    for name in ("polling", "rhs"):
        first, second = (next(each.text for each in shown.lines if each.name == name) for shown in (cut, whole))
        assert "r0, r1 and 7 more" in first
        assert "r7, r8" in second


def test_intervals_of_a_type_are_not_the_default_either() -> None:
    reg = cluster_reg((G("A", (R("a", type=CONFIG), R("b"))),), type_values={CONFIG: {"LooksAlivePollInterval": 1000}})
    assert line("polling", reg).data == {"not_default": 1, "own": 0}


def test_where_groups_are_expected_from() -> None:
    groups = [
        G("a", (), {"DefaultOwner": 1, "AntiAffinityClassNames": ["x", "y"], "PreferredOwners": ["1"]}),
        G("b", (), {"AntiAffinityClassNames": ["x"]}),
        G("c", (R("r", {"PossibleOwners": ["9"]}),)),
    ]
    found = line("placement", cluster_reg(groups))
    assert found.text == (
        "1 of 3 groups at DefaultOwner, 1 on no node, 2 without preferred owners, 2 anti-affinity classes"
    )
    assert found.data == {"default_owner": 1, "no_node": 1, "no_preferred_owner": 2, "anti_affinity_classes": 2}


@pytest.mark.parametrize("reg", [EMPTY, cluster_reg((), nodes=()), cluster_reg((), nodes=("only",))])
def test_small_clusters(reg: str) -> None:
    found: View = view(look(reg))
    assert len(found.lines) == 12
    assert all(each.text for each in found.lines)
    assert line("rhs", reg).data == {"shared": 0, "separate": 0, "busiest": None}


def test_no_name() -> None:
    assert text("cluster", EMPTY) == "(no name stored)"


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (FEW_MACHINES, FEW_MACHINES), (FEW_MACHINES + 1, 0)])
def test_few_machines_are_shown_with_it(count: int, shown: int) -> None:
    found = at_a_glance(look(cluster_reg((G("A", (R("c", type=CONFIG), *(R(f"r{n}") for n in range(count)))),))))
    assert sum(len(table.items) for table in found.tables) == shown
    assert found.lines


def test_a_large_cluster_is_on_one_screen() -> None:
    """64 nodes, and enough of everything for every list to be cut."""
    groups = [
        G(
            f"A role of some length {n}",
            (R(f"Virtual Machine {n:04}", {"IsAlivePollInterval": 99, "SeparateMonitor": 1}), R(f"C{n}", type=CONFIG)),
            {"DefaultOwner": n % 64 + 1, "GroupType": 100 + n % 20},
        )
        for n in range(1000)
    ]
    nodes = [f"a-node-{n:02}" for n in range(64)]
    shown = view_text(at_a_glance(look(cluster_reg(groups, nodes=nodes))), Layout(80, folds=True)).splitlines()
    assert len(shown) <= SCREEN
    assert all(columns_of(each) <= 80 for each in shown)
