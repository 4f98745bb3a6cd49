"""HT8: networks, interfaces and heartbeats."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.edit import DeleteKey, Edit
from hivetool.hive.views import Key
from hivetool.make.ground import Ground
from hivetool.make.places import address_parameters, root
from hivetool.make.planting import Defect, copied, put, sets


def _one_network(ground: Ground) -> Iterator[Edit]:
    for number, network in enumerate(ground.keys("Networks", 2)):
        yield from put(network, Role=0 if number else 3)


def _interfaces_of(ground: Ground, node: str) -> tuple[Key, ...]:
    found = [key for key in ground.keys("NetworkInterfaces") if _text(key, "Node") == node]
    return ground.enough(found, 1, f"an interface of node {node}", whole=True)


def _text(key: Key, name: str) -> str:
    value = key.value(name)
    return "" if value is None else str(value.decoded)


def _two_in_one(ground: Ground) -> Iterator[Edit]:
    """One interface more, in the network of the first."""
    first = _interfaces_of(ground, ground.some_nodes(1)[0].id)[0]
    at, host = f"NetworkInterfaces\\{ground.new_id('interface')}", _text(first, "Address").rpartition(".")
    address = f"{host[0]}.{200 + int(host[2] or 0) % 50}"
    yield from copied(first, at)
    yield from put(at, Name=f"{_text(first, 'Name')} 2", AdapterId=ground.new_id("adapter"), Address=address)
    yield from put(at, IPv4Addresses=(address,))


def _one_missing(ground: Ground) -> tuple[Edit, ...]:
    return (DeleteKey(_interfaces_of(ground, ground.some_nodes(2)[-1].id)[0].path),)


def _equal_metrics(ground: Ground) -> Iterator[Edit]:
    for network in ground.keys("Networks", 2)[:2]:
        yield from put(network, AutoMetric=0, Metric=1_000)


def _same_adapter(ground: Ground) -> tuple[Edit, ...]:
    first, second = (_interfaces_of(ground, node.id)[0] for node in ground.some_nodes(2))
    return put(second, AdapterId=_text(first, "AdapterId"))


NETWORK_DEFECTS: tuple[Defect, ...] = (
    Defect("HT801", "heartbeats over one network alone", _one_network),
    Defect("HT802", "two interfaces of a node in one network", _two_in_one),
    Defect("HT803", "a node without an interface in a network", _one_missing),
    Defect("HT804", "one network for everything", _one_network),
    sets("HT805", "the cluster's address from DHCP", address_parameters, EnableDhcp=1),
    sets("HT806", "heartbeats that are missed too soon", root, SameSubnetDelay=500, SameSubnetThreshold=5),
    sets("HT807", "less patience across subnets than within", root, SameSubnetThreshold=20, CrossSubnetThreshold=10),
    sets("HT808", "the thresholds of 2012", root, SameSubnetThreshold=5, CrossSubnetThreshold=5),
    Defect("HT809", "two networks of one metric", _equal_metrics),
    Defect("HT810", "one adapter's id on two nodes", _same_adapter),
)
