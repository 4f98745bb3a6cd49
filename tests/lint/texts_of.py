"""Pieces of short .reg texts."""

from __future__ import annotations

from collections.abc import Sequence


def texts(*items: str) -> str:
    """A REG_MULTI_SZ of these."""
    data = "".join(f"{item}\0" for item in items) + "\0"
    return "hex(7):" + ",".join(f"{byte:02x}" for byte in data.encode("utf-16-le"))


def key(path: str, *lines: str) -> str:
    return "\n".join([rf"[Cluster\{path}]" if path else "[Cluster]", *lines]) + "\n\n"


def nodes(*ids: str) -> str:
    return "".join(key(rf"Nodes\{each}", f'"NodeName"="N{each}"') for each in ids)


def group(identity: str, *resources: str, lines: Sequence[str] = (), name: str = "") -> str:
    listed = [f'"Contains"={texts(*resources)}'] if resources else []
    return key(rf"Groups\{identity}", f'"Name"="{name or identity}"', *listed, *lines)


def resource(
    identity: str, kind: str = "Generic Service", *, owners: Sequence[str] = (), lines: Sequence[str] = ()
) -> str:
    listed = [f'"PossibleOwners"={texts(*owners)}'] if owners else []
    return key(rf"Resources\{identity}", f'"Name"="{identity}"', f'"Type"="{kind}"', *listed, *lines)


def machine(identity: str, *, owners: Sequence[str] = (), lines: Sequence[str] = ()) -> str:
    """A virtual machine alone in a group; the lines are the group's."""
    return group(f"g{identity}", identity, lines=lines) + resource(identity, "Virtual Machine", owners=owners)
