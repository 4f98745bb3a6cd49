"""A hive laid out for a writer: keys depth first, each field a list, and every descriptor once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from hivetool.hive.columns import MOST_LEVELS, NO_TIME
from hivetool.hive.hive import Hive
from hivetool.hive.spans import Spans
from hivetool.hive.table import Table
from hivetool.hive.views import Key

from .errors import TooDeep
from .fields import KEY_FIELDS, VALUE_FIELDS


@dataclass(frozen=True, eq=False)
class Laid:
    """``order`` are the rows of the keys, parents before children, depth first in stored order.

    ``keys`` has for each of ``KEY_FIELDS`` a list with an item a row, ``values`` likewise; the values of key i are
    ``first_value[i]`` to before ``first_value[i + 1]``. ``descriptors`` are numbered in the order of their first keys.
    """

    order: list[int]
    table: Table
    first_value: list[int]
    keys: tuple[list[Any], ...]
    values: tuple[list[Any], ...]
    descriptors: list[bytes]


def laid(hive: Hive) -> Laid:
    """The hive laid out. Raises :class:`TooDeep`."""
    _refuse_too_deep(hive)
    columns, table = hive.columns, hive.table()
    order = list(_depth_first(columns.first_child.tolist(), columns.child_count.tolist()))
    none = int(NO_TIME)
    security, descriptors = _numbered(_stored(columns.keys.security, columns.buffers), order)
    keys: dict[str, list[Any]] = {
        "last_written": [None if time == none else time for time in columns.keys.last_written.tolist()],
        "class": _stored(columns.keys.class_name, columns.buffers),
        "security": security,
        "flags": columns.keys.flags.tolist(),
    }
    values: dict[str, list[Any]] = {"name": table.value_names, "type": table.value_types, "data": table.value_data}
    return Laid(
        order,
        table,
        columns.first_value.tolist(),
        tuple(keys[field.name] for field in KEY_FIELDS),
        tuple(values[field.name] for field in VALUE_FIELDS),
        descriptors,
    )


def _refuse_too_deep(hive: Hive) -> None:
    """In level order no key is deeper than the last one."""
    parent = hive.columns.keys.parent
    row, levels = len(hive) - 1, 0
    while row > 0:
        row = int(parent[row])
        levels += 1
    if levels > MOST_LEVELS:
        raise TooDeep(Key(hive, len(hive) - 1).location, MOST_LEVELS)


def _depth_first(first: list[int], count: list[int]) -> Iterator[int]:
    waiting = [0]
    while waiting:
        row = waiting.pop()
        yield row
        if count[row]:
            waiting.extend(range(first[row] + count[row] - 1, first[row] - 1, -1))


def _stored(spans: Spans, buffers: tuple[bytes, ...]) -> list[bytes | None]:
    """The bytes of every row, None where nothing is stored."""
    pieces = zip(spans.size.tolist(), spans.all(buffers), strict=True)
    return [None if size < 0 else data for size, data in pieces]


def _numbered(security: list[bytes | None], order: list[int]) -> tuple[list[int | None], list[bytes]]:
    """The number of each key's descriptor, and the descriptors by number."""
    numbers: dict[bytes, int] = {}
    own: list[int | None] = [None] * len(security)
    for row in order:
        descriptor = security[row]
        if descriptor is not None:
            own[row] = numbers.setdefault(descriptor, len(numbers))
    return own, list(numbers)
