"""Key nodes: a sound tree read together, any other level by level from the root."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.spans import Ints, Names, Spans

from .cells import Cells, References
from .constants import CELL_HEADER_SIZE, KEY_COMP_NAME
from .elements import GROUP
from .faults import Fault
from .layout import KEY_NODE
from .ledger import Doubt
from .lists import leaves, subkeys
from .scout import scouted

_WHAT = "key node"


@dataclass(frozen=True, eq=False)
class KeyNodes:
    """The key nodes of a hive in level order: ``parent`` is a row, ``start`` the file offset of the cell.

    ``records`` hold the fixed parts of the nodes, one array after the other.
    """

    parent: Ints
    start: Ints
    name_size: Ints
    records: tuple[npt.NDArray[Any], ...]

    def __len__(self) -> int:
        return len(self.parent)

    def column(self, field: str) -> npt.NDArray[Any]:
        """One field of all nodes."""
        if len(self.records) == 1:
            return self.records[0][field]
        return np.concatenate([record[field] for record in self.records])

    def names(self) -> Names:
        """Their names, which follow the fixed part of the records."""
        spans = Spans.build(self.start + KEY_NODE.itemsize, self.name_size)
        return Names.of(spans, self.column("flags") & KEY_COMP_NAME == 0)

    def references(self, field: str, rows: npt.NDArray[Any]) -> References:
        """Where an offset field of some rows leads."""
        return References(self.column(field)[rows], rows, self.start, rows)


def read_keys(cells: Cells, root: int) -> KeyNodes:
    """All key nodes below and including the one at this offset, which must be known to be one (see ``reader``).

    Raises :class:`~hivetool.regf.ledger.Doubt` where not all are there that a sound tree would have.
    """
    found = scouted(cells.window, root, cells.end) if cells.trusting else None
    keys = _at_once(cells, found) if found is not None else _level_by_level(cells, root)
    _check_names(cells, keys)
    return keys


def _at_once(cells: Cells, to: References) -> KeyNodes:
    """The key nodes at these places, which are those of the whole tree."""
    parts = [_admitted(cells, to.take(slice(first, first + GROUP))) for first in range(0, len(to), GROUP)]
    keys = _joined(parts)
    count = keys.column("number_of_subkeys").astype(np.int64)
    having = np.flatnonzero(count)
    listed = leaves(cells, keys.references("subkeys_list_offset", having), count[having]).count.sum()
    if len(keys) < len(to) or listed != len(to) - 1:
        raise Doubt
    return keys


def _level_by_level(cells: Cells, root: int) -> KeyNodes:
    nobody = np.full(1, -1, np.int64)
    level = _admitted(cells, References(np.array([root], np.uint32), nobody, nobody, np.zeros(1, np.int64)))
    levels = [level]
    rows = len(level)
    for _ in range(MOST_LEVELS):
        first = rows - len(level)
        parts = [_admitted(cells, to) for to in _below(cells, level, first)]
        level = _joined(parts)
        if len(level) == 0:
            break
        levels.append(level)
        rows += len(level)
    else:
        _too_deep(cells, level, rows - len(level))
    return _joined(levels)


def _below(cells: Cells, level: KeyNodes, first: int) -> Iterator[References]:
    """Where the subkeys of a level are; its rows begin at ``first``."""
    count = level.column("number_of_subkeys").astype(np.int64)
    having = np.flatnonzero(count)
    to = References(level.column("subkeys_list_offset")[having], first + having, level.start, having)
    return subkeys(cells, to, count[having])


def _admitted(cells: Cells, to: References) -> KeyNodes:
    """The key nodes at these places that are sound and not in use already."""
    found = cells.follow(to, KEY_NODE, _WHAT, b"nk")
    said = found.record["key_name_length"].astype(np.int64)
    size = np.minimum(said, found.room + CELL_HEADER_SIZE - KEY_NODE.itemsize)
    granted = cells.claim(found, KEY_NODE.itemsize + size, _WHAT)
    found = found.take(granted)
    return KeyNodes(found.key, found.start, size[granted], (found.record,))


def _check_names(cells: Cells, keys: KeyNodes) -> None:
    """Note the names that are cut, and those of keys below the root that are empty."""
    said, faults = keys.column("key_name_length"), cells.faults
    cut = keys.name_size < said
    faults.where(cut, Fault.NAME_CUT, keys.start, keys.parent, _WHAT, expected=keys.name_size, actual=said)
    faults.where((said == 0) & (keys.parent >= 0), Fault.NAME_EMPTY, keys.start, keys.parent)


def _joined(parts: list[KeyNodes]) -> KeyNodes:
    if len(parts) == 1:
        return parts[0]
    none = np.zeros(0, np.int64)
    return KeyNodes(
        np.concatenate([none, *(part.parent for part in parts)]),
        np.concatenate([none, *(part.start for part in parts)]),
        np.concatenate([none, *(part.name_size for part in parts)]),
        tuple(record for part in parts for record in part.records),
    )


def _too_deep(cells: Cells, level: KeyNodes, first: int) -> None:
    having = np.flatnonzero(level.column("number_of_subkeys"))
    cells.faults.add(Fault.TOO_DEEP, level.start[having], key=first + having)
