"""Virtual machines and their configurations: who belongs to whom."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import VIRTUAL_MACHINE, Resource
from hivetool.hive.upcase import upcase

from .subject import Subject

CONFIGURATION = "Virtual Machine Configuration"


def configurations_of(subject: Subject, machine: Resource) -> tuple[Resource, ...]:
    """The Virtual Machine Configuration resources in the machine's group."""
    return tuple(_of_type(subject, machine, CONFIGURATION))


def configuration_of(subject: Subject, machine: Resource) -> Resource | None:
    """The machine's configuration: what it depends on, else the one with its VmID, else the only one of its group."""
    found = configurations_of(subject, machine)
    needed = [item for item in found if item.id in subject.database.providers(machine)]
    same = [item for item in found if vm_id(item) is not None and vm_id(item) == vm_id(machine)]
    for few in (needed, same, found):
        if len(few) == 1:
            return few[0]
    return None


def machines_of(subject: Subject, configuration: Resource) -> tuple[Resource, ...]:
    """The Virtual Machine resources in the configuration's group."""
    return tuple(_of_type(subject, configuration, VIRTUAL_MACHINE))


def vm_id(resource: Resource) -> str | None:
    """The VmID of a machine or configuration in upper case, None if it has none."""
    fact = resource.parameters.get("VmID")
    return upcase(fact.value) if fact is not None and isinstance(fact.value, str) and fact.value else None


def _of_type(subject: Subject, other: Resource, kind: str) -> Iterator[Resource]:
    group = subject.database.group(other.group) if other.group is not None else None
    wanted = upcase(kind)
    for item in subject.database.members(group) if group is not None else ():
        if upcase(item.type) == wanted:
            yield item
