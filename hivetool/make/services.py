"""Roles that are no virtual machines: file servers and generic services, each with a name, an address and a load."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType

from . import seeded
from .core import CLUSTER_HOST, access_point, resource_id
from .networks import client_address
from .plan import Plan
from .resource_types import FILE_SERVER, SERVICE
from .roles import Piece, Role
from .storage import disk
from .tree import Values

FILE_SERVER_GROUP, GENERIC_SERVICE_GROUP = 100, 108
ONLINE: Values = MappingProxyType({"PersistentState": 1})


def service_roles(plan: Plan) -> tuple[Role, ...]:
    """File servers ``FS01`` …, then services ``APP01`` …."""
    return (*_file_servers(plan), *_services(plan))


def _file_servers(plan: Plan) -> Iterator[Role]:
    """A File Server requires a network name and storage (MSCS resource-dependencies)."""
    for number in range(1, plan.file_servers + 1):
        name = f"FS{number:02}"
        point = _point(plan, name, CLUSTER_HOST + number)
        store = disk(plan, f"{name} Disk", values=ONLINE)
        label = f"File Server (\\\\{name})"
        server = Piece(resource_id(plan, f"{name} server"), label, FILE_SERVER, ONLINE, needs=(point[0].id, store.id))
        yield _role(plan, name, FILE_SERVER_GROUP, (*point, store, server))


def _services(plan: Plan) -> Iterator[Role]:
    """A Generic Service and a registry checkpoint of what it keeps under HKLM."""
    for number in range(1, plan.services + 1):
        name = f"APP{number:02}"
        point = _point(plan, name, CLUSTER_HOST + plan.file_servers + number)
        service = Piece(
            resource_id(plan, f"{name} service"),
            f"{name} Service",
            SERVICE,
            ONLINE,
            {"ServiceName": f"Contoso{name}", "StartupParameters": "", "UseNetworkName": 1},
            (point[0].id,),
            (f"SOFTWARE\\Contoso\\{name}",),
        )
        yield _role(plan, name, GENERIC_SERVICE_GROUP, (*point, service))


def _point(plan: Plan, name: str, host: int) -> tuple[Piece, Piece]:
    return access_point(plan, name, client_address(host), (name, f"{name} IP Address"))


def _role(plan: Plan, name: str, kind: int, pieces: tuple[Piece, ...]) -> Role:
    owner = seeded.number(plan.nodes, plan.seed, "owner", name) + 1
    identity = seeded.guid(plan.seed, plan.name, "group", name)
    return Role(identity, name, kind, pieces, {"PersistentState": 1, "DefaultOwner": owner})
