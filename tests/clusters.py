"""Small clusters for tests, as the text of a .reg file and as a loaded database."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from hivetool.cluster.load import LoadResult, load_cluster
from hivetool.cluster.model import Database
from hivetool.hive.decode import multi_text_data
from hivetool.regtext.reader import read_reg
from hivetool.regtext.tree import hive_from_reg

VM = "Virtual Machine"
CONFIG = "Virtual Machine Configuration"
EXCHANGE = "Microsoft Exchange Information Store"

Stored = int | str | Sequence[str]
Values = Mapping[str, Stored]

TYPES: tuple[tuple[str, str], ...] = (
    (VM, "vmclusres.dll"),
    (CONFIG, "vmclusres.dll"),
    (EXCHANGE, "exres.dll"),
    ("Generic Service", "clusres.dll"),
    ("Network Name", "clusres.dll"),
    ("IP Address", "clusres.dll"),
)
HEADER = "Windows Registry Editor Version 5.00\n\n"
ROOT = "HKEY_LOCAL_MACHINE\\Cluster"


@dataclass(frozen=True)
class R:
    """A resource; ``needs`` are names of resources it depends on."""

    name: str
    values: Values = field(default_factory=dict)
    type: str = VM
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class G:
    """A group."""

    name: str
    resources: tuple[R, ...] = ()
    values: Values = field(default_factory=dict)


def guid(*words: str) -> str:
    """The id of an object of these words, always the same."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("hivetool", *words))))


def resource_id(name: str, cluster: str = "HVCLUSTER") -> str:
    return guid(cluster, "resource", name)


def group_id(name: str, cluster: str = "HVCLUSTER") -> str:
    return guid(cluster, "group", name)


def cluster_reg(
    groups: Sequence[G],
    nodes: Sequence[str] = ("Node1", "Node2", "Node3"),
    name: str = "HVCLUSTER",
    root: Values | None = None,
    node_values: Mapping[str, Values] | None = None,
    type_values: Mapping[str, Values] | None = None,
) -> str:
    """A cluster as ``reg export`` writes it: only what was set is stored; type intervals as Windows stores them."""
    resources = [item for group in groups for item in group.resources]
    used = {item.type for item in resources}
    keys = [
        ("", {"ClusterName": name, "ClusterInstanceID": guid(name), **(root or {})}),
        *_dependencies(resources, name),
        ("Groups", {}),
        *((f"Groups\\{group_id(group.name, name)}", _group(group, name)) for group in groups),
        ("Nodes", {}),
        *(
            (f"Nodes\\{number}", {"NodeName": node, "NodeWeight": 1, **(node_values or {}).get(node, {})})
            for number, node in enumerate(nodes, 1)
        ),
        ("Quorum", {"Resource": "", "Path": ""}),
        ("Resources", {}),
        *(
            (f"Resources\\{resource_id(item.name, name)}", {"Name": item.name, "Type": item.type, **item.values})
            for item in resources
        ),
        ("ResourceTypes", {}),
        *(
            (f"ResourceTypes\\{kind}", _type(kind, dll, (type_values or {}).get(kind, {})))
            for kind, dll in TYPES
            if kind in used
        ),
    ]
    return HEADER + "\n".join(_key(path, values) for path, values in keys)


def _group(group: G, name: str) -> Values:
    contains = [resource_id(item.name, name) for item in group.resources]
    return {"Name": group.name, **({"Contains": contains} if contains else {}), **group.values}


def _type(kind: str, dll: str, values: Values) -> Values:
    return {"Name": kind, "DllName": dll, "IsAlivePollInterval": 60000, "LooksAlivePollInterval": 5000, **values}


def _dependencies(resources: Iterable[R], name: str) -> list[tuple[str, Values]]:
    found = [item for item in resources if item.needs]
    keys = [
        (
            f"Dependencies\\{guid(name, 'dependency', item.name)}",
            {
                "dependent": resource_id(item.name, name),
                "dependency": " and ".join(f"[{resource_id(other, name)}]" for other in item.needs),
            },
        )
        for item in found
    ]
    return [("Dependencies", {}), *keys] if keys else []


def _key(path: str, values: Values) -> str:
    lines = [f"[{ROOT}\\{path}]" if path else f"[{ROOT}]"]
    return "\n".join(lines + [value_line(name, value) for name, value in values.items()]) + "\n"


def value_line(name: str, value: Stored) -> str:
    """One value, hex data wrapped as reg.exe wraps it."""
    start = f'"{_escaped(name)}"='
    if isinstance(value, int):
        return f"{start}dword:{value:08x}"
    if isinstance(value, str):
        return f'{start}"{_escaped(value)}"'
    return hex_line(f"{start}hex(7):", multi_text_data(list(value)))


def hex_line(start: str, data: bytes) -> str:
    """Hex data behind ``start``, continued on lines of at most 80 characters."""
    lines, line = [], start
    for place, byte in enumerate(data):
        piece = f"{byte:02x}" + ("," if place + 1 < len(data) else "")
        if len(line) + len(piece) > 77:
            lines.append(f"{line}\\")
            line = "  "
        line += piece
    return "\n".join([*lines, line])


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def loaded(reg: str) -> LoadResult:
    """The database of a .reg text, with its problems."""
    hive = hive_from_reg(read_reg(reg.encode("ascii" if reg.isascii() else "utf-16")))
    assert not hive.problems
    return load_cluster(hive)


def database(reg: str) -> Database:
    """The database of a .reg text without problems, those apart that small clusters and odd names have."""
    result = loaded(reg)
    assert not {problem.code for problem in result.problems} - EXPECTED
    return result.database


EXPECTED = frozenset({"cluster-key-name", "cluster-missing-key", "cluster-reference", "cluster-repeated-name"})


def article_groups(*, first: Values | None = None, group: Values | None = None) -> tuple[G, ...]:
    """The article's table: three virtual machines on Node1 with PersistentState 1, 1 and 0, in one group.

    ``first`` are more values of Virtual Machine 1, ``group`` of the group.
    """
    machines = (
        R("Virtual Machine 1", {"PersistentState": 1, **(first or {})}),
        R("Virtual Machine 2", {"PersistentState": 1}),
        R("Virtual Machine 3", {"PersistentState": 0}),
    )
    return (G("HyperV VMs", machines, {"GroupType": 111, "PersistentState": 1, "DefaultOwner": 1, **(group or {})}),)
