"""Virtual machines and their configurations: who belongs to whom, and the DLL that serves both."""

from __future__ import annotations

from hivetool.cluster.model import VIRTUAL_MACHINE, Resource, ResourceType
from hivetool.hive.upcase import upcase

from .subject import CONFIGURATION, Subject

SERVED = (VIRTUAL_MACHINE, CONFIGURATION)
"""The resource types of a virtual machine's group."""

HYPER_V_DLLS = ("vmclusres.dll", "hvclusres.dll")
"""File names of Hyper-V's resource DLL: the article's, and the one that a later text of its author has."""

MACHINE_PRIVATE = (
    "CheckHeartbeat",
    "MigrationFailureReason",
    "MigrationProgress",
    "MigrationState",
    "OfflineAction",
    "ShutdownAction",
)
"""Private properties that every virtual machine must have, VmID apart (MSCS virtual-machine-private-properties)."""

CONFIGURATION_PRIVATE = ("VmPhysicalDisks", "VmStoreRootPath")
"""Those of a configuration (MSCS virtual-machine-configuration-private-properties), but for VmID, and for
DependsOnSharedVolumes, which says nothing of what lies on no shared volume."""


def configuration_of(subject: Subject, machine: Resource) -> Resource | None:
    """The machine's configuration: what it depends on, else the one with its VmID, else the only one of its group."""
    return subject.pairing.configuration.get(machine.id)


def vm_id(subject: Subject, resource: Resource) -> str | None:
    """The VmID of a machine or configuration in upper case and without braces, None if it has none."""
    return subject.pairing.vm_ids.get(resource.id)


def served_types(subject: Subject) -> tuple[ResourceType, ...]:
    """The resource types of a virtual machine's group, as far as they are registered."""
    wanted = {upcase(name) for name in SERVED}
    return tuple(item for item in subject.database.types if upcase(item.id) in wanted)


def stem(name: str) -> str:
    """The name of a role without what Virtual Machine Manager puts around it, in upper case."""
    return upcase(name).removeprefix("SCVMM ").removesuffix(" RESOURCES")
