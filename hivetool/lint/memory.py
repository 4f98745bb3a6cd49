"""The memory that virtual machines start with, node by node."""

from __future__ import annotations

from collections.abc import Mapping

from hivetool.cluster.model import VIRTUAL_MACHINE
from hivetool.cluster.schema import PARAMETERS, private_properties
from hivetool.hive.batch import NONE, Batch
from hivetool.hive.upcase import upcase

from .subject import Subject


def start_memory_mb(subject: Subject) -> list[int]:
    """StartMemory of each of the machines, 0 where none is stored; that it is in MB is inferred."""
    prop = private_properties("resource", VIRTUAL_MACHINE)[upcase("StartMemory")]
    hive = subject.database.hive
    rows = Batch(hive, [item.row for item in subject.machines]).subkeys(PARAMETERS)
    data = iter(Batch(hive, [row for row in rows if row != NONE]).data(prop.name, prop.stored_as))
    stored = [next(data) if row != NONE else None for row in rows]
    return [int.from_bytes(each[1], "little") if each is not None else 0 for each in stored]


def node_loads_mb(subject: Subject) -> Mapping[str, int]:
    """For each node, by its id, the start memory of the machines commanded online that are expected on it."""
    commanded = {item.id for item, found in subject.each("resource", "PersistentState") if found.number == 1}
    loads = dict.fromkeys(subject.database.collections["node"].ids, 0)
    for machine, size in zip(subject.machines, start_memory_mb(subject), strict=True):
        owner = subject.owners.get(machine.group or "")
        if size and owner is not None and owner.node is not None and machine.id in commanded:
            loads[owner.node] += size
    return loads
