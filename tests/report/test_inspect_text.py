from __future__ import annotations

import re
import time

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.cluster.semantics import ARTICLE
from hivetool.hive.hive import Source
from hivetool.report.inspect_text import inspect_text
from hivetool.report.inspection import inspection
from hivetool.report.layout import Layout
from hivetool.report.plain import columns_of
from hivetool.source.opening import open_hive
from tests.clusters import CONFIG, G, R, article_groups, cluster_reg, database, guid, resource_id

SOURCE = Source("reg", "5.00", "line", size=1234)
ARTICLE_REG = cluster_reg(
    article_groups(first={"IsAlivePollInterval": 2000, "SeparateMonitor": 1}), nodes=("Node1", "Node2")
)


def shown(reg: str, layout: Layout = Layout(120), **more: object) -> str:  # noqa: B008
    return inspect_text(inspection(database(reg), SOURCE, ARTICLE), layout, **more)  # type: ignore[arg-type]


def section(text: str, beginning: str) -> list[str]:
    found = next(part for part in text.split("\n\n") if part.startswith(beginning))
    return found.splitlines()[1:]


def test_the_summary() -> None:
    assert shown(ARTICLE_REG, detail="brief").splitlines()[:9] == [
        f"Cluster    HVCLUSTER {guid('HVCLUSTER')}",
        "Source     .reg file, version 5.00, 1,234 bytes",
        "Nodes      2 with 2 votes: Node1, Node2",
        "Quorum     no witness stored",
        "Groups     1",
        "Resources  3: 3 Virtual Machine",
        "Commanded  2 Online, 1 Offline",
        "Polling    1 with intervals of their own, 2 not",
        "RHS        1 shared process, 1 separate",
    ]


def test_it_says_that_nothing_is_live_and_which_semantics() -> None:
    for detail in ("brief", "normal", "full"):
        text = " ".join(shown(ARTICLE_REG, detail=detail).split())
        assert "The hive holds no live state" in text
        assert "its expected owner, its status what was last commanded" in text
        assert "the semantics 'article'" in text


def test_the_articles_table() -> None:
    lines = shown(ARTICLE_REG).splitlines()
    title = next(line for line in lines if line.startswith("Resources ("))
    assert "Node Name is the expected owner; Status is the commanded state, not an observed one" in title
    rows = [re.split("  +", line.strip()) for line in section(shown(ARTICLE_REG), "Resources (")]
    assert rows == [
        ["Resource Name", "GUID", "Node Name", "Status", "PersistentState"],
        ["Virtual Machine 1", resource_id("Virtual Machine 1"), "Node1", "Online", "1"],
        ["Virtual Machine 2", resource_id("Virtual Machine 2"), "Node1", "Online", "1"],
        ["Virtual Machine 3", resource_id("Virtual Machine 3"), "Node1", "Offline", "0"],
    ]


def test_own_intervals_come_before_inherited_ones() -> None:
    text = shown(ARTICLE_REG)
    own, inherited = section(text, "Resources with poll intervals"), section(text, "Inherited poll")
    assert text.index("Resources with poll intervals") < text.index("Inherited poll")
    assert own[1].startswith("  Virtual Machine 1  2000 ms, own value (line ")
    assert "60000 ms, the type's IsAlivePollInterval, by its role (line " in own[1]
    assert len(own) == 2
    told = " ".join(" ".join(inherited).split())
    assert "IsAlive every 5000 ms (the type's LooksAlivePollInterval, by its role)" in told
    assert "2 of type Virtual Machine (line " in told


def test_equal_intervals_of_several_types_are_summed_up() -> None:
    groups = (G("A", (R("a"), R("b"), R("c", type=CONFIG))), G("B", (R("d", type="Unheard Of"),)))
    lines = section(shown(cluster_reg(groups), Layout(200)), "Inherited poll")
    assert [line for line in lines if " every " in line] == [
        "  IsAlive every 5000 ms (the type's LooksAlivePollInterval, by its role), "
        "LooksAlive every 60000 ms (the type's IsAlivePollInterval, by its role)",
        "  IsAlive every 5000 ms (article: IsAlive is executed every 5 seconds by default), "
        "LooksAlive every 60000 ms (article: LooksAlive is executed every 60 seconds by default)",
    ]
    assert [line.split(" (")[0] for line in lines if " every " not in line] == [
        "      2 of type Virtual Machine",
        "      1 of type Virtual Machine Configuration",
        "      1 of type Unheard Of",
    ]


def test_who_shares_an_rhs_process() -> None:
    assert section(shown(ARTICLE_REG), "RHS processes") == [
        "  Node1",
        "    RHS.EXE shared by 2 resources: Virtual Machine 2, Virtual Machine 3",
        "    RHS.EXE of its own for 1 resource: Virtual Machine 1",
        "  Node2: none",
    ]


def test_more_columns_if_asked_for() -> None:
    head = section(shown(ARTICLE_REG, detail="full"), "Resources (")[0]
    assert head.endswith("  Possible owners")
    assert "Possible owners" not in shown(ARTICLE_REG)


def test_what_is_not_stored_is_not_invented() -> None:
    rows = section(shown(cluster_reg((G("A", (R("a"),), {"PersistentState": 1}), G("B", (R("b"),))))), "Resources (")
    assert rows[1].endswith("  Online   not stored, group 1")
    assert rows[2].endswith("  Offline  not stored")


def test_a_witness_that_is_gone() -> None:
    reg = cluster_reg(()).replace('"Resource"=""', '"Resource"="6e39"')
    assert "Quorum     witness 6e39, which does not exist" in shown(reg)


def test_an_empty_database() -> None:
    text = shown("Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\Cluster\\Nodes]\n")
    assert "Cluster    (no name stored)" in text
    assert section(text, "Groups (") == ["  none"]


@pytest.mark.parametrize("width", [40, 80])
def test_a_narrow_screen_folds_and_cuts_nothing(width: int) -> None:
    text = shown(ARTICLE_REG, Layout(width, folds=True), detail="full")
    assert resource_id("Virtual Machine 3") in text
    assert all(columns_of(line) <= width or max(map(len, line.split())) > width - 30 for line in text.splitlines())


def test_names_cannot_do_anything_to_a_terminal() -> None:
    name = "VM\x1b[31m\u202eder"
    resources = (R(name, {"SeparateMonitor": 1, "IsAlivePollInterval": 99}, type=name),)
    hive = open_hive(cluster_reg((G(name, resources),), nodes=(name,), name=name).encode())
    text = inspect_text(inspection(load_cluster(hive).database, SOURCE, ARTICLE), detail="full")
    assert "VM\\x1b[31m\\u202eder" in text
    assert all(line.isprintable() for line in text.splitlines())


def test_eight_thousand_machines_are_complete_and_summed_up_first() -> None:
    groups = [G(f"G{n}", (R(f"VM{n}", {"PersistentState": 1}),), {"DefaultOwner": n % 64 + 1}) for n in range(8000)]
    known = database(cluster_reg(groups, nodes=[f"N{n}" for n in range(64)]))
    start = time.perf_counter()
    text = inspect_text(inspection(known, SOURCE, ARTICLE), Layout(100))
    assert time.perf_counter() - start < 20
    assert "Commanded  8,000 Online" in text[:1000]
    assert len(section(text, "Resources (")) == 8001
