from __future__ import annotations

from hivetool.lint.private import private
from tests.lint.subjects import subject
from tests.lint.texts import multi, parameters, resource

CONFIGURATION = "Virtual Machine Configuration"


def test_one_content_for_each_in_their_order() -> None:
    text = (
        resource("a", CONFIGURATION)
        + parameters("a", f'"DependsOnSharedVolumes"={multi("x:1", "y:2")}')
        + resource("b", CONFIGURATION)
        + resource("c", CONFIGURATION)
        + parameters("c", '"DependsOnSharedVolumes"=dword:00000001')
        + resource("d", CONFIGURATION)
        + parameters("d", f'"dependsonsharedvolumes"={multi("z:3")}')
    )
    found = subject(text)
    assert private(found, found.of_type(CONFIGURATION), "DependsOnSharedVolumes") == [
        ("x:1", "y:2"),
        None,
        None,
        ("z:3",),
    ]


def test_numbers_and_what_the_type_does_not_have() -> None:
    found = subject(resource("a", "Physical Disk") + parameters("a", '"MaintenanceMode"=dword:00000002'))
    disks = found.of_type("physical disk")
    assert private(found, disks, "MaintenanceMode") == [2]
    assert private(found, disks, "VmID") == [None]
    assert private(found, (), "VmID") == []
