"""Deleted keys and values: what is left of them in cells that are free, that nothing refers to, or that are longer
than what stands in them.

A record is taken for one if every field of it can be that of a key node or key value. It is tied to a key only where
an offset proves it: a key node names its parent, a values list names its values. Where the bytes of its data are in
use by something else by now, the data is gone. Fields: M. Suhanov, "Windows registry file format specification".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.decode import whole_units
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Ints
from hivetool.hive.views import Key

from .constants import BASE_BLOCK_SIZE, DATA_IN_OFFSET, KEY_COMP_NAME, VALUE_COMP_NAME
from .deleted_lists import NO_ROW, DeletedLists, rows_at
from .errors import NoRecord
from .layout import KEY_NODE, KEY_VALUE
from .reader import survey
from .remnants import Ground, Remnants, find_remnants

DEEPEST: Final = 512


@dataclass(frozen=True, slots=True)
class RecoveredValue:
    """A deleted value: ``data`` is None where its bytes are in use by something else by now, and where so many values
    share theirs that all of them together are larger than the file.

    ``offset`` is the file offset of its cell, ``found`` where that lies.
    """

    name: str
    type: int
    data: bytes | None
    offset: int
    found: str


@dataclass(frozen=True, slots=True)
class RecoveredKey:
    """A deleted key with those deleted values that its values list names.

    ``live_parent`` is the row of a key of the hive, ``deleted_parent`` the number of another recovered key; both are
    None where its parent is not known.
    """

    name: str
    last_written: int
    values: tuple[RecoveredValue, ...]
    offset: int
    found: str
    live_parent: int | None = None
    deleted_parent: int | None = None


@dataclass(frozen=True, eq=False)
class Recovered:
    """What was recovered, by offset: ``keys``; ``values`` of keys of the hive, by the key's row; ``orphans``, values
    that no list names. ``more`` counts what was left out because there was too much.
    """

    hive: Hive
    keys: tuple[RecoveredKey, ...]
    values: tuple[tuple[int, RecoveredValue], ...]
    orphans: tuple[RecoveredValue, ...]
    more: int = 0
    _paths: dict[int, str] = field(default_factory=dict, repr=False)

    def path(self, key: RecoveredKey) -> tuple[str, bool]:
        """The path of a recovered key as far as it is proved, and whether that is up to the root."""
        names: list[str] = []
        at: RecoveredKey | None = key
        while at is not None and len(names) < DEEPEST:
            names.append(at.name)
            if at.live_parent is not None:
                above = self.live_path(at.live_parent)
                return "\\".join([*([above] if above else []), *reversed(names)]), True
            at = None if at.deleted_parent is None else self.keys[at.deleted_parent]
        return "\\".join(reversed(names)), False

    def live_path(self, row: int) -> str:
        """The path of a key of the hive."""
        if row not in self._paths:
            self._paths[row] = Key(self.hive, row).path
        return self._paths[row]


def recover(hive: Hive) -> Recovered:
    """Deleted keys and values of a hive that was read from a regf file, as it is after its transaction logs.

    ``hive`` must not be rooted at another key. Raises :class:`NoRecord` for a hive of another source. Time and
    memory are linear in the size of the file.
    """
    if hive.source.kind != "regf":
        raise NoRecord(hive.source.kind)
    read = survey(hive.columns.buffers[0])
    ground = Ground.of(read)
    remnants = find_remnants(ground)
    values = _values(ground, remnants)
    lists = DeletedLists(ground, remnants.values)
    taken: set[int] = set()
    keys = _keys(ground, remnants, lists, values, taken)
    live: list[tuple[int, int]] = []
    for row, number in lists.of_live_keys():
        if number not in taken:
            taken.add(number)
            live.append((row, number))
    orphans = tuple(value for number, value in enumerate(values) if number not in taken)
    return Recovered(read.hive, keys, tuple((row, values[number]) for row, number in live), orphans, remnants.more)


def _values(ground: Ground, remnants: Remnants) -> list[RecoveredValue]:
    records = ground.window.records(KEY_VALUE, remnants.values)
    names = _names(ground, remnants.values, records, "name_length", KEY_VALUE, VALUE_COMP_NAME)
    sizes, offsets = records["data_size"].tolist(), records["data_offset"].tolist()
    places = remnants.values.tolist()
    rows = zip(
        names,
        records["data_type"].tolist(),
        _data(ground, zip(sizes, offsets, places, strict=True)),
        places,
        ground.places(remnants.values),
        strict=True,
    )
    return [RecoveredValue(name, kind, data, place, found) for name, kind, data, place, found in rows]


def _data(ground: Ground, values: Iterable[tuple[int, int, int]]) -> Iterator[bytes | None]:
    """The data of each value, of all values together no more bytes than the file has."""
    left = len(ground.window.data)
    for size, offset, place in values:
        data = ground.data(size, offset, place) if size & DATA_IN_OFFSET or size <= left else None
        left -= len(data or b"")
        yield data


def _keys(
    ground: Ground, remnants: Remnants, lists: DeletedLists, values: list[RecoveredValue], taken: set[int]
) -> tuple[RecoveredKey, ...]:
    records = ground.window.records(KEY_NODE, remnants.keys)
    names = _names(ground, remnants.keys, records, "key_name_length", KEY_NODE, KEY_COMP_NAME)
    parents = records["parent"].astype(np.int64) + BASE_BLOCK_SIZE
    live = rows_at(ground.columns.keys.place, parents)
    deleted = rows_at(remnants.keys, parents)
    above = _without_cycles([_row(row) for row in np.where(live >= 0, NO_ROW, deleted).tolist()])
    own: list[list[int]] = [[] for _ in names]
    for key, number in lists.named(records["key_values_list_offset"], records["number_of_key_values"]):
        if number not in taken:
            taken.add(number)
            own[key].append(number)
    rows = zip(
        names,
        records["last_written_timestamp"].tolist(),
        own,
        remnants.keys.tolist(),
        ground.places(remnants.keys),
        live.tolist(),
        above,
        strict=True,
    )
    return tuple(
        RecoveredKey(name, time, tuple(values[each] for each in numbers), place, found, _row(parent), other)
        for name, time, numbers, place, found, parent, other in rows
    )


def _row(row: int) -> int | None:
    return None if row == NO_ROW else row


def _without_cycles(above: list[int | None]) -> list[int | None]:
    """The same parents, save that who would come back to himself has none."""
    state = bytearray(len(above))  # 1: on the way, 2: known to end
    for start in range(len(above)):
        way = []
        at: int | None = start
        while at is not None and not state[at]:
            state[at] = 1
            way.append(at)
            at = above[at]
        if at is not None and state[at] == 1:
            above[way[-1]] = None
        for each in way:
            state[each] = 2
    return above


def _names(
    ground: Ground, places: Ints, records: npt.NDArray[Any], length: str, dtype: np.dtype[Any], narrow: int
) -> list[str]:
    data = ground.window.data
    begin = (places + dtype.itemsize).tolist()
    rows = zip(begin, records[length].tolist(), (records["flags"] & narrow != 0).tolist(), strict=True)
    return [
        data[first : first + size].decode("latin-1") if one_byte else whole_units(data[first : first + size])
        for first, size, one_byte in rows
    ]
