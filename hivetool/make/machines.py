"""The virtual machines: a group each, of the machine and its configuration, which carry the same VmID (HVCSI)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from . import seeded
from .plan import Plan
from .resource_types import CONFIG, VM
from .roles import MINUTE, START, Piece, Role
from .storage import PARTITION_OFFSET, SHARED_ROOT, volume_id, volume_name
from .tree import Values

VM_GROUP = 111
ALLOW_FAILBACK = 1
SAVE = 1
"""The OfflineAction that is the default (MSCS virtual-machines-offlineaction)."""

APART_MINUTES = 20
"""How long after one another the machines were made."""

INTERVALS: tuple[tuple[int, int], ...] = (
    (2_000, 30_000),
    (3_000, 60_000),
    (5_000, 30_000),
    (10_000, 60_000),
    (10_000, 120_000),
    (15_000, 90_000),
)
"""LooksAlivePollInterval and IsAlivePollInterval of machines with their own; what equals the type's is not stored."""

WINDOWS: tuple[tuple[int, int], ...] = ((22, 4), (0, 5), (1, 3))
"""FailbackWindowStart and FailbackWindowEnd."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Which machines, by number, are something else than plain; ``classes`` are their anti-affinity classes."""

    overridden: frozenset[int]
    separate: frozenset[int]
    owners: frozenset[int]
    preferred: frozenset[int]
    stopped: frozenset[int]
    classes: tuple[str, ...]


def choices(plan: Plan) -> Choices:
    """Exactly the shares of the plan, rounded; each drawn by itself."""
    shares = ("overridden", "separate", "owners", "preferred", "stopped")
    drawn = {name: seeded.chosen(plan.vms, getattr(plan, name), plan.seed, name) for name in shares}
    return Choices(**drawn, classes=tuple(_classes(plan)))


def machine_roles(plan: Plan) -> tuple[Role, ...]:
    """``VM0001`` and so on."""
    drawn = choices(plan)
    return tuple(_machine(plan, drawn, number) for number in range(plan.vms))


def machine_name(plan: Plan, number: int) -> str:
    """The machine's name, all of one length."""
    return f"VM{number + 1:0{max(4, len(str(plan.vms)))}}"


def _classes(plan: Plan) -> Iterator[str]:
    """The class of every machine that has one: classes of two or three, never of more groups than nodes."""
    size = min(plan.nodes, 3)
    if size > 1:
        count = min(plan.anti_affinity, plan.vms // size)
        yield from (f"Class {place // size + 1}" for place in range(count * size))


def _machine(plan: Plan, drawn: Choices, number: int) -> Role:
    name = machine_name(plan, number)
    machine_id, config_id, vm_id = (seeded.guid(plan.seed, plan.name, word, name) for word in ("vm", "config", "VmID"))
    online = number not in drawn.stopped
    allowed = _allowed(plan, name) if number in drawn.owners else ()
    shared = _shared_values(drawn, number, allowed)
    machine = Piece(
        machine_id,
        f"{VM} {name}",
        VM,
        {"PersistentState": int(online), **shared, **_intervals(plan, drawn, number)},
        _machine_parameters(vm_id),
        (config_id,),
    )
    parameters = _config_parameters(plan, name, vm_id)
    config = Piece(config_id, f"{CONFIG} {name}", CONFIG, {"PersistentState": 1, **shared}, parameters)
    values = {"PersistentState": int(online), **_group_values(plan, drawn, number, allowed or plan.node_ids)}
    identity = seeded.guid(plan.seed, plan.name, "group", name)
    return Role(identity, name, VM_GROUP, (machine, config), values, START + (number + 1) * APART_MINUTES * MINUTE)


def _shared_values(drawn: Choices, number: int, allowed: tuple[str, ...]) -> Values:
    """What the machine and its configuration have in common: where they may run, and whether apart from others."""
    return {
        **({"PossibleOwners": allowed} if allowed else {}),
        **({"SeparateMonitor": 1} if number in drawn.separate else {}),
    }


def _allowed(plan: Plan, name: str) -> tuple[str, ...]:
    """All nodes but one; all of them where that would leave fewer than two."""
    if plan.nodes < 3:
        return plan.node_ids
    barred = seeded.picked(plan.node_ids, plan.seed, "barred", name)
    return tuple(node for node in plan.node_ids if node != barred)


def _intervals(plan: Plan, drawn: Choices, number: int) -> Values:
    if number not in drawn.overridden:
        return {}
    looks, alive = seeded.picked(INTERVALS, plan.seed, "intervals", number)
    own = {"IsAlivePollInterval": (alive, 60_000), "LooksAlivePollInterval": (looks, 5_000)}
    return {name: interval for name, (interval, inherited) in own.items() if interval != inherited}


def _machine_parameters(vm_id: str) -> Values:
    """Private properties (MSCS virtual-machine-private-properties). How memory is stored is not known: left out."""
    return {
        "CheckHeartbeat": 1,
        "MigrationFailureReason": 0,
        "MigrationProgress": 0,
        "MigrationState": 0,
        "OfflineAction": SAVE,
        "ShutdownAction": 0,
        "VmID": vm_id,
    }


def _config_parameters(plan: Plan, name: str, vm_id: str) -> Values:
    """Private properties (MSCS virtual-machine-configuration-private-properties); no disk is passed through."""
    volume = seeded.number(plan.volumes, plan.seed, "volume", name)
    return {
        "DependsOnSharedVolumes": (f"{volume_id(plan, volume)}:{PARTITION_OFFSET}",),
        "VmID": vm_id,
        "VmPhysicalDisks": "",
        "VmStoreRootPath": f"{SHARED_ROOT}\\{volume_name(volume)}\\{name}",
    }


def _group_values(plan: Plan, drawn: Choices, number: int, allowed: tuple[str, ...]) -> Values:
    """Last owner, preferred owners (every second time with failback in a window), anti-affinity class."""
    order = sorted(allowed, key=lambda node: seeded.guid(plan.seed, "preference", number, node))
    values: dict[str, int | tuple[str, ...]] = {"DefaultOwner": int(order[0])}
    if number in drawn.preferred:
        values["PreferredOwners"] = tuple(order[:2])
        if seeded.number(2, plan.seed, "failback", number):
            start, end = seeded.picked(WINDOWS, plan.seed, "window", number)
            values |= {"AutoFailbackType": ALLOW_FAILBACK, "FailbackWindowStart": start, "FailbackWindowEnd": end}
    if number < len(drawn.classes):
        values["AntiAffinityClassNames"] = (drawn.classes[number],)
    return values
