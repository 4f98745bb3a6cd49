"""Many keys looked at together: what one would ask each of them, answered for all from the columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from .columns import runs
from .decode import whole_units
from .hive import Hive
from .numeric import Numbers, numbers_at
from .pieces import LONGEST_REPEATED, different, repeated
from .spans import Bools, Ints, Names
from .upcase import upcase, upcase_units

NONE = -1
"""The row of what a key does not have."""


@dataclass(frozen=True, eq=False)
class Batch:
    """Some keys of a hive, by their rows; every list that is asked for has an item for each of them, in their order."""

    hive: Hive
    rows: list[int]
    _found: dict[str, tuple[Ints, Ints]] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def below(cls, hive: Hive, row: int | None) -> Batch:
        """The keys right below the key of this row, in stored order; none for None."""
        if row is None:
            return cls(hive, [])
        first = int(hive.columns.first_child[row])
        return cls(hive, list(range(first, first + int(hive.columns.child_count[row]))))

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def _keys(self) -> Ints:
        return np.array(self.rows, np.int64)

    @cached_property
    def _values(self) -> tuple[Ints, Ints]:
        """The rows of the values of all the keys, and which key (by its place in the batch) each belongs to."""
        first = self.hive.columns.first_value
        count = first[self._keys + 1] - first[self._keys]
        return runs(first[self._keys], count), np.repeat(np.arange(len(count)), count)

    @cached_property
    def _children(self) -> tuple[Ints, Ints]:
        columns = self.hive.columns
        count = columns.child_count[self._keys]
        return runs(columns.first_child[self._keys], count), np.repeat(np.arange(len(count)), count)

    def names(self) -> list[str]:
        """The names of the keys."""
        columns = self.hive.columns
        return columns.keys.name.take(self._keys).texts(columns.buffers)

    def value_counts(self) -> list[int]:
        """How many values each key has."""
        first = self.hive.columns.first_value
        counts: list[int] = (first[self._keys + 1] - first[self._keys]).tolist()
        return counts

    def subkeys(self, name: str) -> list[int]:
        """The row of the first key of this name below each key, or -1; names compare without case."""
        rows, owner = self._children
        found = _named(self.hive.columns.keys.name, rows, self.hive.columns.buffers, name)
        places: list[int] = self._firsts(rows[found], owner[found]).tolist()
        return places

    def texts(self, name: str, types: Iterable[int]) -> list[str | None]:
        """What the first value of this name and one of these types holds, as text without the NULs at its end.

        None where there is no such value, or only such with an odd number of bytes. Names compare without case.
        """
        rows = self._firsts_that_fit(name, dict.fromkeys(types, 2))
        there = rows != NONE
        columns = self.hive.columns
        texts = _texts(columns.values.data.take(rows[there]).all(columns.buffers))
        if len(texts) == len(rows):
            return list(texts)
        given = iter(texts)
        return [next(given) if is_there else None for is_there in there.tolist()]

    def data(self, name: str, units: Mapping[int, int]) -> list[tuple[int, bytes] | None]:
        """The type and the bytes of the first value of this name that is as ``units`` says, None where there is none.

        ``units`` has the allowed types; 4 and 8 are the exact number of bytes, 1 and 2 what it must be a multiple of.
        """
        rows = self._firsts_that_fit(name, units)
        there = np.flatnonzero(rows != NONE)
        columns = self.hive.columns
        data = columns.values.data.take(rows[there]).all(columns.buffers)
        found: list[tuple[int, bytes] | None] = [None] * len(rows)
        for place, kind, each in zip(there.tolist(), columns.values.type[rows[there]].tolist(), data, strict=True):
            found[place] = (kind, each)
        return found

    def numbers(self, name: str, units: Mapping[int, int]) -> Numbers:
        """The same for a property whose types are all of four or eight bytes, without the bytes: the numbers."""
        rows = self._firsts_that_fit(name, units)
        there = np.flatnonzero(rows != NONE)
        columns = self.hive.columns
        return Numbers(there, numbers_at(columns.values.data.take(rows[there]), columns.buffers))

    def misfits(self, name: str, units: Mapping[int, int]) -> list[int]:
        """The rows of the values of this name that are not as ``units`` says."""
        rows, _ = self._told_apart(name)
        misfits: list[int] = rows[~self._fits(rows, units)].tolist()
        return misfits

    def repeated(self, name: str) -> list[int]:
        """The rows of the values of this name behind the first one of their key."""
        rows, owner = self._told_apart(name)
        again: list[int] = rows[1:][owner[1:] == owner[:-1]].tolist()
        return again

    def has(self, name: str) -> bool:
        """Whether any of the keys has a value of this name."""
        return len(self._told_apart(name)[0]) > 0

    def named(self, name: str) -> list[tuple[int, int]]:
        """The values of this name: the place of the key in the batch and the row of the value, in stored order."""
        rows, owner = self._told_apart(name)
        return list(zip(owner.tolist(), rows.tolist(), strict=True))

    def different_names(self) -> tuple[str, ...]:
        """The names in upper case that values of the keys have, save very long ones."""
        return tuple(self._numbered[1])

    def _firsts_that_fit(self, name: str, units: Mapping[int, int]) -> Ints:
        rows, owner = self._of(name)
        fits = self._fits(rows, units)
        return self._firsts(rows[fits], owner[fits])

    def _fits(self, rows: Ints, units: Mapping[int, int]) -> Bools:
        values = self.hive.columns.values
        types, sizes = values.type[rows], values.data.size[rows]
        fits = np.zeros(len(rows), np.bool_)
        for kind, unit in units.items():
            fits |= (types == kind) & ((sizes == unit) if unit > 2 else (sizes % unit == 0))
        return fits

    def _of(self, name: str) -> tuple[Ints, Ints]:
        """The rows of the values of this name, and whose each is."""
        if name not in self._found:
            rows, owner = self._values
            found = _named(self.hive.columns.values.name, rows, self.hive.columns.buffers, name)
            self._found[name] = (rows[found], owner[found])
        return self._found[name]

    def _told_apart(self, name: str) -> tuple[Ints, Ints]:
        """The same for who asks for many names: all of the batch are told apart once."""
        if name not in self._found and 0 < len(_utf16(name)) <= LONGEST_REPEATED:
            rows, owner = self._values
            numbers, by_name = self._numbered
            wanted = by_name.get(upcase(name), [])
            found = np.flatnonzero(np.isin(numbers, wanted)) if wanted else np.zeros(0, np.int64)
            self._found[name] = (rows[found], owner[found])
        return self._of(name)

    @cached_property
    def _numbered(self) -> tuple[Ints, dict[str, list[int]]]:
        """A number for the name of each value, and the numbers that stand for a name in upper case."""
        columns = self.hive.columns
        names = columns.values.name.take(self._values[0])
        numbers = np.full(len(names), NONE, np.int64)
        by_name: dict[str, list[int]] = {}
        count = 0
        shape = (names.buffer.astype(np.int64) * (LONGEST_REPEATED + 1) + names.size) * 2 + names.wide
        short = np.flatnonzero((names.size > 0) & (names.size <= LONGEST_REPEATED))
        for each in different(shape[short]).tolist():
            places = short[shape[short] == each]
            first = int(places[0])
            every = _windows(columns.buffers[int(names.buffer[first])], int(names.size[first]))
            own, which = repeated(every[names.start[places]])
            numbers[places] = count + which
            for text in names.take(places[own]).texts(columns.buffers):
                by_name.setdefault(upcase(text), []).append(count)
                count += 1
        return numbers, by_name

    def _firsts(self, rows: Ints, owner: Ints) -> Ints:
        """Of these rows the first of each key of the batch, -1 where there is none."""
        found = np.full(len(self.rows), NONE, np.int64)
        found[owner[::-1]] = rows[::-1]
        return found


def _texts(data: list[bytes]) -> list[str]:
    """The data as text without the NULs at the end; equal data are decoded once."""
    different = dict.fromkeys(data)
    if 2 * len(different) > len(data):
        return _decoded(data)
    texts = dict(zip(different, _decoded(list(different)), strict=True))
    return [texts[each] for each in data]


def _decoded(data: list[bytes]) -> list[str]:
    """All at once where each ends as the first does, as text or as a list, and nowhere else; otherwise one by one."""
    if not data:
        return []
    ending = 2 if data[0].endswith(bytes(4)) else 1
    joined = b"".join(data)
    sizes = np.fromiter(map(len, data), np.int64, len(data)) // 2
    ends = np.cumsum(sizes)
    nul = np.frombuffer(joined, "<u2") == 0
    if ending == 2:
        nul[1:] &= nul[:-1]
        nul[0] = False
    if sizes.min() >= ending and nul[ends - 1].all() and np.count_nonzero(nul) == len(data):
        return whole_units(joined).split("\0" * ending)[:-1]
    return [whole_units(each).rstrip("\0") for each in data]


def upper_keys(hive: Hive, upcased: Set[str], levels: int, most: int) -> Iterator[tuple[int, str]]:
    """The keys of some names in the ``levels`` below the root and among the first ``most`` keys, in stored order.

    Each is the row of its parent and its name in upper case, as the names that are wanted are.
    """
    columns = hive.columns
    parents, names = columns.keys.parent, columns.keys.name
    end = 1
    for _ in range(levels):
        end = 1 + int(np.searchsorted(parents[1:], end))
    end = min(end, most)
    lengths = names.size[:end] // np.where(names.wide[:end], 2, 1)
    rows = np.flatnonzero(np.isin(lengths, [len(name) for name in upcased]))
    for row, text in zip(rows.tolist(), names.take(rows).texts(columns.buffers), strict=True):
        name = upcase(text)
        if row and name in upcased:
            yield int(parents[row]), name


def _utf16(text: str) -> bytes:
    return text.encode("utf-16-le", "surrogatepass")


def _windows(whole: bytes, size: int) -> npt.NDArray[np.void]:
    """``whole[at : at + size]`` for every ``at``, nothing copied."""
    return np.ndarray((len(whole) - size + 1,), f"V{size}", whole, strides=(1,))


def _named(names: Names, rows: Ints, buffers: Sequence[bytes], name: str) -> Ints:
    """Which of the rows have this name, as places in ``rows``, ascending."""
    wanted = np.frombuffer(_utf16(upcase(name)), "<u2")
    size, wide = np.maximum(names.size[rows], 0), names.wide[rows]
    found = [
        places[_equal(names, rows[places], buffers, wanted, width)]
        for width, like in ((1, ~wide), (2, wide))
        if len(places := np.flatnonzero((size == width * len(wanted)) & like))
    ]
    return found[0] if len(found) == 1 else np.sort(np.concatenate([np.zeros(0, np.int64), *found]))


def _equal(names: Names, rows: Ints, buffers: Sequence[bytes], wanted: npt.NDArray[np.uint16], width: int) -> Bools:
    """Which of the names, all of the wanted length, are the wanted one without case."""
    equal = np.ones(len(rows), np.bool_)
    if not len(wanted):
        return equal
    numbers = names.buffer[rows]
    table = upcase_units()
    for number in different(numbers).tolist():
        those = np.flatnonzero(numbers == number)
        whole = buffers[number]
        size = width * len(wanted)
        every = _windows(whole, size)
        units = every[names.start[rows[those]]].view(f"<u{width}").reshape(len(those), -1)
        equal[those] = (table[units] == wanted).all(axis=1)
    return equal
