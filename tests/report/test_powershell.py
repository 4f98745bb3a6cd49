from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.assign import assigned
from hivetool.report.powershell import powershell, quoted
from tests.clusters import ROOT, G, R, article_groups, cluster_reg, database

DATABASE = database(
    cluster_reg((*article_groups(), G("it's", (R("a\u2019b"),), {"Description": "x", "Priority": 0})))
    + f'\n[{ROOT}\\Networks\\11111111-2222-3333-4444-555555555555]\n"Name"="LAN"\n'
    + f'\n[{ROOT}\\ResourceTypes\\Virtual Machine\\Parameters]\n"MigrationNetworkOrder"="a"\n'
)


@pytest.mark.parametrize(
    ("words", "live"),
    [
        ("vm:1.SeparateMonitor=1", "(Get-ClusterResource -Name 'Virtual Machine 1').SeparateMonitor = 1"),
        ("vm:1.PersistentState=0", "Stop-ClusterResource -Name 'Virtual Machine 1'"),
        ("group:HyperV VMs.PersistentState=1", "Start-ClusterGroup -Name 'HyperV VMs'"),
        ("vm:1.PersistentState=-1", None),
        (
            "vm:1.PossibleOwners=Node1,Node3",
            "Set-ClusterOwnerNode -Resource 'Virtual Machine 1' -Owners 'Node1','Node3'",
        ),
        ("HyperV VMs.PreferredOwners=Node2", "Set-ClusterOwnerNode -Group 'HyperV VMs' -Owners 'Node2'"),
        (
            "HyperV VMs.AntiAffinityClassNames=a,b's",
            "$texts = New-Object System.Collections.Specialized.StringCollection; "
            "$texts.AddRange([string[]]('a', 'b''s')); "
            "(Get-ClusterGroup -Name 'HyperV VMs').AntiAffinityClassNames = $texts",
        ),
        ("group:it's.Description=x'y", "(Get-ClusterGroup -Name 'it''s').Description = 'x''y'"),
        ("group:it's.DefaultOwner=1", None),
        ("res:a\u2019b.RestartAction=1", "(Get-ClusterResource -Name 'a\u2019\u2019b').RestartAction = 1"),
        ("cluster.ClusterName=New", "(Get-Cluster).Name = 'New'"),
        ("node:Node1.NodeWeight=0", "(Get-ClusterNode -Name 'Node1').NodeWeight = 0"),
        (
            "vm:1.OfflineAction=2",
            "Get-ClusterResource -Name 'Virtual Machine 1' | Set-ClusterParameter -Name 'OfflineAction' -Value 2",
        ),
        (
            "type:Virtual Machine.MigrationExcludeNetworks=a;b",
            "Get-ClusterResourceType -Name 'Virtual Machine' | "
            "Set-ClusterParameter -Name 'MigrationExcludeNetworks' -Value 'a;b'",
        ),
        ("type:Virtual Machine.PossibleOwners=Node1", None),
        ("net:LAN.Role=3", "(Get-ClusterNetwork -Name 'LAN').Role = 3"),
        ("group:it's.GroupType=111", None),
        ("cluster.PaxosTag=1", None),
        ("cluster.Security Descriptor=00", None),
    ],
)
def test_the_supported_way(words: str, live: str | None) -> None:
    assert powershell(assigned(DATABASE, words)) == live


def test_a_private_property_is_deleted() -> None:
    change = assigned(DATABASE, "type:Virtual Machine.MigrationNetworkOrder", delete=True)
    assert powershell(change) == (
        "Get-ClusterResourceType -Name 'Virtual Machine' | Set-ClusterParameter -Name 'MigrationNetworkOrder' -Delete"
    )


def test_a_list_that_is_deleted_is_empty_live() -> None:
    known = database(cluster_reg((G("kept apart", (), {"AntiAffinityClassNames": ["a"]}),)))
    assert powershell(assigned(known, "group:kept apart.AntiAffinityClassNames", delete=True)) == (
        "$texts = New-Object System.Collections.Specialized.StringCollection; "
        "(Get-ClusterGroup -Name 'kept apart').AntiAffinityClassNames = $texts"
    )


def test_a_name_with_a_line_break_is_not_said() -> None:
    assert powershell(replace(assigned(DATABASE, "vm:1.SeparateMonitor=1"), name="two\nlines")) is None


SINGLE = "'\u2018\u2019\u201a\u201b"


@given(st.text(st.characters() | st.sampled_from(SINGLE + '$`"\n;')))
def test_a_string_ends_where_it_should(text: str) -> None:
    """PowerShell takes five characters for a single quote, and two of them in a string for one."""
    found = quoted(text)
    if found is None:
        assert not text.isprintable()
        return
    inner = found[1:-1]
    assert not set(re.sub(f"([{SINGLE}])\\1", "", inner)) & set(SINGLE)
    assert re.sub(f"([{SINGLE}])\\1", r"\1", inner) == text
