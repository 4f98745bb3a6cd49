"""Disks: shared volumes and the witness. Every shared volume is in a group of its own (type 4)."""

from __future__ import annotations

from . import seeded
from .plan import Plan
from .resource_types import CLOUD_WITNESS, DISK, SHARE_WITNESS
from .roles import Piece, Role
from .tree import Values

SHARED_VOLUME = 4
GPT = 1
"""The DiskIdType of a disk with a GUID partition table."""

PARTITION_OFFSET = 16_777_216
"""Where the volume begins on its disk: the number behind the colon in DependsOnSharedVolumes."""

SHARED_ROOT = "C:\\ClusterStorage"


def disk(plan: Plan, name: str, *, values: Values) -> Piece:
    """A Physical Disk, known by the GUID of its partition table (MSCS physical-disks-diskidguid)."""
    parameters: Values = {"DiskIdType": GPT, "DiskIdGuid": f"{{{seeded.guid(plan.seed, plan.name, 'gpt', name)}}}"}
    return Piece(seeded.guid(plan.seed, plan.name, "resource", name), name, DISK, values, parameters)


def volume_name(number: int) -> str:
    """The resource, and the folder below C:\\ClusterStorage, of a shared volume counted from 0."""
    return f"Volume{number + 1}"


def volume_id(plan: Plan, number: int) -> str:
    """The id of the disk of a shared volume."""
    return seeded.guid(plan.seed, plan.name, "resource", volume_name(number))


def volume_roles(plan: Plan) -> tuple[Role, ...]:
    """The shared volumes, spread over the nodes; their groups are named by their ids."""
    return tuple(
        Role(
            identity := seeded.guid(plan.seed, plan.name, "group", volume_name(number)),
            identity,
            SHARED_VOLUME,
            (disk(plan, volume_name(number), values={"PersistentState": 1}),),
            {"PersistentState": 1, "DefaultOwner": number % plan.nodes + 1},
        )
        for number in range(plan.volumes)
    )


def witness(plan: Plan) -> Piece | None:
    """The witness resource (MSCS file-share-witness, cloud-witness); a cloud witness without its secret key."""
    if plan.witness == "none":
        return None
    values = {"PersistentState": 1}
    if plan.witness == "disk":
        return disk(plan, "Cluster Disk Witness", values=values)
    kinds: dict[str, tuple[str, Values]] = {
        "share": (SHARE_WITNESS, {"SharePath": f"\\\\witness.example.com\\{plan.name}"}),
        "cloud": (
            CLOUD_WITNESS,
            {
                "AccountName": f"{plan.name.lower().replace('-', '')}witness",
                "EndpointInfo": "core.windows.net",
                "ContainerName": "msft-cloud-witness",
            },
        ),
    }
    kind, parameters = kinds[plan.witness]
    return Piece(seeded.guid(plan.seed, plan.name, "resource", kind), kind, kind, values, parameters)
