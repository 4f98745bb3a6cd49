"""What a group is: the core of the cluster, spare storage, a shared volume, or a role; and whose each resource is."""

from __future__ import annotations

from collections.abc import Mapping

from hivetool.cluster.model import Group, Resource
from hivetool.hive.upcase import upcase

from .subject import Subject

CORE, AVAILABLE_STORAGE, SHARED_VOLUME = 1, 2, 4
VIRTUAL_MACHINES, UNKNOWN = 111, 9999
FIRST_ROLE = 100
"""Numbers of CLUSGROUP_TYPE; those below the first role are the cluster's own."""

DISK = "Physical Disk"

CORE_NAME, AVAILABLE_STORAGE_NAME = "Cluster Group", "Available Storage"
"""The names that both groups have where no type is stored, as before Windows Server 2012."""


def core_group(subject: Subject) -> Group | None:
    """The group of the core resources: by its type, the cluster's pointers, its name; None if it cannot be told."""
    database, cluster = subject.database, subject.database.cluster
    pointed = database.group(cluster.text("ClusterGroup") or "")
    if pointed is not None:
        return pointed
    for group, number in subject.stored("group", "GroupType"):
        if number == CORE and isinstance(group, Group):
            return group
    name = database.resource(cluster.text("ClusterNameResource") or "")
    if name is not None and name.group is not None:
        return database.group(name.group)
    identity = database.collections["group"].by_name.get(upcase(CORE_NAME))
    return database.group(identity) if identity is not None else None


def is_available_storage(subject: Subject, group: Group) -> bool:
    """Whether this is the group of disks that no role has."""
    number = group.number("GroupType")
    pointed = subject.database.cluster.text("AvailableStorage") or ""
    by_name = number is None and upcase(group.name) == upcase(AVAILABLE_STORAGE_NAME)
    return number == AVAILABLE_STORAGE or upcase(group.id) == upcase(pointed) or by_name


def is_own(group: Group) -> bool:
    """Whether the group's type says that it is the cluster's own and no role."""
    number = group.number("GroupType")
    return number is not None and number < FIRST_ROLE


def is_role(group: Group) -> bool:
    """Whether the group's type says that it is a role."""
    number = group.number("GroupType")
    return number is not None and number >= FIRST_ROLE


def may_be_shared_volume(subject: Subject, resource: Resource) -> bool:
    """Whether the resource is a disk that is, for all that is stored, a cluster shared volume."""
    if upcase(resource.type) != upcase(DISK):
        return False
    group = subject.database.group(resource.group or "")
    number = group.number("GroupType") if group is not None else None
    return number is None or number == SHARED_VOLUME


def shared_volumes(subject: Subject) -> tuple[Resource, ...]:
    """The disks in groups of the type of shared volumes."""
    return tuple(
        member
        for group, number in subject.stored("group", "GroupType")
        if number == SHARED_VOLUME and isinstance(group, Group)
        for member in subject.database.members(group)
        if upcase(member.type) == upcase(DISK)
    )


def group_ids(subject: Subject) -> Mapping[str, str | None]:
    """By a resource's id the id of its group, None if it is in none."""
    known, group_of = subject.database.collections["resource"], subject.database.membership.group_of
    return dict(zip(known.ids, map(group_of.get, known.upcased), strict=True))
