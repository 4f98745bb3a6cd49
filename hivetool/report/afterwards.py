"""What a prediction changes in the database, so that the database afterwards can be the next one that is asked."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.model import Database
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action
from hivetool.hive.edit import Edit, SetValue
from hivetool.hive.types import ValueType

_MOVES = frozenset({Action.MOVE, Action.FAILOVER, Action.FAILBACK})
_HIGHEST = 0xFFFFFFFF


def edits_afterwards(prediction: Prediction, database: Database) -> tuple[Edit, ...]:
    """What was recorded, in order, and then the DefaultOwner of every group that was moved and is elsewhere now.

    ``database`` is the one the prediction was made from; paths are relative to its hive. DefaultOwner is the number of
    the node a group was last activated on or moved to (MSCS groups-defaultowner).
    """
    return (*prediction.edits, *_owners(prediction, database))


def _owners(prediction: Prediction, database: Database) -> Iterator[Edit]:
    moved = {entry.group for entry in prediction.trace if entry.action in _MOVES}
    nodes = {database.label(node): node.id for node in database.nodes}
    owners = {group.label: nodes.get(group.owner or "") for group in prediction.after.groups}
    for group in database.groups:
        label = database.label(group)
        owner = owners.get(label)
        if label not in moved or owner is None or not (owner.isascii() and owner.isdigit()):
            continue
        number = int(owner)
        if number <= _HIGHEST and number != group.number("DefaultOwner"):
            yield SetValue(group.path, "DefaultOwner", ValueType.REG_DWORD, number.to_bytes(4, "little"))
