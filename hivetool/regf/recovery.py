"""Deleted keys and values: what is left of them in cells that are free, that nothing refers to, or that are longer
than what stands in them.

A record is taken for one if every field of it can be that of a key node or key value. It is tied to a key only where
an offset proves it: a key node names its parent, a values list names its values. Where the bytes of its data are in
use by something else by now, the data is gone. Fields: M. Suhanov, "Windows registry file format specification".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from hivetool.hive.decode import whole_units
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Ints
from hivetool.hive.views import Key

from .constants import BASE_BLOCK_SIZE, KEY_COMP_NAME, VALUE_COMP_NAME
from .errors import NoRecord
from .layout import KEY_NODE, KEY_VALUE
from .reader import survey
from .remnants import Ground, Remnants, find_remnants

DEEPEST: Final = 512


@dataclass(frozen=True, slots=True)
class RecoveredValue:
    """A deleted value: ``data`` is None where its bytes are in use by something else by now.

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
    lists = _Lists(ground, {place: number for number, place in enumerate(remnants.values.tolist())})
    taken: set[int] = set()
    keys = _keys(ground, remnants, lists, values, taken)
    live = [(row, number) for row, number in lists.of_live_keys() if number not in taken]
    taken.update(number for _, number in live)
    orphans = tuple(value for number, value in enumerate(values) if number not in taken)
    return Recovered(read.hive, keys, tuple((row, values[number]) for row, number in live), orphans, remnants.more)


def _values(ground: Ground, remnants: Remnants) -> list[RecoveredValue]:
    records = ground.window.records(KEY_VALUE, remnants.values)
    names = _names(ground, remnants.values, records, "name_length", KEY_VALUE, VALUE_COMP_NAME)
    rows = zip(
        names,
        records["data_type"].tolist(),
        records["data_size"].tolist(),
        records["data_offset"].tolist(),
        remnants.values.tolist(),
        ground.places(remnants.values),
        strict=True,
    )
    return [
        RecoveredValue(name, kind, ground.data(size, offset, place), place, found)
        for name, kind, size, offset, place, found in rows
    ]


def _keys(
    ground: Ground, remnants: Remnants, lists: _Lists, values: list[RecoveredValue], taken: set[int]
) -> tuple[RecoveredKey, ...]:
    records = ground.window.records(KEY_NODE, remnants.keys)
    names = _names(ground, remnants.keys, records, "key_name_length", KEY_NODE, KEY_COMP_NAME)
    live = {place: row for row, place in enumerate(ground.columns.keys.place.tolist())}
    deleted = {place: number for number, place in enumerate(remnants.keys.tolist())}
    parents = (records["parent"].astype(np.int64) + BASE_BLOCK_SIZE).tolist()
    above = _without_cycles([None if parent in live else deleted.get(parent) for parent in parents])
    found = ground.places(remnants.keys)
    times = records["last_written_timestamp"].tolist()
    counts = records["number_of_key_values"].tolist()
    offsets = records["key_values_list_offset"].tolist()
    keys = []
    for number, place in enumerate(remnants.keys.tolist()):
        own = [each for each in lists.named(offsets[number], counts[number]) if each not in taken]
        taken.update(own)
        keys.append(
            RecoveredKey(
                names[number],
                times[number],
                tuple(values[each] for each in own),
                place,
                found[number],
                live.get(parents[number]),
                above[number],
            )
        )
    return tuple(keys)


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


class _Lists:
    """Values lists, and which recovered values they name; ``numbers`` are those of the values by place."""

    def __init__(self, ground: Ground, numbers: dict[int, int]) -> None:
        self._ground = ground
        self._numbers = numbers

    def named(self, offset: int, count: int) -> list[int]:
        """The recovered values that the list at an offset names, each once; ``count`` is what its key says."""
        start = offset + BASE_BLOCK_SIZE
        room = self._ground.free_words(start + 4)
        return self._known(self._ground.words(start + 4, min(count, room)))

    def of_live_keys(self) -> list[tuple[int, int]]:
        """Pairs of a key's row and a recovered value that stood in its list behind the values it has now."""
        claimed = self._ground.claims.of("key values list")
        ends = self._ground.cell_ends(claimed.start)
        pairs: list[tuple[int, int]] = []
        seen: set[int] = set()
        rows = zip(claimed.key.tolist(), (claimed.start + claimed.size).tolist(), ends.tolist(), strict=True)
        for key, first, end in rows:
            for number in self._known(self._ground.words(first, max(0, (end - first) // 4))):
                if number not in seen:
                    seen.add(number)
                    pairs.append((key, number))
        return pairs

    def _known(self, offsets: list[int]) -> list[int]:
        found = (self._numbers.get(offset + BASE_BLOCK_SIZE) for offset in offsets)
        return list(dict.fromkeys(number for number in found if number is not None))
