"""HT2: ids and numbers that name nothing, name too much, or go round in circles."""

from __future__ import annotations

from hivetool.hive.edit import CreateKey, Edit
from hivetool.make.ground import Ground
from hivetool.make.places import address_parameters, type_key
from hivetool.make.planting import Defect, new_dependency, new_resource, private, put, sets
from hivetool.make.resource_types import CLUSTER_WMI, VM
from hivetool.make.storage import PARTITION_OFFSET, SHARED_ROOT


def _ghost_member(ground: Ground) -> tuple[Edit, ...]:
    group = ground.machine.group
    return put(group, Contains=(*group.resources, ground.new_id("resource")))


def _orphan(ground: Ground) -> tuple[Edit, ...]:
    return new_resource(ground, "Orphan", "Generic Application")[1]


def _two_groups(ground: Ground) -> tuple[Edit, ...]:
    first, second = ground.some_machines(2)
    return put(second.group, Contains=(*second.group.resources, first.vm.id))


def _ghost_dependent(ground: Ground) -> tuple[Edit, ...]:
    return new_dependency(ground, ground.new_id("resource"), ground.core_name.id)


def _ghost_checkpoint(ground: Ground) -> tuple[Edit, ...]:
    return (CreateKey(f"Checkpoints\\{ground.new_id('resource')}"),)


def _ghost_owner(ground: Ground) -> tuple[Edit, ...]:
    return put(ground.machine.vm, PossibleOwners=(*ground.node_ids, str(ground.ghost_node)))


def _ghost_network(ground: Ground) -> tuple[Edit, ...]:
    return put(ground.keys("NetworkInterfaces")[0], Network=ground.new_id("network"))


def _ghost_volume(ground: Ground) -> tuple[Edit, ...]:
    return put(private(ground.machine.config), DependsOnSharedVolumes=(f"{ground.new_id('disk')}:{PARTITION_OFFSET}",))


def _ghost_migration_network(ground: Ground) -> tuple[Edit, ...]:
    ids = [key.name for key in ground.keys("Networks")]
    return put(private(type_key(ground, VM)), MigrationNetworkOrder=";".join((*ids, ground.new_id("network"))))


def _ghost_rule(ground: Ground) -> tuple[Edit, ...]:
    """The place of the rules is inferred; 4 is CLUS_AFFINITY_RULE_DIFFERENT_NODE."""
    at = f"AffinityRules\\{ground.new_id('rule')}"
    return put(at, Name="Apart", RuleType=4, Groups=(ground.machine.group.id, ground.new_id("group")), Enabled=1)


def _ghost_store(ground: Ground) -> tuple[Edit, ...]:
    found = ground.enough(ground.resources(CLUSTER_WMI), 1, f"a resource {CLUSTER_WMI}")[0]
    return put(private(found), ConfigStoreRootPath=f"{SHARED_ROOT}\\Volume999\\Hyper-V\\Shared")


def _cycle(ground: Ground) -> tuple[Edit, ...]:
    return new_dependency(ground, ground.machine.config.id, ground.machine.vm.id)


def _across_groups(ground: Ground) -> tuple[Edit, ...]:
    first, second = ground.some_machines(2)
    return new_dependency(ground, first.config.id, second.config.id)


REFERENCE_DEFECTS: tuple[Defect, ...] = (
    Defect("HT201", "a group lists a resource that is gone", _ghost_member),
    Defect("HT202", "a resource in no group", _orphan),
    Defect("HT203", "a resource in two groups", _two_groups),
    Defect("HT204", "a dependency of a resource that is gone", _ghost_dependent),
    Defect("HT205", "checkpoints of a resource that is gone", _ghost_checkpoint),
    Defect("HT206", "a possible owner that is no node", _ghost_owner),
    Defect("HT207", "a last owner that is no node", lambda at: put(at.machine.group, DefaultOwner=at.ghost_node)),
    Defect("HT208", "an interface in a network that is gone", _ghost_network),
    sets("HT209", "an IP address in a network that is gone", address_parameters, Network="Cluster Network 99"),
    Defect("HT210", "a configuration on a disk that is gone", _ghost_volume),
    Defect("HT211", "migration over a network that is gone", _ghost_migration_network),
    Defect("HT212", "a witness that is gone", lambda at: put("Quorum", Resource=at.new_id("witness"))),
    Defect(
        "HT213", "Available Storage is a group that is gone", lambda at: put("", AvailableStorage=at.new_id("group"))
    ),
    Defect("HT214", "an affinity rule for a group that is gone", _ghost_rule),
    Defect("HT215", "ConfigStoreRootPath on a volume that is gone", _ghost_store),
    Defect("HT216", "two resources that need each other", _cycle),
    Defect("HT217", "a resource that needs one of another group", _across_groups),
)
