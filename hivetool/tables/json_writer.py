"""A hive as one JSON document: ASCII, a line a key and a line a value, made for programs and for diff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hivetool.hive.hive import Hive
from hivetool.hive.table import Table

from .errors import CannotHold
from .fields import KEY_FIELDS, SCHEMA, VALUE_FIELDS
from .forms import quoted
from .laying import Laid, laid

MOST_OF_PATHS: Final = 1 << 30
"""Characters of all paths of a document together."""

PATH, NAMES, VALUES = "path", "names", "values"
"""Members of a key besides its fields; ``names`` has its names one by one, where its path cannot be split."""


def write_json(hive: Hive) -> bytes:
    r"""The hive as one JSON document (schema ``hivetool.hive/1``); the same hive gives the same bytes.

    Everything is kept but where the rows stand in their source, and its problems: names (lone surrogates as
    ``\ud800``), order, times, classes, descriptors, flags, types and data. Raises :class:`TooDeep`, and
    :class:`CannotHold` where the paths are out of all proportion.
    """
    rows = laid(hive)
    _refuse_endless(rows.table)
    return b"".join(line.encode("ascii") for line in _lines(rows))


def _refuse_endless(table: Table) -> None:
    """A malicious hive has a million keys below a path of a hundred thousand characters."""
    lengths = [0]
    for name, parent in zip(table.key_names[1:], table.key_parents[1:], strict=True):
        lengths.append(lengths[parent] + len(name) + 1)
    if sum(lengths) > MOST_OF_PATHS:
        raise CannotHold("a JSON document", f"the paths of its keys alone would take {sum(lengths):,} characters")


def _lines(rows: Laid) -> Iterator[str]:
    yield f'{{"schema": {quoted(SCHEMA)},\n"root": {quoted(rows.table.key_names[0])},\n"security": ['
    yield ",".join(f'\n"{descriptor.hex()}"' for descriptor in rows.descriptors)
    yield '\n],\n"keys": [' if rows.descriptors else '],\n"keys": ['
    between = "\n"
    for key in _keys(rows):
        yield between
        yield key
        between = ",\n"
    yield "\n]}\n"


def _keys(rows: Laid) -> Iterator[str]:
    pattern = "".join(f'"{field.name}": %s, ' for field in KEY_FIELDS)
    columns = (field.json_column(column) for field, column in zip(KEY_FIELDS, rows.keys, strict=True))
    fields = list(map(pattern.__mod__, zip(*columns, strict=True)))
    values, first = _values(rows), rows.first_value
    for row, path in zip(rows.order, _paths(rows), strict=True):
        own = ",\n ".join(values[first[row] : first[row + 1]])
        listed = f"[\n {own}\n]" if own else "[]"
        yield f'{{{path}, {fields[row]}"{VALUES}": {listed}}}'


def _values(rows: Laid) -> list[str]:
    """One object a value."""
    pattern = "{" + ", ".join(f'"{field.name}": %s' for field in VALUE_FIELDS) + "}"
    columns = (field.json_column(column) for field, column in zip(VALUE_FIELDS, rows.values, strict=True))
    return list(map(pattern.__mod__, zip(*columns, strict=True)))


def _paths(rows: Laid) -> Iterator[str]:
    """The members that say where a key is."""
    paths, parents, names = rows.table.key_paths(), rows.table.key_parents, rows.table.key_names
    listed = [False] * len(paths)
    for row in range(1, len(paths)):
        listed[row] = listed[parents[row]] or not names[row] or "\\" in names[row]
    for row in rows.order:
        if listed[row]:
            one_by_one = _names(rows, row)
            path = quoted("\\".join(one_by_one))
            yield f'"{PATH}": {path}, "{NAMES}": [{", ".join(map(quoted, one_by_one))}]'
        else:
            yield f'"{PATH}": {quoted(paths[row])}'


def _names(rows: Laid, row: int) -> list[str]:
    """The names from below the root down to the key."""
    names: list[str] = []
    while row > 0:
        names.append(rows.table.key_names[row])
        row = rows.table.key_parents[row]
    return names[::-1]
