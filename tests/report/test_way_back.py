from __future__ import annotations

from hivetool import open_hive
from hivetool.cluster.difference import parts
from hivetool.cluster.load import load_cluster
from hivetool.cluster.names import Names
from hivetool.hive.apply import apply
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.diff import diff
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.report.way_back import HEAD, ORDER, way_back
from tests.cluster.redacting import hive
from tests.clusters import CONFIG, G, R, cluster_reg, group_id, guid, resource_id
from tests.shared import PROJECT

GROUPS = (
    G("SQL01", (R("VM's", {"PersistentState": 1, "RestartDelay": 5}, needs=("Config",)), R("Config", {}, CONFIG))),
)
A = hive(cluster_reg(GROUPS))
VM = f"Resources\\{resource_id(chr(86) + chr(77) + chr(39) + chr(115))}"
DEPENDENCY = f"Dependencies\\{guid('HVCLUSTER', 'dependency', GROUPS[0].resources[0].name)}"


def lines(a: Hive, b: Hive) -> list[str]:
    text = "".join(way_back(parts(diff(b, a), b, a), Names((a, b)), load_cluster(a).database))
    assert text.startswith(HEAD)
    return [line for line in text.removeprefix(HEAD).splitlines() if line]


def after(*edits: Edit) -> list[str]:
    """The way back from these edits, without the titles of objects."""
    return [line for line in lines(A, apply(A, edits)) if not line.startswith(("# resource ", "# group ", "# dep"))]


def test_settings_go_back() -> None:
    assert after(
        SetValue(VM, "RestartDelay", 4, bytes(4)),
        SetValue(VM, "SeparateMonitor", 4, b"\1\0\0\0"),
        SetValue(VM, "IsAlivePollInterval", 4, b"\xe8\3\0\0"),
        SetValue(VM, "PossibleOwners", 7, multi_text_data(["1"])),
    ) == [
        "(Get-ClusterResource -Name 'VM''s').SeparateMonitor = 0",
        "(Get-ClusterResource -Name 'VM''s').IsAlivePollInterval = 4294967295",
        "Set-ClusterOwnerNode -Resource 'VM''s' -Owners 'Node1','Node2','Node3'",
        "(Get-ClusterResource -Name 'VM''s').RestartDelay = 5",
    ]


def test_starting_and_stopping_is_left_to_a_person() -> None:
    assert after(SetValue(VM, "PersistentState", 4, bytes(4))) == ["# Start-ClusterResource -Name 'VM''s'"]


def test_dependencies_have_names() -> None:
    back = "Set-ClusterResourceDependency -Resource 'VM''s' -Dependency '[Config]'"
    assert after(SetValue(DEPENDENCY, "dependency", 1, text_data("[x] or [y]"))) == [back]
    assert after(DeleteKey(DEPENDENCY)) == [f"# {back}"]
    assert after(SetValue(DEPENDENCY, "dependency", 3, b"")) == [back]
    added = after(SetValue(DEPENDENCY, "other", 1, text_data("[x]")))
    assert added == ['# no supported command: - other: "[x]"']


def test_objects_are_made_and_removed_by_a_person() -> None:
    assert after(DeleteKey(VM), DeleteKey(f"Groups\\{group_id('SQL01')}"))[:2] == [
        "# Add-ClusterGroup -Name 'SQL01'",
        f'# no supported command: + Contains: "{VM[10:]}", "{resource_id("Config")}" (VM\'s, Config)',
    ]
    assert after(DeleteKey(VM)) == [
        "# Add-ClusterResource -Name 'VM''s' -ResourceType 'Virtual Machine' -Group 'SQL01'",
        "# Start-ClusterResource -Name 'VM''s'",
        "# (Get-ClusterResource -Name 'VM''s').RestartDelay = 5",
    ]
    assert after(CreateKey("Groups\\g"), SetValue("Groups\\g", "Name", 1, text_data("new"))) == [
        "# Remove-ClusterGroup -Name 'new'"
    ]
    assert after(CreateKey("Checkpoints\\g")) == [
        "# key Checkpoints",
        "# no supported command: - it is gone (0 values, 1 key below it)",
    ]


def test_what_no_command_does() -> None:
    assert after(SetValue("", "Unheard", 1, text_data("x\ny")), DeleteValue("Quorum", "Path")) == [
        "# the cluster",
        '# no supported command: - Unheard: "x\\x0ay"',
        "# key Quorum",
        '# no supported command: + Path: ""',
    ]


def test_no_line_of_a_hostile_name_is_a_command() -> None:
    evil = "x'\nRemove-Item C:\\ -Recurse #\u2018"
    made = after(
        CreateKey("Groups\\g"),
        SetValue("Groups\\g", "Name", 1, text_data(evil)),
        SetValue(VM, "RestartDelay", 4, b"odd"),
        SetValue(f"Groups\\{group_id('SQL01')}", "Description", 1, text_data(evil)),
    )
    assert made == [
        "# no supported command removes it",
        '# no supported command: - Description: "x\'\\x0aRemove-Item C:\\ -Recurse #\u2018"',
        "(Get-ClusterResource -Name 'VM''s').RestartDelay = 5",
    ]


def test_kinds_stand_in_the_order_in_which_they_can_be_mended() -> None:
    folder = PROJECT / "fixtures"
    titles = [
        line.removeprefix("# ").split()[0]
        for line in lines(open_hive(folder / "hvc01.hiv"), open_hive(folder / "hvc01-later.hiv"))
        if line.startswith(("# node", "# group", "# resource", "# dependency", "# key"))
    ]
    ranks = [ORDER.index(title) for title in titles]
    assert ranks == sorted(ranks)
    assert set(titles) >= {"node", "group", "resource", "dependency"}
