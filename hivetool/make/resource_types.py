"""The resource types: the key is the type's name, the five values are those of the one hive that was printed."""

from __future__ import annotations

from .networks import NETWORKS, network_id
from .plan import Plan
from .tree import Branch

VM, CONFIG = "Virtual Machine", "Virtual Machine Configuration"
CLUSTER_WMI = "Virtual Machine Cluster WMI"
ADDRESS, NETWORK_NAME, DISK = "IP Address", "Network Name", "Physical Disk"
SHARE_WITNESS, CLOUD_WITNESS = "File Share Witness", "Cloud Witness"
FILE_SERVER, SERVICE = "File Server", "Generic Service"

LOOKS_ALIVE_MS, IS_ALIVE_MS = 5_000, 60_000
"""The defaults of a type (MSCS resource-types-looksalivepollinterval, resource-types-isalivepollinterval)."""

TYPES: tuple[tuple[str, str], ...] = (
    (CLOUD_WITNESS, "clusres.dll"),
    (FILE_SERVER, "clusres.dll"),
    (SHARE_WITNESS, "clusres.dll"),
    ("Generic Application", "clusres.dll"),
    ("Generic Script", "clusres.dll"),
    (SERVICE, "clusres.dll"),
    (ADDRESS, "clusres.dll"),
    ("IPv6 Address", "clusres.dll"),
    (NETWORK_NAME, "clusres.dll"),
    (DISK, "clusres.dll"),
    (VM, "vmclusres.dll"),
    (CLUSTER_WMI, "vmclusres.dll"),
    (CONFIG, "vmclusres.dll"),
)
"""Type and resource DLL. vmclusres.dll is the article's; the spelling in the hive, and the DLL of the cloud witness
and of Virtual Machine Cluster WMI, are inferred."""


def type_branches(plan: Plan) -> tuple[Branch, ...]:
    """``ResourceTypes`` key by key; the intervals of a type are mandatory, so they are stored."""
    order = ";".join(network_id(plan, network) for network in reversed(NETWORKS))
    return tuple(
        Branch(
            name,
            {
                "DllName": dll,
                "IsAlivePollInterval": IS_ALIVE_MS,
                "LooksAlivePollInterval": LOOKS_ALIVE_MS,
                "Name": name,
            },
            (Branch("Parameters", {"MigrationNetworkOrder": order} if name == VM else {}),),
        )
        for name, dll in TYPES
    )
