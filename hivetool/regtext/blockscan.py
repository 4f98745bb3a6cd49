"""A `.reg` text block by block: what is plain is read at once, the rest line by line, as one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from hivetool.hive.pieces import text_pieces
from hivetool.hive.spans import Ints

from .bulk import Plain, plain_keys, plain_values
from .faults import Fault, FaultList
from .header import check_header
from .lines import Lines, Units, blocks
from .rows import TEXT, Op, RowsBuilder
from .scan import UNREADABLE_KEY, Scanned, Scanner, code_page

_HEADER_AT_MOST: Final = 4096
"""Units of the first line that are looked at."""

_BRACKET: Final = ord("[")


def scan_units(units: Units, rows: RowsBuilder, faults: FaultList, encoding: str) -> tuple[Scanned, Ints]:
    """Read a text as UTF-16 code units into ``rows`` and ``faults``; ``encoding`` is that of the file.

    Gives what :func:`hivetool.regtext.scan.scan` gives, and the places of the quotation marks that end plain texts:
    they are to become the NULs of their data. Raises :class:`NoHeader` if the first line is not the header.
    """
    header = next(blocks(units[:_HEADER_AT_MOST]))
    version = check_header(header.text(0))
    scanner = Scanner(iter(()), rows, faults, code_page(version, encoding))
    closing = [np.zeros(0, np.int64)]
    for lines in blocks(units):
        closing.append(_scan_block(lines, scanner, rows, faults))
    return Scanned(scanner.key_lines, version), np.concatenate(closing)


def _scan_block(lines: Lines, scanner: Scanner, rows: RowsBuilder, faults: FaultList) -> Ints:
    """Read a block; gives the places in the whole text of quotation marks that end a plain text."""
    plain = plain_values(lines, scanner.code_page is not None)
    heads = lines.heads()
    odd = ~plain.taken & (lines.end > lines.start)
    if lines.first == 1:
        odd[0] = False  # the header
    keys = plain_keys(lines, np.flatnonzero(odd & (heads == _BRACKET)))
    before = np.cumsum(plain.taken)
    ends = np.zeros(len(lines), np.int64)
    ends[plain.row] = plain.last
    paths_from, paths = [-1], [scanner.path]
    plain_key_rows: list[int] = []
    plain_key_paths: list[int] = []
    done, last = 0, 0
    swallowed: list[tuple[int, int]] = []
    for row in np.flatnonzero(odd).tolist():
        if row < done:
            continue
        path = keys.get(row)
        if path is not None:
            paths_from.append(row)
            paths.append(scanner.plain_key(path))
            plain_key_rows.append(row)
            plain_key_paths.append(paths[-1])
        else:
            if before[row] != last:
                scanner.forget_hex()
            done = _read(lines, row, scanner, ends)
            swallowed.append((row + 1, done))
            if scanner.path != paths[-1]:
                paths_from.append(row)
                paths.append(scanner.path)
        last = before[max(row, done - 1)]
    rows.add_keys(np.array(plain_key_paths, np.int64), lines.first + np.array(plain_key_rows, np.int64))
    _add_plain(lines, plain, swallowed, (np.array(paths_from), np.array(paths)), rows, faults)
    if len(plain.row) and before[-1] != last:
        scanner.forget_hex()
    return lines.base + plain.closing


def _read(lines: Lines, row: int, scanner: Scanner, ends: Ints) -> int:
    """Let the scanner read a line; gives the row behind the last line that it took for more hex data of this one.

    If it took the first line of a plain value, whose last line ``ends`` says, the rest of that is left to it as well.
    """
    cursor = _Cursor(lines, row + 1)
    scanner.follow(cursor)
    scanner.read(lines.first + row, lines.text(row))
    done = cursor.row
    until = int(ends[row + 1 : done].max(initial=0)) + 1
    for rest in range(done, until):
        scanner.read(lines.first + rest, lines.text(rest))
    return max(done, until)


class _Cursor(Iterator[tuple[int, str]]):
    """The lines of a block from one on; ``row`` is the next one."""

    def __init__(self, lines: Lines, row: int) -> None:
        self._lines = lines
        self.row = row

    def __next__(self) -> tuple[int, str]:
        if self.row >= len(self._lines):
            raise StopIteration
        self.row += 1
        return self._lines.first + self.row - 1, self._lines.text(self.row - 1)


def _add_plain(
    lines: Lines,
    plain: Plain,
    swallowed: list[tuple[int, int]],
    paths: tuple[Ints, Ints],
    rows: RowsBuilder,
    faults: FaultList,
) -> None:
    """The plain values that a key has and no odd line before has swallowed, as rows."""
    path = paths[1][np.searchsorted(paths[0], plain.row, "right") - 1]
    kept = np.ones(len(lines), np.bool_)
    for first, end in swallowed:
        kept[first:end] = False
    here = kept[plain.row]
    for row in np.sort(plain.row[here & (path < 0) & (path != UNREADABLE_KEY)]).tolist():
        faults.add(Fault.VALUE_KEY, lines.first + row, lines.text(row), 0)
    here &= path >= 0
    names = text_pieces(lines.data, 2 * plain.name[here], 2 * plain.name_size[here], 2)
    buffer = plain.buffer[here]
    rows.add_all(
        plain.data,
        op=np.full(len(names), Op.SET_VALUE, np.uint8),
        path=path[here],
        name=rows.numbers_of(names),
        type=plain.kind[here],
        buffer=buffer,
        start=plain.start[here] + (buffer == TEXT) * 2 * lines.base,
        size=plain.size[here],
        line=lines.first + plain.row[here],
    )
