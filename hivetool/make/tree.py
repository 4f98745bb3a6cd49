"""A tree of keys as immutable values, and the hive of it, built at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from hivetool.hive.building import built_hive
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.hive import Hive, Source
from hivetool.hive.table import Table
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase

Stored = int | str | tuple[str, ...] | bytes
"""What is stored, by its Python type: REG_DWORD, REG_SZ, REG_MULTI_SZ, REG_BINARY."""

Values = Mapping[str, Stored]


@dataclass(frozen=True, slots=True)
class Branch:
    """A key with its values and the keys below it; ``written`` is a FILETIME, None: that of the key above."""

    name: str
    values: Values = field(default_factory=dict)
    below: tuple[Branch, ...] = ()
    written: int | None = field(default=None, kw_only=True)


def stored(value: Stored) -> tuple[int, bytes]:
    """The type and the bytes of a value."""
    if isinstance(value, int):
        return ValueType.REG_DWORD, value.to_bytes(4, "little")
    if isinstance(value, str):
        return ValueType.REG_SZ, text_data(value)
    if isinstance(value, tuple):
        return ValueType.REG_MULTI_SZ, multi_text_data(list(value))
    return ValueType.REG_BINARY, value


def hive_of(root: Branch) -> Hive:
    """The hive of the tree below this root, keys in the order in which Windows lists them."""
    table = Table([], [], [], [], [], [])
    times: list[int | None] = []
    for row, (branch, parent, written) in enumerate(_rows(root)):
        table.key_names.append(branch.name)
        table.key_parents.append(parent)
        times.append(written)
        for name, value in branch.values.items():
            kind, data = stored(value)
            table.value_keys.append(row)
            table.value_names.append(name)
            table.value_types.append(kind)
            table.value_data.append(data)
    return built_hive(table, Source("regf", "1.5", "offset"), last_written=times)


def _rows(root: Branch) -> Iterator[tuple[Branch, int, int | None]]:
    """Every branch with its parent's row and its time, level by level."""
    level: list[tuple[Branch, int, int | None]] = [(root, -1, root.written)]
    row = 0
    while level:
        yield from level
        below: list[tuple[Branch, int, int | None]] = []
        for parent, (branch, _, written) in enumerate(level, row):
            inner = sorted(branch.below, key=_order)
            below += [(each, parent, written if each.written is None else each.written) for each in inner]
        row += len(level)
        level = below


def _order(branch: Branch) -> str:
    return upcase(branch.name)
