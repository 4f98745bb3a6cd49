"""What every cluster has: the values of the root, the cluster's own name and address, its witness, spare storage."""

from __future__ import annotations

from . import seeded
from .networks import MASK, NETWORKS, client_address
from .plan import Plan
from .resource_types import ADDRESS, CLUSTER_WMI, NETWORK_NAME
from .roles import Piece, Role
from .storage import SHARED_ROOT, witness
from .tree import Branch, Values

CORE_GROUP, AVAILABLE_STORAGE = 1, 2
FUNCTIONAL_LEVEL = 11
"""Windows Server 2022."""

CLUSTER_HOST = 65
"""The host number of the cluster's own address; those below are the nodes'."""

MAX_QUORUM_LOG_SIZE = 0x40_0000


def root_values(plan: Plan) -> Values:
    """Identity and pointers; of the common properties only what setup itself stores (WS2022 review, TSSV2)."""
    return {
        "AdminAccessPoint": 1,
        "AvailableStorage": _group_id(plan, "Available Storage"),
        "ClusterFunctionalLevel": FUNCTIONAL_LEVEL,
        "ClusterInstanceID": seeded.guid(plan.seed, plan.name, "cluster"),
        "ClusterName": plan.name,
        "ClusterNameResource": resource_id(plan, "Cluster Name"),
        "PaxosTag": f"3:3:{100 + 10 * plan.vms + plan.nodes}",
        "SharedVolumesRootBase": SHARED_ROOT,
    }


def quorum(plan: Plan) -> Branch:
    """``Quorum``: the witness by its id, empty without one (ExBPA)."""
    found = witness(plan)
    resource = found.id if found is not None else ""
    return Branch("Quorum", {"MaxQuorumLogSize": MAX_QUORUM_LOG_SIZE, "Path": "", "Resource": resource})


def core_roles(plan: Plan) -> tuple[Role, ...]:
    """The group of the core resources, and Available Storage, which may be empty."""
    owned: Values = {"PersistentState": 1, "DefaultOwner": 1}
    return (
        Role(_group_id(plan, "Cluster Group"), "Cluster Group", CORE_GROUP, _core_pieces(plan), owned),
        Role(_group_id(plan, "Available Storage"), "Available Storage", AVAILABLE_STORAGE, (), owned),
    )


def access_point(plan: Plan, name: str, address: str, labels: tuple[str, str]) -> tuple[Piece, Piece]:
    """A network name that needs its address, both online; ``labels`` are the names of the two resources."""
    online: Values = {"PersistentState": 1}
    ip_id = resource_id(plan, labels[1])
    network = NETWORKS[0].name  # by name, as MSCS ip-addresses-network has it; that the hive does so is inferred
    place: Values = {"Address": address, "EnableDhcp": 0, "Network": network, "SubnetMask": MASK}
    named: Values = {"DnsName": name, "Name": name.upper()}
    return (
        Piece(resource_id(plan, labels[0]), labels[0], NETWORK_NAME, online, named, (ip_id,)),
        Piece(ip_id, labels[1], ADDRESS, online, place),
    )


def resource_id(plan: Plan, name: str) -> str:
    """The id of the resource of this name."""
    return seeded.guid(plan.seed, plan.name, "resource", name)


def _core_pieces(plan: Plan) -> tuple[Piece, ...]:
    labels = ("Cluster Name", "Cluster IP Address")
    pieces: tuple[Piece, ...] = access_point(plan, plan.name, client_address(CLUSTER_HOST), labels)
    found = witness(plan)
    if found is not None:
        pieces = (*pieces, found)
    if not plan.vms:
        return pieces
    root = f"{SHARED_ROOT}\\Volume1\\Hyper-V\\Shared"
    online = {"PersistentState": 1}
    wmi = Piece(resource_id(plan, CLUSTER_WMI), CLUSTER_WMI, CLUSTER_WMI, online, {"ConfigStoreRootPath": root})
    return (*pieces, wmi)


def _group_id(plan: Plan, name: str) -> str:
    return seeded.guid(plan.seed, plan.name, "group", name)
