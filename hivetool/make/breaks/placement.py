"""HT9: owners, anti-affinity and failback that leave a role nowhere to go."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.edit import Edit
from hivetool.make.ground import Ground, Machine
from hivetool.make.places import type_key, vm_group
from hivetool.make.planting import Defect, put, sets
from hivetool.make.resource_types import VM


def _owners(machine: Machine, *nodes: str) -> Iterator[Edit]:
    for resource in (machine.vm, machine.config):
        yield from put(resource, PossibleOwners=nodes)


def _nothing_in_common(ground: Ground) -> tuple[Edit, ...]:
    first, second = ground.some_nodes(2)
    return (
        *put(ground.machine.vm, PossibleOwners=(first.id,)),
        *put(ground.machine.config, PossibleOwners=(second.id,)),
    )


def _pinned(ground: Ground) -> Iterator[Edit]:
    node = ground.some_nodes(2)[0]
    yield from put(ground.machine.group, DefaultOwner=int(node.id))
    yield from _owners(ground.machine, node.id)


def _all_but(ground: Ground, barred: str) -> tuple[str, ...]:
    return tuple(node for node in ground.node_ids if node != barred)


def _without_newest(ground: Ground) -> Iterator[Edit]:
    ground.some_nodes(3)
    ground.some_machines(1)
    for machine in ground.machines:
        yield from _owners(machine, *_all_but(ground, ground.newest_node.id))


def _impossible_preference(ground: Ground) -> Iterator[Edit]:
    barred = ground.some_nodes(3)[0].id
    yield from _owners(ground.machine, *_all_but(ground, barred))
    yield from put(ground.machine.group, PreferredOwners=(barred,))


def _type_without_node(ground: Ground) -> tuple[Edit, ...]:
    """That a type stores its possible owners under this name is inferred."""
    ground.some_nodes(2)
    return put(type_key(ground, VM), PossibleOwners=_all_but(ground, ground.newest_node.id))


def _crowded_class(ground: Ground) -> Iterator[Edit]:
    ground.some_nodes(1)
    for machine in ground.some_machines(len(ground.nodes) + 1):
        yield from put(machine.group, AntiAffinityClassNames=("Crowd",))


def _enforced_on_two(ground: Ground) -> Iterator[Edit]:
    ground.enough([ground] if len(ground.nodes) == 2 else [], 1, "exactly 2 nodes")
    for machine in ground.some_machines(2):
        yield from put(machine.group, AntiAffinityClassNames=("Apart",))
    yield from put("", ClusterEnforcedAntiaffinity=1)


def _preferred_by_all(ground: Ground) -> Iterator[Edit]:
    ground.some_nodes(1)
    ground.some_machines(1)
    nodes = ground.node_ids
    for number, machine in enumerate(ground.machines):
        yield from put(machine.group, PreferredOwners=(nodes[number % len(nodes)],))


def _preferred_alike(ground: Ground) -> Iterator[Edit]:
    order = tuple(node.id for node in ground.some_nodes(2))
    ground.some_machines(1)
    for machine in ground.machines:
        yield from put(machine.group, PreferredOwners=order)


def _two_movers(ground: Ground) -> tuple[Edit, ...]:
    node = ground.some_nodes(1)[0]
    edits = put(ground.machine.group, PreferredOwners=(node.id,), AutoFailbackType=1)
    return (*put("", AutoBalancerMode=2), *edits)


PLACEMENT_DEFECTS: tuple[Defect, ...] = (
    Defect("HT901", "a role whose resources have no node in common", _nothing_in_common),
    Defect("HT902", "a role pinned to its last owner", _pinned),
    Defect("HT903", "virtual machines that may not run on the newest node", _without_newest),
    Defect("HT904", "a preferred owner that is not possible", _impossible_preference),
    Defect("HT905", "a resource type that a node may not own", _type_without_node),
    Defect("HT906", "more groups in a class than nodes", _crowded_class),
    Defect("HT907", "enforced anti-affinity on two nodes", _enforced_on_two),
    sets("HT908", "a class of one group", vm_group, AntiAffinityClassNames=("Alone",)),
    Defect("HT910", "preferred owners everywhere", _preferred_by_all),
    Defect("HT911", "one next node for everybody", _preferred_alike),
    Defect("HT912", "failback against the balancer", _two_movers),
    sets("HT913", "a preferred site that is none", vm_group, PreferredSite=("Atlantis",)),
)
