"""A tree of keys as flat columns, and the usual way to it: from rows that only make keys and set values.

Without deletions the order of the rows decides nothing but which spelling and which data count, so that values are put
to their keys all at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hivetool.hive.columns import NO_TIME, KeyRows, Rows, ValueRows
from hivetool.hive.spans import Ints, Spans, packed_names, read_only
from hivetool.hive.upcase import upcase

from .rows import Op, RegRows

ROOT, ABOVE_ROOT = 0, -1


@dataclass(frozen=True, eq=False)
class Grown:
    """Keys by name, parent and line; values by key, the row that named each, and the row that counts."""

    key_names: list[str]
    parent: Ints
    line: Ints
    value_key: Ints
    value_name: Ints
    value_row: Ints

    def rows(self, rows: RegRows) -> Rows:
        """The columns of a hive; ``rows`` are those that the values were made from."""
        key_bytes, key_names = packed_names(self.key_names, len(rows.buffers))
        value_bytes, value_names = packed_names(rows.names, len(rows.buffers) + 1)
        count, row = len(self.key_names), self.value_row
        keys = KeyRows(
            self.parent,
            key_names,
            read_only(np.full(count, NO_TIME, np.uint64)),
            Spans.none(count),
            Spans.none(count),
            read_only(np.zeros(count, np.uint32)),
            self.line,
        )
        values = ValueRows(
            self.value_key,
            value_names.take(rows.name[self.value_name]),
            rows.type[row],
            Spans(rows.buffer[row], rows.start[row], rows.size[row]),
            rows.line[row],
        )
        return Rows(keys, values, (*rows.buffers, key_bytes, value_bytes))


def grown(rows: RegRows, root_name: str, root_line: int) -> Grown:
    """The tree of rows that make keys and set values; of names that are equal without case the first one stays."""
    names, parents, lines = [root_name], [ABOVE_ROOT], [root_line]
    known = {"": ROOT}
    numbers, first = np.unique(rows.path, return_index=True)
    order = np.argsort(first)
    key_of = np.zeros(len(rows.paths), np.int64)
    made = []
    for number, line in zip(numbers[order].tolist(), rows.line[first[order]].tolist(), strict=True):
        path = rows.paths[number]
        folded = upcase(path)
        key = known.get(folded)
        if key is None:
            key = _made(path, folded, line, known, names, parents, lines)
        made.append(key)
    key_of[numbers[order]] = made
    values = np.flatnonzero(rows.op == Op.SET_VALUE)
    named, counts = _by_name(key_of[rows.path[values]], _folded(rows.names)[rows.name[values]])
    return Grown(
        names,
        np.array(parents, np.int64),
        np.array(lines, np.int64),
        key_of[rows.path[values[named]]],
        values[named],
        values[counts],
    )


def _made(
    path: str, folded: str, line: int, known: dict[str, int], names: list[str], parents: list[int], lines: list[int]
) -> int:
    """The number of a new key; its missing parents are made before it."""
    missing = [(path, folded)]
    above = folded.rpartition("\\")[0]
    while above not in known:
        missing.append((path[: len(above)], above))
        above = above.rpartition("\\")[0]
    key = known[above]
    for whole, upper in reversed(missing):
        names.append(whole.rpartition("\\")[2])
        parents.append(key)
        lines.append(line)
        key = known[upper] = len(names) - 1
    return key


def _folded(names: tuple[str, ...]) -> Ints:
    """For each name a number that names equal without case share."""
    known: dict[str, int] = {}
    return np.array([known.setdefault(upcase(name), len(known)) for name in names], np.int64)


def _by_name(key: Ints, name: Ints) -> tuple[Ints, Ints]:
    """Of values with one key and one name the first, in its place, and the last, which counts."""
    both = key << 32 | name
    order = np.argsort(both, kind="stable")
    ordered = both[order]
    starts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)])
    if len(starts) == len(both):
        every = np.arange(len(both))
        return every, every
    ends = np.append(starts[1:], len(ordered)) - 1
    first, last = order[starts], order[ends]
    in_place = np.argsort(first)
    return first[in_place], last[in_place]
