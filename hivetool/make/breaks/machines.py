"""HT4: virtual machines and their configurations."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.edit import DeleteKey, Edit
from hivetool.make.ground import Ground, path
from hivetool.make.places import config_parameters, config_type, vm_parameters, vm_type
from hivetool.make.planting import Defect, lacks, private, put, sets, without_resource


def _same_vm(ground: Ground) -> Iterator[Edit]:
    first, second = ground.some_machines(2)
    key = ground.hive.key(private(first.vm))
    value = ground.enough([each for each in key.values if each.name.lower() == "vmid"], 1, "a VmID")[0]
    yield from put(private(second.vm), VmID=str(value.decoded))
    yield from put(private(second.config), VmID=str(value.decoded))


def _undepended(ground: Ground) -> Iterator[Edit]:
    yield from (DeleteKey(at) for at in ground.dependencies_of(ground.machine.vm))


def _local_store(ground: Ground) -> tuple[Edit, ...]:
    return put(private(ground.machine.config), VmStoreRootPath=f"D:\\Hyper-V\\{ground.machine.group.name}")


def _one_group(ground: Ground) -> Iterator[Edit]:
    first, second = ground.some_machines(2)
    yield from put(first.group, Contains=(*first.group.resources, *second.group.resources))
    yield DeleteKey(path(second.group))


MACHINE_DEFECTS: tuple[Defect, ...] = (
    sets("HT401", "virtual machines with another type's DLL", vm_type, DllName="clusres.dll"),
    sets("HT402", "a resource DLL in a user's folder", config_type, DllName="C:\\Users\\Public\\vmclusres.dll"),
    Defect(
        "HT403",
        "a virtual machine without configuration",
        lambda ground: without_resource(ground, ground.machine.config.id),
    ),
    Defect("HT404", "a virtual machine that does not need its configuration", _undepended),
    lacks("HT405", "a virtual machine without VmID", vm_parameters, "VmID"),
    Defect(
        "HT406",
        "a configuration of another VmID",
        lambda ground: put(private(ground.machine.config), VmID=ground.new_id("VmID")),
    ),
    Defect("HT407", "two virtual machines of one VmID", _same_vm),
    lacks("HT408", "a virtual machine without OfflineAction", vm_parameters, "OfflineAction"),
    Defect("HT409", "a configuration on a local drive", _local_store),
    sets(
        "HT410",
        "a configuration on a shared volume that it does not name",
        config_parameters,
        DependsOnSharedVolumes=(),
    ),
    Defect("HT411", "two virtual machines in one group", _one_group),
    sets("HT412", "a virtual machine that is turned off to go offline", vm_parameters, OfflineAction=0),
    sets("HT413", "one OfflineAction unlike the others", vm_parameters, OfflineAction=2),
    sets("HT414", "a live migration that failed", vm_parameters, MigrationState=5),
    sets("HT415", "a heartbeat that is not checked", vm_parameters, CheckHeartbeat=0),
    Defect(
        "HT416", "a virtual machine that was renamed", lambda at: put(at.machine.vm, Name="Virtual Machine OLD-NAME")
    ),
    sets("HT417", "VmSwitchPorts of 2008 R2", config_parameters, VmSwitchPorts=""),
)
