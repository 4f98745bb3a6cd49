"""HT3: groups and resources that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.edit import DeleteKey, Edit
from hivetool.make.ground import Ground
from hivetool.make.places import root, vm_group, volume_parameters
from hivetool.make.planting import Defect, new_group, new_resource, put, sets


def _same_name(ground: Ground) -> tuple[Edit, ...]:
    first, second = ground.some_machines(2)
    return put(second.group, Name=first.group.name.lower())


def _name_without_address(ground: Ground) -> Iterator[Edit]:
    yield from (DeleteKey(at) for at in ground.dependencies_of(ground.core_name))


def _off_below_on(ground: Ground) -> Iterator[Edit]:
    name = ground.core_name
    providers = [each for item in ground.database.dependencies if item.dependent == name.id for each in item.providers]
    yield from put(name, PersistentState=1)
    yield from put(f"Resources\\{ground.enough(providers, 1, 'an address of the cluster')[0]}", PersistentState=0)


def _config_off(ground: Ground) -> tuple[Edit, ...]:
    return (*put(ground.machine.vm, PersistentState=1), *put(ground.machine.config, PersistentState=0))


def _no_auto_start(ground: Ground) -> tuple[Edit, ...]:
    return (*put(ground.machine.group, Priority=0, PersistentState=1), *put(ground.machine.vm, PersistentState=1))


def _in_the_core(ground: Ground) -> Iterator[Edit]:
    identity, edits = new_resource(ground, "Backup Agent", "Generic Application")
    yield from edits
    yield from put(ground.core, Contains=(*ground.core.resources, identity))


def _scripts(ground: Ground) -> Iterator[Edit]:
    """109 is the type of a group of generic scripts."""
    identity, edits = new_resource(ground, "TSM Scheduler", "Generic Script", {"ScriptFilepath": "C:\\TSM\\node.vbs"})
    yield from edits
    yield from new_group(ground, "TSM", 109, identity)


GROUP_DEFECTS: tuple[Defect, ...] = (
    Defect("HT301", "a group without resources", lambda ground: new_group(ground, "Left Over", 111)),
    Defect("HT302", "two groups of one name", _same_name),
    Defect("HT303", "a network name that needs no address", _name_without_address),
    sets("HT304", "the group of a virtual machine with an unknown type", vm_group, GroupType=9999),
    Defect("HT305", "a resource online that needs one commanded offline", _off_below_on),
    Defect("HT306", "a virtual machine online, its configuration offline", _config_off),
    sets("HT308", "nothing is brought online at startup", root, IgnorePersistentStateOnStartup=1),
    Defect("HT309", "a role online that does not start by itself", _no_auto_start),
    sets("HT310", "a role that is not started with the cluster", vm_group, ColdStartSetting=1),
    Defect("HT313", "an application among the core resources", _in_the_core),
    Defect("HT314", "a backup agent's script as a role", _scripts),
    sets("HT315", "a group locked from moving", vm_group, LockedFromMoving=1),
    sets("HT316", "a disk left in maintenance", volume_parameters, MaintenanceMode=1),
)
