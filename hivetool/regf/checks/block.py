"""The base block, and the bins as rows of cells."""

from __future__ import annotations

import numpy as np

from hivetool.hive.spans import Ints
from hivetool.regf.constants import BASE_BLOCK_SIZE, CELL_ALIGNMENT, CELL_HEADER_SIZE, KEY_HIVE_ENTRY
from hivetool.regf.faults import Faults
from hivetool.regf.layout import BASE_BLOCK

from .subject import Subject
from .table import Check

_AT_A_TIME = 1 << 16
"""Cells that are compared together: a file may have one for every 8 bytes."""


def check_base_block(subject: Subject, faults: Faults) -> None:
    """Fields that the reader does not need."""
    data = subject.survey.window.data
    fields = np.frombuffer(data, BASE_BLOCK, 1)[0]
    for name, check in (("file_format", Check.FORMAT), ("clustering_factor", Check.CLUSTERING)):
        if fields[name] != 1:
            faults.add(check, _offset(name), expected="1", actual=str(fields[name]))
    end = subject.survey.base.end
    if BASE_BLOCK_SIZE < end < len(data):
        faults.add(Check.TRAILING, end, actual=f"{len(data) - end} bytes")
    if not subject.keys["flags"][0] & KEY_HIVE_ENTRY:
        flags = subject.keys["flags"][:1]
        faults.add(
            Check.ROOT_FLAG, subject.columns.keys.place[0], key=0, expected=f"0x{KEY_HIVE_ENTRY:x}", actual=flags
        )


def check_cells(subject: Subject, faults: Faults) -> None:
    """Every byte of every bin in one cell, every cell in use referred to, every reference to a cell; free cells are
    joined.
    """
    cells = subject.cells
    _check_chain(subject, faults)
    limits = _limits(subject)
    for kind in subject.survey.claims.kinds():
        found = subject.claims(kind)
        known = found.start < limits[np.searchsorted(cells.bins, found.start, "right") - 1]
        faults.where(known & (cells.rows(found.start) < 0), Check.CELL_REFERENCE, found.start, found.key, kind)
    leaked = cells.allocated & ~cells.claimed(subject.survey.claims)
    faults.add(Check.CELL_LEAK, cells.start[leaked], actual=cells.size[leaked])
    _check_free(subject, faults)


def _check_chain(subject: Subject, faults: Faults) -> None:
    broken, cells = subject.cells.broken, subject.cells
    room = cells.bin_ends[np.searchsorted(cells.bins, broken, "right") - 1] - broken
    faults.add(
        Check.CELL_CHAIN,
        broken,
        expected=lambda i: f"a size in steps of {CELL_ALIGNMENT}, 0x{int(room[i]):x} at most",
        actual=lambda i: _size(subject.survey.window.data, int(broken[i])),
    )


def _check_free(subject: Subject, faults: Faults) -> None:
    cells = subject.cells
    for begin in range(0, len(cells.start), _AT_A_TIME):
        rows = slice(begin, begin + _AT_A_TIME + 1)
        start, size, free = cells.start[rows], cells.size[rows], ~cells.allocated[rows]
        follows = start[1:] == start[:-1] + size[:-1]  # and no header of a bin is between them
        apart = np.flatnonzero(free[1:] & free[:-1] & follows) + 1
        faults.add(Check.FREE_CELLS, start[apart], actual=size[apart])


def _size(data: bytes, place: int) -> str:
    return f"0x{abs(int.from_bytes(data[place : place + CELL_HEADER_SIZE], 'little', signed=True)):x}"


def _limits(subject: Subject) -> Ints:
    """Where in each bin the cells end that are known: at its end, or where they no longer lead on."""
    cells = subject.cells
    limits = cells.bin_ends.copy()
    limits[np.searchsorted(cells.bins, cells.broken, "right") - 1] = cells.broken
    return limits


def _offset(field: str) -> int:
    assert BASE_BLOCK.fields is not None
    return BASE_BLOCK.fields[field][1]
