from __future__ import annotations

from hivetool.cluster.names import Names
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, SetValue
from hivetool.report.remedy import copy, edit_words, live
from tests.report.linting import DATABASE, DISK, FINDINGS, GROUP, HIVE, MACHINE


def test_what_sets_a_property_has_its_command_and_cmdlets_come_behind() -> None:
    assert [live(finding, DATABASE) for finding in FINDINGS] == [
        ("Remove-ClusterResource -Name 'Disk'",),
        (
            "(Get-ClusterResource -Name 'Virtual Machine SQL01').SeparateMonitor = 1",
            "# Stop-ClusterResource -Name 'it''s'",
        ),
        ("# Stop-ClusterResource -Name 'Virtual Machine SQL01'",),
        ("(Get-ClusterGroup -Name 'SQL01').Description = 'a'",),
        (),
        (),
    ]


def test_without_a_database_there_are_the_cmdlets_alone() -> None:
    assert live(FINDINGS[1], None) == ("# Stop-ClusterResource -Name 'it''s'",)


def test_edits_in_words() -> None:
    assert [list(copy(finding, DATABASE)) for finding in FINDINGS] == [
        [f"delete key {DISK.path}"],
        [f"set {MACHINE.path}:SeparateMonitor to 1 (0x1)"],
        [f"set {MACHINE.path}:PersistentState to 0 (0x0)"],
        [f'set {GROUP.path}:Description to "a"'],
        [],
        [],
    ]
    assert edit_words(CreateKey("a\x1b")) == "make key a\\x1b"
    assert edit_words(DeleteKey("")) == "delete key the root"
    assert edit_words(DeleteValue("a", "")) == "delete a:(default)"
    named = SetValue("Groups\\g", "Contains", 7, f"{DISK.id}\0\0".encode("utf-16-le"))
    assert edit_words(named, Names((HIVE,))) == f'set Groups\\g:Contains to "{DISK.id}" (Disk)'
