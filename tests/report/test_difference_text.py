from __future__ import annotations

import re

from hivetool.cluster.difference import parts
from hivetool.cluster.names import Names
from hivetool.hive.apply import apply
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.report.difference_text import difference_text
from tests.cluster.redacting import hive
from tests.clusters import article_groups, cluster_reg, group_id, resource_id
from tests.trees import PlainKey, PlainValue, hive_of

A = hive(cluster_reg(article_groups()))
ID1, ID2 = resource_id("Virtual Machine 1"), resource_id("Virtual Machine 2")
VM1 = f"Resources\\{ID1}"
ONE = (1).to_bytes(4, "little")


def shown(*edits: Edit, a: Hive = A, ignored: int = 0, raw: bool = False) -> list[str]:
    """The lines between the two titles and the summary, and the summary."""
    b = apply(a, edits)
    lines = "".join(difference_text(parts(edits, a, b, raw=raw), Names((a, b)), ignored, ("old", "new"))).splitlines()
    assert lines[:2] == ["--- old", "+++ new"]
    return lines[2:]


def test_values_by_object() -> None:
    assert shown(
        SetValue(VM1, "PersistentState", 4, bytes(4)),
        SetValue(VM1, "SeparateMonitor", 4, ONE),
        SetValue(f"{VM1}\\Parameters", "OfflineAction", 4, ONE),
        DeleteValue("", "ClusterName"),
    ) == [
        "",
        f"resource Virtual Machine 1 {ID1}",
        "  ~ PersistentState: 1 (0x1) -> 0 (0x0)",
        "  + SeparateMonitor: 1 (0x1)",
        "  + Parameters:OfflineAction: 1 (0x1)",
        "",
        "the cluster",
        '  - ClusterName: "HVCLUSTER"',
        "",
        "4 differences in 2 places",
    ]


def test_objects_behind_ids_are_named() -> None:
    contains = multi_text_data([ID1, ID2, "nobody"])
    lines = shown(
        SetValue(f"Groups\\{group_id('HyperV VMs')}", "Contains", 7, contains),
        SetValue(VM1, "PossibleOwners", 7, multi_text_data(["1", "3", "9"])),
        SetValue("Quorum", "Resource", 1, text_data(ID1)),
    )
    assert f'-> "{ID1}", "{ID2}", "nobody" (Virtual Machine 1, Virtual Machine 2)' in lines[2]
    assert lines[5] == '  + PossibleOwners: "1", "3", "9" (Node1, Node3)'
    assert lines[8] == f'  ~ Resource: "" -> "{ID1}" (Virtual Machine 1)'


def test_keys_that_are_new_or_gone() -> None:
    lines = shown(
        DeleteKey(VM1), CreateKey("Groups\\g"), SetValue("Groups\\g", "Name", 1, text_data("fresh")), CreateKey("x")
    )
    assert lines[1:3] == [f"resource Virtual Machine 1 {ID1}", "  - it is gone (3 values)"]
    assert lines[4:7] == ["group fresh g", "  + it is new", '  + Name: "fresh"']
    assert lines[8:10] == ["key x", "  + it is new"]


def test_another_type_is_said() -> None:
    (line,) = [line for line in shown(SetValue("", "ClusterName", 2, text_data("HVCLUSTER"))) if "~" in line]
    assert line.endswith('"HVCLUSTER" -> "HVCLUSTER" (REG_SZ -> REG_EXPAND_SZ)')


def test_long_and_hostile_values_stay_on_one_line() -> None:
    long = text_data("ab" * 5000)
    evil = hive_of(PlainKey("C", (PlainValue("a\x1b[2J\n", 1, long), PlainValue("", 3, b"\0\1"))))
    lines = shown(SetValue("", "a\x1b[2J\n", 1, text_data("x\n\u202e")), DeleteValue("", ""), a=evil)
    assert lines[2].startswith('  ~ a\\x1b[2J\\x0a: "abab')
    assert lines[2].endswith('… (10,002 characters) -> "x\\x0a\\u202e"')
    assert lines[3] == "  - (default): hex 0001"


def test_nothing_is_different() -> None:
    assert shown() == ["", "no difference"]
    assert shown(ignored=2) == [
        "",
        "no difference; 2 values left out that change while a cluster runs (--all shows them)",
    ]


def test_raw_has_the_path_in_the_title() -> None:
    assert shown(SetValue(VM1, "v", 4, ONE), raw=True)[1:3] == [f"key {VM1}", "  + v: 1 (0x1)"]


def test_signs_are_painted_and_nothing_else_is_changed() -> None:
    edits = (SetValue(VM1, "PersistentState", 4, bytes(4)), SetValue("", "New", 4, ONE), DeleteValue("", "ClusterName"))
    b = apply(A, edits)
    given = parts(edits, A, b), Names((A, b)), 0, ("old", "new")
    painted = "".join(difference_text(*given, lambda tone, text: f"<{tone}>{text}</{tone}>"))
    assert "<act>~ PersistentState: 1 (0x1) -> 0 (0x0)</act>" in painted
    assert "<good>+ New: 1 (0x1)</good>" in painted
    assert "<bad>- ClusterName: " in painted
    assert "<head>the cluster</head>" in painted
    assert re.sub("</?[a-z]+>", "", painted) == "".join(difference_text(*given))
