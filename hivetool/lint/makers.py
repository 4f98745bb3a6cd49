"""Whose a resource DLL is: what tells Microsoft's resource types from those of others, and where DLLs must not lie."""

from __future__ import annotations

import ntpath

from hivetool.cluster.model import ResourceType
from hivetool.hive.upcase import upcase

MICROSOFT_TYPES = frozenset(
    map(
        upcase,
        (
            "Cloud Witness",
            "Cross Cluster Dependency Orchestrator",
            "DFS Replicated Folder",
            "DHCP Service",
            "Disjoint IPv4 Address",
            "Disjoint IPv6 Address",
            "Distributed File System",
            "Distributed Network Name",
            "Distributed Transaction Coordinator",
            "File Server",
            "File Share",
            "File Share Quorum Witness",
            "File Share Witness",
            "Generic Application",
            "Generic Script",
            "Generic Service",
            "HCS Virtual Machine",
            "Health Agent",
            "Health Service",
            "IP Address",
            "IPv6 Address",
            "IPv6 Tunnel Address",
            "iSCSI Target Server",
            "iSNS",
            "Message Queuing",
            "Message Queuing Triggers",
            "Microsoft iSNS",
            "MSMQ",
            "MSMQTriggers",
            "NAT",
            "Network File System",
            "Network Name",
            "NFS Share",
            "Physical Disk",
            "Print Spooler",
            "Provider Address",
            "Scale Out File Server",
            "SDDC Management",
            "SQL Server",
            "SQL Server Agent",
            "SQL Server Availability Group",
            "SQL Server FILESTREAM Share",
            "Storage Policies",
            "Storage Pool",
            "Storage QoS Policy Manager",
            "Storage Replica",
            "Task Scheduler",
            "Virtual Machine",
            "Virtual Machine Cluster WMI",
            "Virtual Machine Configuration",
            "Virtual Machine Replication Broker",
            "Virtual Machine Replication Coordinator",
            "WINS Service",
        ),
    )
)
"""Names of Microsoft's resource types, in upper case: MSCS resource-types, the failover clustering team's list for
Windows Server 2016 and 2019, and those of SQL Server."""

MICROSOFT_DLLS = frozenset(
    map(
        upcase,
        (
            "clnetres.dll",
            "clusres.dll",
            "clusres2.dll",
            "dfsrclus.dll",
            "hadrres.dll",
            "hvclusres.dll",
            "isnsclusres.dll",
            "mqclus.dll",
            "mqtgclus.dll",
            "mtxclu.dll",
            "nfsres.dll",
            "sqagtres.dll",
            "sqsrvres.dll",
            "vmclusres.dll",
            "wmiclusres.dll",
            "wvrres.dll",
        ),
    )
)
"""File names of Microsoft's resource DLLs, in upper case; not all are proven, and none is needed for a type
that is named above."""

_USER_FOLDERS = frozenset(
    map(upcase, ("Users", "Documents and Settings", "ProgramData", "Temp", "Tmp", "AppData", "$Recycle.Bin"))
)
_USER_VARIABLES = tuple(
    map(upcase, ("%TEMP%", "%TMP%", "%USERPROFILE%", "%APPDATA%", "%LOCALAPPDATA%", "%PUBLIC%", "%ALLUSERSPROFILE%"))
)


def is_foreign(kind: ResourceType) -> bool:
    """Whether neither the type nor its DLL is known to be Microsoft's."""
    return upcase(kind.id) not in MICROSOFT_TYPES and file_name(kind.dll or "") not in MICROSOFT_DLLS


def file_name(path: str) -> str:
    """The last part of a path, in upper case."""
    return upcase(ntpath.basename(path.strip().strip('"')))


def folders(path: str) -> tuple[str, ...]:
    """The folders of a path in upper case, ``.`` and ``..`` worked out."""
    plain = ntpath.normpath(path.strip().strip('"'))
    return tuple(upcase(part) for part in plain.split("\\")[:-1] if part)


def is_users_place(path: str) -> bool:
    """Whether a path leads where users without rights may write: their folders, temporary ones, or another computer."""
    plain = upcase(path.strip().strip('"')).replace("/", "\\")
    is_share = plain.startswith("\\\\") and not plain.startswith(("\\\\?\\", "\\\\.\\"))
    return is_share or plain.startswith(_USER_VARIABLES) or not _USER_FOLDERS.isdisjoint(folders(path))
