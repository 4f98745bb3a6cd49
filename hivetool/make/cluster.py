"""From a plan to a hive, truthful to what is known of HKLM\\Cluster: ids lower case without braces, defaults absent."""

from __future__ import annotations

from hivetool.hive.hive import Hive

from .core import core_roles, quorum, root_values
from .machines import machine_roles
from .networks import interface_branches, network_branches
from .nodes import node_branches
from .plan import Plan
from .resource_types import type_branches
from .roles import START, checkpoint_branches, dependency_branches, group_branches, resource_branches
from .services import service_roles
from .storage import volume_roles
from .tree import Branch, hive_of

ROOT = "Cluster"
"""The name of the root key; nothing depends on it."""


def made_cluster(plan: Plan) -> Hive:
    """The hive of a whole cluster, the same for the same plan, with nothing in it that is broken.

    Owners, states and all else that is volatile are not in it, as they are not in a real one (MS-CMRP 3.1.1).
    """
    roles = (*core_roles(plan), *volume_roles(plan), *service_roles(plan), *machine_roles(plan))
    folders = (
        Branch("Checkpoints", below=checkpoint_branches(roles)),
        Branch("Dependencies", below=dependency_branches(roles)),
        Branch("Groups", below=group_branches(roles)),
        Branch("NetworkInterfaces", below=interface_branches(plan)),
        Branch("Networks", below=network_branches(plan)),
        Branch("Nodes", below=node_branches(plan)),
        quorum(plan),
        Branch("Resources", below=resource_branches(roles)),
        Branch("ResourceTypes", below=type_branches(plan)),
    )
    return hive_of(Branch(ROOT, root_values(plan), folders, written=START))
