"""HT7: votes and the witness."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Node, Resource
from hivetool.hive.edit import Edit
from hivetool.make.ground import Ground
from hivetool.make.places import root
from hivetool.make.planting import Defect, new_resource, put, sets, without_resource
from hivetool.make.resource_types import CLOUD_WITNESS, DISK, SHARE_WITNESS
from hivetool.make.tree import Values


def _voters(ground: Ground) -> tuple[Node, ...]:
    return tuple(node for node in ground.nodes if node.number("NodeWeight") != 0)


def _no_witness(ground: Ground) -> Iterator[Edit]:
    yield from put("Quorum", Resource="")
    if ground.witness is not None:
        yield from without_resource(ground, ground.witness.id)


def _even_votes(ground: Ground) -> Iterator[Edit]:
    """Without a witness; of an odd number of votes the last is taken away."""
    ground.some_nodes(2)
    yield from _no_witness(ground)
    voters = _voters(ground)
    if len(voters) % 2:
        yield from put(voters[-1], NodeWeight=0)


def _odd_by_hand(ground: Ground) -> Iterator[Edit]:
    """One node of an even number of votes, the witness's included, has none; a witness too many goes before it."""
    ground.some_nodes(2)
    voters = ground.enough(_voters(ground), 1, "a node with a vote", whole=True)
    if (len(voters) + (ground.witness is not None)) % 2:
        ground.enough([] if ground.witness is None else [ground.witness], 1, "an even number of votes")
        yield from _no_witness(ground)
    yield from put(voters[-1], NodeWeight=0)


def _disk_only(ground: Ground) -> Iterator[Edit]:
    _disk_witness(ground)
    for node in ground.nodes:
        yield from put(node, NodeWeight=0)


def _disk_witness(ground: Ground) -> Resource:
    found = [item for item in (ground.witness,) if item is not None and item.type == DISK]
    return ground.enough(found, 1, "a disk witness")[0]


def _two_witnesses(ground: Ground) -> Iterator[Edit]:
    ground.enough(ground.witnesses(), 1, "a witness")
    path = "\\\\witness.example.com\\second"
    identity, edits = new_resource(ground, "Second Witness", SHARE_WITNESS, {"SharePath": path})
    yield from (*edits, *put(ground.core, Contains=(*ground.core.resources, identity)))


def _on_storage_spaces(ground: Ground) -> tuple[Edit, ...]:
    _disk_witness(ground)
    return put("", S2DEnabled=1)


def _other_witness(ground: Ground, kind: str, values: Values) -> Iterator[Edit]:
    """A witness of this kind in the place of the one there is."""
    identity, edits = new_resource(ground, kind, kind, values)
    old = ground.witness
    if old is not None:
        yield from without_resource(ground, old.id)
    kept = tuple(item for item in ground.core.resources if old is None or item != old.id)
    yield from (*edits, *put(ground.core, Contains=(*kept, identity)), *put("Quorum", Resource=identity))


def _share_on_a_node(ground: Ground) -> Iterator[Edit]:
    values: Values = {"SharePath": f"\\\\{ground.some_nodes(1)[0].name}\\Witness"}
    yield from _other_witness(ground, SHARE_WITNESS, values)


def _cloud_of_nobody(ground: Ground) -> Iterator[Edit]:
    yield from _other_witness(ground, CLOUD_WITNESS, {"AccountName": "witness", "EndpointInfo": ""})


def _last_in_quorum(ground: Ground) -> tuple[Edit, ...]:
    return put("", LowerQuorumPriorityNodeId=int(ground.newest_node.id))


def _two_nodes_alone(ground: Ground) -> Iterator[Edit]:
    ground.enough([ground] if len(ground.nodes) == 2 else [], 1, "exactly 2 nodes")
    yield from _no_witness(ground)


QUORUM_DEFECTS: tuple[Defect, ...] = (
    Defect("HT701", "an even number of votes and no witness", _even_votes),
    Defect("HT702", "a vote taken away to have an odd number", _odd_by_hand),
    Defect("HT703", "the disk witness alone decides", _disk_only),
    Defect("HT704", "two witnesses", _two_witnesses),
    Defect("HT705", "a disk witness with Storage Spaces Direct", _on_storage_spaces),
    Defect("HT706", "a shared volume as witness", lambda ground: put("Quorum", Resource=ground.volume.id)),
    Defect("HT707", "the witness's share on a node", _share_on_a_node),
    sets("HT708", "votes that are not adapted", root, DynamicQuorum=0),
    Defect("HT709", "a node that loses its vote first", _last_in_quorum),
    sets("HT710", "a quorum that was forced", root, FixQuorum=1),
    Defect("HT711", "two nodes without a witness", _two_nodes_alone),
    Defect("HT712", "a cloud witness without an endpoint", _cloud_of_nobody),
)
