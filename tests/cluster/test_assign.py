from __future__ import annotations

import pytest

from hivetool.cluster.assign import BadAssignment, Change, assigned, change_of, edit_for
from hivetool.cluster.naming import NoSuchObject
from hivetool.cluster.schema import SCHEMA
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.edit import CreateKey, DeleteValue, SetValue
from hivetool.hive.types import ValueType
from tests.clusters import ROOT, article_groups, cluster_reg, database, group_id, loaded, resource_id

DATABASE = database(
    cluster_reg(article_groups(first={"RestartDelay": 250}, group={"AntiAffinityClassNames": ["a"]}), name="HVCLUSTER")
)
VM2 = f"Resources\\{resource_id('Virtual Machine 2')}"
VM1 = f"Resources\\{resource_id('Virtual Machine 1')}"
GROUP = f"Groups\\{group_id('HyperV VMs')}"


def change(words: str) -> Change:
    return assigned(DATABASE, words)


def dword(number: int) -> bytes:
    return number.to_bytes(4, "little")


@pytest.mark.parametrize(
    ("words", "edit"),
    [
        ("vm:1.SeparateMonitor=1", SetValue(VM1, "SeparateMonitor", ValueType.REG_DWORD, dword(1))),
        ("res:'Virtual Machine 1'.separatemonitor=0x1", SetValue(VM1, "SeparateMonitor", 4, dword(1))),
        ("vm:1.IsAlivePollInterval=15s", SetValue(VM1, "IsAlivePollInterval", 4, dword(15_000))),
        ("vm:1.IsAlivePollInterval=0xffffffff", SetValue(VM1, "IsAlivePollInterval", 4, dword(0xFFFFFFFF))),
        ("vm:1.IsAlivePollInterval=-1", SetValue(VM1, "IsAlivePollInterval", 4, dword(0xFFFFFFFF))),
        ("group:HyperV VMs.Description=a=b.c", SetValue(GROUP, "Description", 1, text_data("a=b.c"))),
        ("group:HyperV VMs.Description=", SetValue(GROUP, "Description", 1, text_data(""))),
        (
            "HyperV VMs.AntiAffinityClassNames=x, y",
            SetValue(GROUP, "AntiAffinityClassNames", 7, multi_text_data(["x", "y"])),
        ),
        ("HyperV VMs.PreferredOwners=Node3,node:1", SetValue(GROUP, "PreferredOwners", 7, multi_text_data(["3", "1"]))),
        ("node:Node2.NodeWeight=0", SetValue("Nodes\\2", "NodeWeight", 4, dword(0))),
        (
            "type:Virtual Machine.PendingTimeout=10m",
            SetValue("ResourceTypes\\Virtual Machine", "PendingTimeout", 4, dword(600_000)),
        ),
        ("cluster.ClusterName=New", SetValue("", "ClusterName", 1, text_data("New"))),
    ],
)
def test_words_are_an_edit(words: str, edit: SetValue) -> None:
    assert change(words).edit == edit


def test_an_edit_of_an_object_whatever_it_is_called() -> None:
    """The words cannot name what has a dot and an equals sign in its id; name and type stay as they are stored."""
    plain = cluster_reg(article_groups(first={"restartdelay": 250}))
    known = loaded(plain.replace(resource_id("Virtual Machine 1"), "a.b=c")).database
    resource = known.resource("a.b=c")
    assert resource is not None
    edit = edit_for(resource, SCHEMA["resource"]["RestartDelay"], 7)
    assert edit == SetValue("Resources\\a.b=c", "restartdelay", ValueType.REG_DWORD, dword(7))


def test_before_and_after() -> None:
    found = change("vm:1.RestartDelay=1s")
    assert (found.kind, found.id, found.name) == ("resource", resource_id("Virtual Machine 1"), "Virtual Machine 1")
    assert found.before is not None
    assert (found.before.value, found.after, found.shown) == (250, 1000, 1000)
    assert change("vm:2.RestartDelay=1s").before is None
    owners = change("HyperV VMs.PreferredOwners=Node3")
    assert (owners.after, owners.shown) == (("3",), ("Node3",))


def test_deleting() -> None:
    found = assigned(DATABASE, "vm:1.RestartDelay", delete=True)
    assert (found.edit, found.after) == (DeleteValue(VM1, "RestartDelay"), None)
    with pytest.raises(BadAssignment, match="PendingTimeout is not stored"):
        assigned(DATABASE, "vm:1.PendingTimeout", delete=True)
    with pytest.raises(BadAssignment, match=r"write TARGET\.PROPERTY"):
        assigned(DATABASE, "vm:1", delete=True)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vm:1", "write TARGET.PROPERTY=VALUE"),
        ("vm:1.=1", "write TARGET.PROPERTY=VALUE"),
        ("=1", "write TARGET.PROPERTY=VALUE"),
        ("vm:1.SeparateMonitor=2", "SeparateMonitor is a number from 0 to 1"),
        ("vm:1.SeparateMonitor=yes", "SeparateMonitor is a number, decimal or hex"),
        ("vm:1.IsAlivePollInterval=9", "IsAlivePollInterval is a number from 10 to"),
        ("vm:1.IsAlivePollInterval=soon", "'soon' is not a duration"),
        ("vm:1.IsAlivePollInterval=99999999999", "is too long a duration"),
        ("group:HyperV VMs.FailoverPeriod=1194", "from 0 to 1193 hours"),
        ("vm:1.SeparateMonitr=1", "did you mean SeparateMonitor?"),
        ("vm:1.FailoverThreshold=1", "it is a property of a group"),
        ("vm:1.Type=x", "ties the database together"),
        ("HyperV VMs.Contains=x", "ties the database together"),
        ("HyperV VMs.Description=a\0b", "text has no NUL"),
    ],
)
def test_words_that_set_nothing(words: str, reason: str) -> None:
    with pytest.raises(BadAssignment) as caught:
        change(words)
    assert reason in str(caught.value)


def test_objects_that_are_not_there() -> None:
    with pytest.raises(NoSuchObject):
        change("vm:9.SeparateMonitor=1")
    with pytest.raises(NoSuchObject):
        change("HyperV VMs.PreferredOwners=Node1,Node9")


def test_an_edit_is_the_change_it_came_from() -> None:
    for words in ("vm:1.SeparateMonitor=1", "HyperV VMs.PreferredOwners=Node3,Node1", "cluster.ClusterName=x"):
        meant = change(words)
        kind = "key" if meant.kind == "cluster" else meant.kind
        found = change_of(DATABASE, kind, meant.id, meant.name, meant.edit)
        assert found is not None
        assert (found.kind, found.prop, found.after, found.shown) == (
            meant.kind,
            meant.prop,
            meant.after,
            meant.shown,
        )


def test_edits_that_are_no_change_of_a_property() -> None:
    for kind, edit in (
        ("resource", CreateKey(VM1)),
        ("resource", SetValue(VM1, "Unheard", 4, dword(1))),
        ("resource", SetValue(VM1, "RestartDelay", 4, b"odd")),
        ("resource", SetValue(VM1, "RestartDelay", 3, b"bin")),
        ("resource", SetValue(VM1, "Type", 1, text_data("x"))),
        ("dependency", SetValue("Dependencies\\x", "dependent", 1, text_data("x"))),
        ("key", SetValue("Quorum", "MaxQuorumLogSize", 4, dword(1))),
    ):
        assert change_of(DATABASE, kind, "id", "name", edit) is None


def test_every_property_can_be_looked_up_without_case() -> None:
    for kind in ("resource", "group"):
        for name in SCHEMA[kind]:
            with pytest.raises(BadAssignment) as caught:
                change(f"{'vm:1' if kind == 'resource' else 'HyperV VMs'}.{name.upper()}X=1")
            assert "has no property" in str(caught.value)


NET = "11111111-2222-3333-4444-555555555555"
CARD = "11111111-2222-3333-4444-555555555556"
MORE = database(
    cluster_reg(article_groups(), root={"PaxosTag": 7})
    + f'\n[{ROOT}\\Networks\\{NET}]\n"Name"="LAN"\n"role"=dword:1\n'
    + f'\n[{ROOT}\\NetworkInterfaces\\{CARD}]\n"Name"="Node1 - LAN"\n"Node"="1"\n"Network"="{NET}"\n'
    + f'\n[{ROOT}\\{VM1}\\Parameters]\n"OFFLINEaction"=dword:1\n"Unheard"=hex:00\n'
    + f'\n[{ROOT}\\{GROUP}\\Parameters]\n"Odd"=dword:1\n'
)


@pytest.mark.parametrize(
    ("words", "edit"),
    [
        ("vm:1.OfflineAction=2", SetValue(f"{VM1}\\Parameters", "OFFLINEaction", 4, dword(2))),
        ("vm:2.OfflineAction=2", SetValue(f"{VM2}\\Parameters", "OfflineAction", 4, dword(2))),
        ("vm:1.parameters.checkHEARTBEAT=1", SetValue(f"{VM1}\\Parameters", "CheckHeartbeat", 4, dword(1))),
        ("vm:1.StatusInformation=0x1", SetValue(VM1, "StatusInformation", 11, dword(1) + bytes(4))),
        ("net:LAN.Role=3", SetValue(f"Networks\\{NET}", "role", 4, dword(3))),
        ("net:Node1 - LAN.Description=x", SetValue(f"NetworkInterfaces\\{CARD}", "Description", 1, text_data("x"))),
        (
            "type:Virtual Machine.MigrationNetworkOrder=a;b",
            SetValue("ResourceTypes\\Virtual Machine\\Parameters", "MigrationNetworkOrder", 1, text_data("a;b")),
        ),
        ("HyperV VMs.DefaultOwner=node:Node3", SetValue(GROUP, "DefaultOwner", 4, dword(3))),
        ("HyperV VMs.DefaultOwner=-1", SetValue(GROUP, "DefaultOwner", 4, dword(0xFFFFFFFF))),
        ("vm:1.RetryPeriodOnFailure=0xffffffff", SetValue(VM1, "RetryPeriodOnFailure", 4, dword(0xFFFFFFFF))),
        ("cluster.Security Descriptor=01 00,ff", SetValue("", "Security Descriptor", 3, b"\1\0\xff")),
        ("cluster.PaxosTag=3:3:4", SetValue("", "PaxosTag", 1, text_data("3:3:4"))),
        ("cluster.RecentEventsResetTime=1", SetValue("", "RecentEventsResetTime", 11, dword(1) + bytes(4))),
    ],
)
def test_every_place_and_form(words: str, edit: SetValue) -> None:
    assert assigned(MORE, words).edit == edit


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("vm:1.VmID=x", "ties the database together"),
        ("vm:1.VmStoreRootPath=x", "it is a property of Virtual Machine Configuration"),
        ("vm:1.Parameters.Name=x", "it is a property of a group or a resource or"),
        (
            "HyperV VMs.OfflineAction=1",
            "a group has no property OfflineAction that hivetool knows; it is a property of",
        ),
        ("net:LAN.Rolle=1", "did you mean Role?"),
        ("net:Node1 - LAN.Node=2", "ties the database together"),
        ("cluster.ClusterNameResource=x", "ties the database together"),
        ("cluster.Security Descriptor=0", "Security Descriptor is bytes, two hex digits each"),
        ("cluster.S2DCacheBehavior=5", "S2DCacheBehavior is a number from 0 to 4"),
        ("HyperV VMs.FailbackWindowEnd=24", "from 0 to 23 hour, or 0xffffffff for no window"),
        ("vm:1.PersistentState=2", "from 0 to 1, or 0xffffffff for the group's"),
    ],
)
def test_what_is_refused_says_what_would_do(words: str, reason: str) -> None:
    with pytest.raises(BadAssignment) as caught:
        assigned(MORE, words)
    assert reason in str(caught.value)


def test_what_is_stored_in_a_wrong_form_can_be_mended_and_deleted() -> None:
    reg = cluster_reg(article_groups()).replace('"PersistentState"=dword:00000000', '"persistentstate"="0"')
    known = loaded(reg).database
    found = assigned(known, "vm:3.PersistentState=0")
    assert (found.before, found.edit) == (None, SetValue(found.edit.key, "persistentstate", 4, dword(0)))
    gone = assigned(known, "vm:3.PersistentState", delete=True)
    assert gone.edit == DeleteValue(found.edit.key, "persistentstate")


def test_an_edit_of_a_private_property_is_a_change_too() -> None:
    for words in ("vm:1.OfflineAction=2", "type:Virtual Machine.MigrationNetworkOrder=a", "net:LAN.Role=3"):
        meant = assigned(MORE, words)
        found = change_of(MORE, meant.kind, meant.id, meant.name, meant.edit)
        assert found is not None
        assert (found.prop, found.after) == (meant.prop, meant.after)
    for edit in (
        SetValue(f"{VM1}\\Parameters", "VmStoreRootPath", 1, text_data("x")),
        SetValue(f"{VM1}\\Other", "OfflineAction", 4, dword(1)),
        SetValue(f"{VM1}\\Parameters\\Deep", "OfflineAction", 4, dword(1)),
        SetValue(f"{VM1}\\Parameters", "VmID", 1, text_data("x")),
    ):
        assert change_of(MORE, "resource", resource_id("Virtual Machine 1"), "x", edit) is None
