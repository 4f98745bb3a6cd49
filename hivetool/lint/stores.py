"""Where a virtual machine's files lie: on a shared volume, on a share, or on a drive of one node."""

from __future__ import annotations

import re

from hivetool.cluster.model import Database, Resource
from hivetool.hive.upcase import upcase

from .machines import SERVED
from .makers import folders
from .subject import Subject

SHARED_ROOT = r"C:\ClusterStorage"
"""The folder of the shared volumes where the cluster stores none (MSCS clusters-sharedvolumesroot)."""

_DRIVE = re.compile(r"(\\\\[?.]\\)?[A-Za-z]:([\\/]|$)")
_NOT_STORAGE = frozenset(map(upcase, (*SERVED, "IP Address", "IPv6 Address", "Network Name")))


def shared_root(database: Database) -> str:
    """The folder of the shared volumes."""
    cluster = database.cluster
    return cluster.text("SharedVolumesRootBase") or cluster.text("SharedVolumesRoot") or SHARED_ROOT


def is_shared(path: str, root: str) -> bool:
    """Whether a path leads below the folder of the shared volumes, whatever its drive."""
    if path.startswith(f"{root}\\") and ".." not in path:
        return True
    parts, wanted = _parts(path), _parts(root)
    return parts[: len(wanted)] == wanted or parts[1:2] == _parts(SHARED_ROOT)[1:]


def is_local(path: str, root: str) -> bool:
    """Whether a path leads to a drive letter that is no shared volume's."""
    return _DRIVE.match(path.strip()) is not None and not is_shared(path, root)


def has_disks(subject: Subject, resource: Resource) -> bool:
    """Whether the resource's group has anything that may bring a disk along."""
    group = subject.database.group(resource.group) if resource.group is not None else None
    members = subject.database.members(group) if group is not None else ()
    return any(upcase(item.type) not in _NOT_STORAGE for item in members)


def _parts(path: str) -> tuple[str, ...]:
    """A path's parts in upper case, without the prefix of long paths."""
    return folders(re.sub(r"^\\\\[?.]\\", "", path.strip()).rstrip("\\/") + "\\x")
