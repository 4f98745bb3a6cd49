"""HTA: what is left over, misnamed or not finished."""

from __future__ import annotations

from hivetool.hive.edit import Edit
from hivetool.make.ground import Ground
from hivetool.make.places import node, root, vm
from hivetool.make.planting import Defect, new_group, private, put, sets


def _mixed_builds(ground: Ground) -> tuple[Edit, ...]:
    """That nodes store their build is inferred."""
    first, second = ground.some_nodes(2)
    return (*put(first, BuildNumber=20348), *put(second, BuildNumber=17763))


def _half_upgraded(ground: Ground) -> tuple[Edit, ...]:
    """Nodes of Windows Server 2022 in a cluster at the level of 2019."""
    ground.some_nodes(1)
    versions = tuple(edit for each in ground.nodes for edit in put(each, BuildNumber=20348))
    return (*put("", ClusterFunctionalLevel=10), *versions)


def _secret(ground: Ground) -> tuple[Edit, ...]:
    """The bytes are none: their place is what counts."""
    return put(private(ground.core_name), ResourceData=bytes(range(64)))


HYGIENE_DEFECTS: tuple[Defect, ...] = (
    Defect(
        "HTA01", "a group that Virtual Machine Manager left", lambda at: new_group(at, "SCVMM VM0999 Resources", 111)
    ),
    sets("HTA02", "a virtual machine without a name of its own", vm, Name="Virtual Machine New Virtual Machine"),
    sets("HTA04", "a small log at the highest level", root, ClusterLogLevel=5, ClusterLogSize=8),
    Defect("HTA05", "an upgrade that was not finished", _half_upgraded),
    Defect("HTA06", "nodes of two builds", _mixed_builds),
    Defect("HTA07", "a secret in the database", _secret),
    sets("HTA10", "a node that was drained", node, NodeDrainStatus=2),
    sets("HTA11", "the anti-affinity switch mistyped", root, ClusterEnforceAntiAffinity=1),
)
