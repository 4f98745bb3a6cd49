"""Private properties column by column say what each object's own reading says."""

from __future__ import annotations

from hivetool.lint.private import Private, private
from hivetool.make.cluster import made_cluster
from hivetool.make.plan import Plan
from tests.lint.subjects import subject, subject_of
from tests.lint.texts import parameters, resource

MIXED = r"""
[Cluster\Resources\a]
"Type"="virtual machine"

[Cluster\Resources\a\PARAMETERS]
"offlineaction"=dword:00000002

[Cluster\Resources\b]
"Type"="Physical Disk"

[Cluster\Resources\b\Parameters]
"OfflineAction"=dword:00000003

[Cluster\Resources\c]
"Type"="Virtual Machine"

[Cluster\Resources\d]
"Type"="Virtual Machine"

[Cluster\Resources\d\Parameters]
"OfflineAction"="2"
"""


def test_a_column_has_what_each_resource_of_the_type_stores() -> None:
    machines = Private(subject(MIXED).database, "Virtual Machine")
    assert [item.id for item in machines.resources] == ["a", "c", "d"]
    assert machines.every("OfflineAction") == [2, None, None]
    assert [(item.id, action) for item, action in machines.each("OfflineAction")] == [
        ("a", 2),
        ("c", None),
        ("d", None),
    ]


def test_columns_agree_with_the_facts_of_every_object() -> None:
    made = subject_of(made_cluster(Plan(nodes=3, vms=20, seed=4)))
    for kind, names in (
        ("Virtual Machine", ("VmID", "OfflineAction", "StartMemory")),
        ("Virtual Machine Configuration", ("VmStoreRootPath", "DependsOnSharedVolumes", "VmPhysicalDisks")),
    ):
        private = Private(made.database, kind)
        assert len(private.resources) == 20
        for name in names:
            assert private.every(name) == [item.parameters.content(name) for item in private.resources]


def test_a_type_that_nothing_has_is_empty() -> None:
    assert Private(subject(MIXED).database, "Virtual Machine Configuration").every("VmStoreRootPath") == []


def test_chosen_resources_and_what_their_type_does_not_have() -> None:
    found = subject(resource("a", "Physical Disk") + parameters("a", '"MaintenanceMode"=dword:00000002'))
    disks = found.of_type("physical disk")
    assert private(found.database, disks, "MaintenanceMode") == [2]
    assert private(found.database, disks, "VmID") == [None]
    assert private(found.database, (), "VmID") == []
