"""HT5: poll intervals, timeouts, and who shares an RHS process."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.edit import Edit
from hivetool.make.ground import Ground, Machine
from hivetool.make.places import vm, vm_type
from hivetool.make.planting import Defect, new_group, new_resource, put, sets

CROWD = 55
"""So many machines are 110 resources, and more than the 100 that HT520 asks for."""

BUSY = 30
"""So many machines are 60 resources, and more than the 50 that HT505 asks for."""


def _together(ground: Ground, count: int) -> Iterator[tuple[Machine, tuple[Edit, ...]]]:
    """Machines of the shared RHS process, and the edit that has them last on the first node."""
    node = ground.some_nodes(1)[0]
    for machine in ground.some_machines(count, shared=True):
        yield machine, put(machine.group, DefaultOwner=int(node.id))


def _busy(ground: Ground) -> Iterator[Edit]:
    for machine, edits in _together(ground, BUSY):
        yield from (*edits, *put(machine.vm, IsAlivePollInterval=2_000, LooksAlivePollInterval=1_000))


def _over_budget(ground: Ground) -> Iterator[Edit]:
    """Four checks every 10 ms are 400 a second."""
    for machine, edits in _together(ground, 4):
        yield from (*edits, *put(machine.vm, LooksAlivePollInterval=10))


def _crowded(ground: Ground) -> Iterator[Edit]:
    for _, edits in _together(ground, CROWD):
        yield from edits


def _many_apart(ground: Ground) -> Iterator[Edit]:
    for machine in ground.some_machines(11):
        yield from (*put(machine.vm, SeparateMonitor=1), *put(machine.config, SeparateMonitor=1))


def _half_apart(ground: Ground) -> tuple[Edit, ...]:
    return (*put(ground.machine.vm, SeparateMonitor=1), *put(ground.machine.config, SeparateMonitor=0))


def _third_party(ground: Ground) -> Iterator[Edit]:
    at = "ResourceTypes\\Contoso Backup"
    yield from put(
        at, DllName="contosores.dll", IsAlivePollInterval=60_000, LooksAlivePollInterval=5_000, Name="Contoso Backup"
    )
    ground.some_machines(1, shared=True)
    identity, edits = new_resource(ground, "Contoso Backup", "Contoso Backup")
    yield from (*edits, *new_group(ground, "Contoso Backup", 9999, identity))


POLLING_DEFECTS: tuple[Defect, ...] = (
    sets("HT501", "IsAlivePollInterval is 0", vm, IsAlivePollInterval=0),
    sets("HT502", "LooksAlivePollInterval of the type is 0", vm_type, LooksAlivePollInterval=0),
    sets("HT503", "LooksAlivePollInterval below 10 ms", vm, LooksAlivePollInterval=5),
    sets("HT504", "LooksAlivePollInterval below a second", vm, LooksAlivePollInterval=500),
    Defect("HT505", "IsAlivePollInterval below 5 s with many resources", _busy),
    sets("HT506", "LooksAlive rarer than IsAlive", vm, LooksAlivePollInterval=30_000, IsAlivePollInterval=20_000),
    sets("HT507", "intervals swapped as in the article", vm, LooksAlivePollInterval=60_000, IsAlivePollInterval=5_000),
    sets("HT508", "IsAlivePollInterval above five minutes", vm, IsAlivePollInterval=600_000),
    sets("HT509", "an interval equal to the type's", vm, IsAlivePollInterval=60_000),
    Defect("HT511", "more checks than one RHS process can make", _over_budget),
    Defect("HT520", "too many resources in one RHS process", _crowded),
    Defect("HT522", "many RHS processes", _many_apart),
    Defect("HT523", "a virtual machine apart, its configuration not", _half_apart),
    Defect("HT525", "a third party's resource beside virtual machines", _third_party),
    sets("HT527", "DeadlockTimeout below PendingTimeout", vm, DeadlockTimeout=120_000, PendingTimeout=180_000),
    sets("HT528", "DeadlockTimeout below a minute", vm, DeadlockTimeout=45_000, PendingTimeout=40_000),
    sets("HT529", "timeouts as for debugging", vm, DeadlockTimeout=7_200_000, PendingTimeout=7_200_000),
    sets("HT530", "PendingTimeout below half a minute", vm, PendingTimeout=10_000),
)
