"""Where defects are planted: names for the keys of a cluster."""

from __future__ import annotations

from hivetool.cluster.model import Group, Node, Resource

from .ground import Ground
from .planting import private
from .resource_types import ADDRESS, CONFIG, VM


def root(ground: Ground) -> str:
    """The cluster itself."""
    return ""


def vm(ground: Ground) -> Resource:
    """The first virtual machine."""
    return ground.machine.vm


def config(ground: Ground) -> Resource:
    """The configuration of the first virtual machine."""
    return ground.machine.config


def vm_group(ground: Ground) -> Group:
    """The group of the first virtual machine."""
    return ground.machine.group


def vm_parameters(ground: Ground) -> str:
    """The private properties of the first virtual machine."""
    return private(ground.machine.vm)


def config_parameters(ground: Ground) -> str:
    """The private properties of the first configuration."""
    return private(ground.machine.config)


def vm_type(ground: Ground) -> str:
    """The resource type of virtual machines."""
    return type_key(ground, VM)


def config_type(ground: Ground) -> str:
    """The resource type of configurations of virtual machines."""
    return type_key(ground, CONFIG)


def type_key(ground: Ground, name: str) -> str:
    """The key of a resource type, which must be registered."""
    at = f"ResourceTypes\\{name}"
    ground.enough([at] if ground.hive.find(at) is not None else [], 1, f"the resource type {name}")
    return at


def address(ground: Ground) -> Resource:
    """An IP address."""
    return ground.enough(ground.resources(ADDRESS), 1, "an IP address")[0]


def address_parameters(ground: Ground) -> str:
    """The private properties of an IP address."""
    return private(address(ground))


def volume_parameters(ground: Ground) -> str:
    """The private properties of a shared volume's disk."""
    return private(ground.volume)


def node(ground: Ground) -> Node:
    """The first node."""
    return ground.some_nodes(1)[0]
